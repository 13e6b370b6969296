"""python3 -m repair.show --data DATA --out sheet.png: what the network is taught, to look at: damaged, mask and clean, side by side. Look before a run."""
import argparse

import cv2
import numpy as np
import torch

from pixomax_training.photos import Photos
from pixomax_training.repair.examples import draw_example
from pixomax_training.repair.sharp import keep_sharp

SIDE, COLUMNS, ROWS = 192, 3, 10


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument('--data', required=True), a.add_argument('--out', required=True), a.add_argument('--seed', type=int, default=0)
    o = a.parse_args()
    rng, photos = np.random.default_rng(o.seed), keep_sharp(Photos(o.data, 'train'))
    torch.manual_seed(o.seed)
    strips = []
    for i in rng.integers(0, len(photos), COLUMNS * ROWS):
        damaged, mask, clean = draw_example(photos[i], SIDE, rng)
        strips.append(np.hstack([damaged, mask * 100, clean]))
    sheet = np.vstack([np.hstack(strips[k:k + COLUMNS]) for k in range(0, len(strips), COLUMNS)])
    cv2.imwrite(o.out, (sheet * 2.55).clip(0, 255).astype(np.uint8))


if __name__ == '__main__':
    main()
