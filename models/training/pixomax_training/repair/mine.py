"""python3 -m repair.mine --data DATA --model repair.onnx --out mined.json: places of sound training photos that a network takes for damage.

Each photo at its own size, where it is sharpest. The --keep photos with most false mask are kept, with the place where it is surest; repair.train
--mined mined.json shows them more often. A photo that is truly damaged teaches wrongly here; --sheet shows the worst, to look at.
"""
import argparse
import json

import cv2
import numpy as np
import onnxruntime

from pixomax_training.photos import Photos
from pixomax_training.repair.evaluate import fit, mend, open_session
from pixomax_training.repair.sharp import keep_sharp

ROW = 12


def find_places(photos: Photos, session: onnxruntime.InferenceSession, step: int) -> list[dict]:
    """Per photo that has any: its number, y and x of the surest false pixel, and the sum of the mask above a half."""
    found = []
    for i in range(0, len(photos), step):
        lightness = fit(cv2.cvtColor(photos[i], cv2.COLOR_RGB2LAB)[..., 0] * np.float32(100 / 255))
        told, _ = mend(session, lightness)
        false = float(told[told > 0.5].sum())
        if false > 0:
            y, x = np.unravel_index(int(told.argmax()), told.shape)
            found.append(dict(photo=i, y=int(y), x=int(x), false=round(false, 1)))
    return sorted(found, key=lambda place: -place['false'])


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--model', required=True), a.add_argument('--out', required=True)
    a.add_argument('--keep', type=int, default=1500), a.add_argument('--step', type=int, default=1, help='every so many-th photo only')
    a.add_argument('--sheet', help='a PNG of the worst 96, the place in the middle')
    o = a.parse_args()
    photos = keep_sharp(Photos(o.data, 'train'))
    found = find_places(photos, open_session(o.model, 1), o.step)
    print(f'{len(found)} photos with a false mask')
    with open(o.out, 'w') as out:
        json.dump(found[:o.keep], out)
    if o.sheet:
        crops = [cv2.getRectSubPix(cv2.cvtColor(photos[p['photo']], cv2.COLOR_RGB2GRAY), (96, 96), (p['x'], p['y'])) for p in found[:96]]
        crops = crops[:len(crops) - len(crops) % ROW]
        cv2.imwrite(o.sheet, np.vstack([np.hstack(crops[k:k + ROW]) for k in range(0, len(crops), ROW)]))


if __name__ == '__main__':
    main()
