"""python3 evaluate.py --data DATA --model repair.onnx: what is found, what is mended, and what is done to photos that need nothing.

Two damages and one untouched copy of each photo, at its own size and brought up to --large (as a scan is), the same for every model (fixed seed).
A table by threshold: precision, recall and overlap (IoU) of the mask over all pixels; PSNR of lightness inside the true mask, before and after;
on the untouched: mean change in 1/255, share of photos changed at all. --split tune is for choosing the threshold, the held-out photos for the last word.
"""
import argparse
import json
import sys
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch

sys.path.append(str(Path(__file__).parents[1]))  # the colour recipe's folder

from crops import Photos
from damage import damage
from examples import aged, lightness_of, scan

STRIDE, THRESHOLDS, SHOWN = 16, (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9), 12


def fit(lightness):
    """Cut down to multiples of the stride."""
    h, w = (length // STRIDE * STRIDE for length in lightness.shape)
    return np.ascontiguousarray(lightness[:h, :w])


def examples_of(photo, large, rng):
    """(damaged, mask, clean) of one photo; the mask of the untouched is None."""
    for short_side in (min(photo.shape[:2]), large):
        scale = short_side / min(photo.shape[:2])
        sized = photo if scale == 1 else cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        clean = fit(aged(lightness_of(sized, rng)))
        damaged, mask = damage(clean, rng)
        quality = int(rng.integers(60, 96)) if rng.random() < 0.4 else 0
        yield scan(damaged, quality), mask, scan(clean, quality)
        if short_side == large:
            yield scan(clean, quality), None, scan(clean, quality)


def mend(session, lightness):
    """(mask 0..1, clean L*) of the whole picture, both [H,W]."""
    mask, clean = session.run(['mask', 'clean'], {'lightness': lightness[None, None]})
    return mask[0, 0], clean[0, 0]


def psnr_inside(made, clean, mask):
    return 10 * np.log10(100 ** 2 / max(1e-6, np.mean((made - clean)[mask] ** 2)))


class Tally:
    """What one threshold did to all examples."""

    def __init__(self, threshold):
        self.threshold, self.hit, self.false, self.missed = threshold, 0, 0, 0
        self.before, self.after, self.changes, self.touched = [], [], [], []

    def add(self, damaged, mask, clean, told, filled):
        found = told > self.threshold
        made = np.where(found, filled, damaged)
        if mask is None:
            self.changes.append(float(np.abs(made - damaged).mean() * 2.55)), self.touched.append(bool(found.any()))
            return
        true = mask > 0
        self.hit, self.false, self.missed = self.hit + (found & true).sum(), self.false + (found & ~true).sum(), self.missed + (~found & true).sum()
        if true.any():
            self.before.append(psnr_inside(damaged, clean, true)), self.after.append(psnr_inside(made, clean, true))

    def row(self):
        row = dict(threshold=self.threshold, precision=self.hit / max(1, self.hit + self.false), recall=self.hit / max(1, self.hit + self.missed),
                   iou=self.hit / max(1, self.hit + self.false + self.missed), psnr_before=np.mean(self.before), psnr_after=np.mean(self.after),
                   untouched_change=np.mean(self.changes), untouched_worst=np.max(self.changes), untouched_share_changed=np.mean(self.touched))
        return {name: round(float(value), 4) for name, value in row.items()}


def strip(damaged, told, filled, clean, threshold, size=256):
    """Damaged, mask, mended, truth, side by side, from the middle."""
    made = np.where(told > threshold, filled, damaged)
    y, x = (max(0, (length - size) // 2) for length in damaged.shape)
    parts = [np.pad(part[y:y + size, x:x + size], [(0, max(0, size - length)) for length in part[y:y + size, x:x + size].shape])
             for part in (damaged, told * 100, made, clean)]
    return (np.hstack(parts) * 2.55).clip(0, 255).astype(np.uint8)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--model', required=True), a.add_argument('--split', default='held-out')
    a.add_argument('--photos', type=int, default=200, help='so many of them, evenly from the list'), a.add_argument('--large', type=int, default=640)
    a.add_argument('--threads', type=int, default=2), a.add_argument('--threshold', type=float, default=0.5, help="the sheet's")
    a.add_argument('--json'), a.add_argument('--sheet', help='a PNG: damaged, mask, mended, truth')
    o = a.parse_args()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = o.threads
    options.add_session_config_entry('session.intra_op.allow_spinning', '0')
    session = onnxruntime.InferenceSession(o.model, options, providers=['CPUExecutionProvider'])
    photos, tallies, strips = Photos(o.data, o.split), [Tally(threshold) for threshold in THRESHOLDS], []
    chosen = np.unique(np.linspace(0, len(photos) - 1, min(o.photos, len(photos))).astype(int))
    for n, i in enumerate(chosen):
        torch.manual_seed(int(i))
        for example in examples_of(photos[i], o.large, np.random.default_rng(i)):
            damaged, _, clean = example
            told, filled = mend(session, damaged)
            for tally in tallies:
                tally.add(*example, told, filled)
            if n % max(1, len(chosen) // SHOWN) == 0:
                strips.append(strip(damaged, told, filled, clean, o.threshold))
    rows = [tally.row() for tally in tallies]
    for row in rows:
        print('  '.join(f'{name} {value:g}' for name, value in row.items()), flush=True)
    if o.json:
        Path(o.json).write_text(json.dumps(dict(split=o.split, photos=len(chosen), large=o.large, thresholds=rows), indent=2) + '\n')
    if o.sheet:
        cv2.imwrite(o.sheet, np.vstack([np.hstack(strips[k:k + 3]) for k in range(0, len(strips) - len(strips) % 3, 3)]))


if __name__ == '__main__':
    main()
