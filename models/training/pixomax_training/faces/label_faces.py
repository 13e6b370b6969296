"""python3 -m faces.label_faces --data DATA --reference yunet.onnx: what the reference sees in every photo of DATA -> DATA/faces.json.

faces.json: the name of each photo -> a list of [centre x, centre y, width, height, x and y of right eye, left eye, nose, right and left
mouth corner, score], in pixels of the stored photo, scores from 0.4 up. Photos without a face have an empty list.
"""
import argparse
import json
import os
import time
from pathlib import Path

from pixomax_training.photos import Photos
from pixomax_training.faces.reference import Reference

SPLITS = ('train', 'tune', 'held-out', 'tune-foreign', 'held-out-foreign')


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--reference', required=True), a.add_argument('--threads', type=int, default=1)
    o = a.parse_args()
    reference, faces, begun = Reference(o.reference, o.threads), {}, time.monotonic()
    for split in SPLITS:
        photos = Photos(o.data, split)
        for i, row in enumerate(photos.rows):
            faces[row['name']] = [[round(float(x), 2) for x in face] for face in reference.find(photos[i])]
            if len(faces) % 1000 == 0:
                print(f'{len(faces)} photos, {sum(map(len, faces.values()))} faces, {time.monotonic() - begun:.0f} s', flush=True)
    part = Path(o.data, 'faces.json.part')
    part.write_text(json.dumps(faces))
    os.replace(part, Path(o.data, 'faces.json'))


if __name__ == '__main__':
    main()
