"""python3 -m color.skin_tones --data DATA --numbers numbers.json: how near a model comes on portraits, by how light the skin is.

numbers.json is what `npm run evaluate -- --photos PHOTOS --json` wrote; its first set is looked at. The portraits are those of --source, faces in their
middle; the lightness of the skin is the median of the true one there. Three groups of equal size; each number beside that of a gray copy.
"""
import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from pixomax_training.photos import Photos

MIDDLE = slice(0.45, 0.75), slice(0.35, 0.65)  # rows and columns of an aligned portrait that are skin, mostly


def skin_lightness(rgb):
    rows, columns = (slice(*(round(length * share) for share in (part.start, part.stop))) for length, part in zip(rgb.shape, MIDDLE))
    return float(np.median(cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)[rows, columns, 0])) * 100 / 255


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--numbers', required=True)
    a.add_argument('--split', default='held-out'), a.add_argument('--source', default='utk')
    o = a.parse_args()
    photos = Photos(o.data, o.split)
    skin = {row['sha256']: skin_lightness(photos[i]) for i, row in enumerate(photos.rows) if row['source'] == o.source}
    judged = [photo for photo in json.loads(Path(o.numbers).read_text())['sets'][0]['photos'] if photo['sha256'] in skin]
    for group in np.array_split(sorted(judged, key=lambda photo: skin[photo['sha256']]), 3):
        told = f"{len(group)} portraits, skin L* {skin[group[0]['sha256']]:.0f} to {skin[group[-1]['sha256']]:.0f}"
        mean = lambda name, number: np.mean([photo['colorings'][name][number] for photo in group])
        for name in group[0]['colorings']:
            if name != 'gray':
                told += f"  {name} {mean(name, 'psnrDb') - mean('gray', 'psnrDb'):+.2f} dB, ab error {mean(name, 'abError') / mean('gray', 'abError'):.2f}"
        print(told)


if __name__ == '__main__':
    main()
