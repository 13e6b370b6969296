"""python3 -m repair.evaluate --data DATA --model repair.onnx: what is found, what is mended, and what is done to photos that need nothing.

Each photo four times, the same for every model (fixed seed): at its own size, where it is sharpest, with several kinds of damage and untouched;
brought up to --large, as a scan is, with one kind and untouched. A table by how sure the surest pixel of a piece must be: precision, recall and overlap (IoU) of the mask over all pixels; PSNR of lightness
inside the true mask, before and after; on the untouched: mean change in 1/255, share of photos changed at all. Below it, at --sure, how
much is found of each kind. --split tune is for choosing these two, the held-out photos for the last word. With --faces the engine's rules
(marking.py) are applied, as the studio does, and what the mask alone above 0.5 would give is told as well. What is done to sound photos is told better by harm.py.
"""
import argparse
import json
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch

from pixomax_training.faces.evaluate_detector import detect
from pixomax_training.photos import Photos
from pixomax_training.repair.damage import KINDS, any_kinds, damage
from pixomax_training.repair.examples import aged, lightness_of, scan
from pixomax_training.repair.marking import keep_damage, mark, sure_for
from pixomax_training.repair.sharp import keep_sharp

STRIDE, SURE, SHOWN = 16, (0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99), 12
BARE_THRESHOLD = 0.5  # what the engine took for damage before it had rules
FACE = 0.4  # score from which the detector's box is a face


def fit(lightness):
    """Cut down to multiples of the stride."""
    h, w = (length // STRIDE * STRIDE for length in lightness.shape)
    return np.ascontiguousarray(lightness[:h, :w])


def examples_of(photo, large, kind, rng):
    """(name, damaged, mask, clean), four times; the mask of the untouched is empty."""
    clean = fit(aged(lightness_of(photo, rng)))
    damaged, mask = damage(clean, any_kinds(rng), rng)
    yield 'mixed', scan(damaged, 0), mask, scan(clean, 0)
    yield 'untouched', scan(clean, 0), np.zeros_like(mask), scan(clean, 0)
    scale = large / min(photo.shape[:2])
    clean = fit(aged(lightness_of(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), rng)))
    damaged, mask = damage(clean, [kind], rng)
    quality = int(rng.integers(60, 96)) if rng.random() < 0.4 else 0
    yield kind.__name__, scan(damaged, quality), mask, scan(clean, quality)
    yield 'untouched', scan(clean, quality), np.zeros_like(mask), scan(clean, quality)


def open_session(path: str, threads: int) -> onnxruntime.InferenceSession:
    """On the CPU; waiting threads sleep."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry('session.intra_op.allow_spinning', '0')
    return onnxruntime.InferenceSession(path, options, providers=['CPUExecutionProvider'])


def mend(session, lightness):
    """(mask 0..1, clean L*) of the whole picture, both [H,W]."""
    mask, clean = session.run(['mask', 'clean'], {'lightness': lightness[None, None]})
    return mask[0, 0], clean[0, 0]


def find(damaged: np.ndarray, told: np.ndarray, boxes: np.ndarray | None, threshold: float, sure: float) -> np.ndarray:
    """bool [H,W]: what counts as damage; without `boxes` of faces by the mask alone."""
    if boxes is None:
        return mark(told, threshold, sure)
    return keep_damage(mark(told, threshold, sure_for(sure, told.shape)), damaged, boxes)


def psnr_inside(made, clean, mask):
    return 10 * np.log10(100 ** 2 / max(1e-6, np.mean((made - clean)[mask] ** 2)))


class Tally:
    """What one way of marking did to all examples."""

    def __init__(self, threshold, sure):
        self.threshold, self.sure, self.hit, self.false, self.missed = threshold, sure, Counter(), Counter(), Counter()  # pixels by name
        self.before, self.after, self.changes, self.touched = [], [], [], []

    def add(self, name, damaged, mask, clean, told, filled, boxes):
        found, true = find(damaged, told, boxes, self.threshold, self.sure), mask > 0
        made = np.where(found, filled, damaged)
        self.hit[name] += int((found & true).sum())
        self.false[name] += int((found & ~true).sum())
        self.missed[name] += int((~found & true).sum())
        if name == 'untouched':
            self.changes.append(np.abs(made - damaged).mean() * 2.55), self.touched.append(found.any())
        elif true.any():
            self.before.append(psnr_inside(damaged, clean, true)), self.after.append(psnr_inside(made, clean, true))

    def row(self):
        hit, false, missed = self.hit.total(), self.false.total() - self.false['untouched'], self.missed.total()
        row = dict(sure=self.sure, precision=hit / max(1, hit + false), recall=hit / max(1, hit + missed), iou=hit / max(1, hit + false + missed),
                   psnr_before=np.mean(self.before), psnr_after=np.mean(self.after), untouched_change=np.mean(self.changes),
                   untouched_worst=np.max(self.changes), untouched_share_changed=np.mean(self.touched))
        return rounded(row)

    def recall_by_kind(self):
        return rounded({name: hit / max(1, hit + self.missed[name]) for name, hit in self.hit.items() if name != 'untouched'})


def rounded(row):
    return {name: round(float(value), 4) for name, value in row.items()}


def strip(damaged, told, filled, clean, found, size=256):
    """Damaged, mask, mended, truth, side by side, from the middle."""
    made = np.where(found, filled, damaged)
    y, x = (max(0, (length - size) // 2) for length in damaged.shape)
    parts = [np.pad(part[y:y + size, x:x + size], [(0, max(0, size - length)) for length in part[y:y + size, x:x + size].shape])
             for part in (damaged, told * 100, made, clean)]
    return (np.hstack(parts) * 2.55).clip(0, 255).astype(np.uint8)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--model', required=True), a.add_argument('--split', default='held-out')
    a.add_argument('--photos', type=int, default=200, help='so many of them, evenly from the list'), a.add_argument('--large', type=int, default=640)
    a.add_argument('--threads', type=int, default=2), a.add_argument('--threshold', type=float, default=0.4)
    a.add_argument('--sure', type=float, choices=SURE, default=0.97)
    a.add_argument('--faces', help='face-detector.onnx: apply the engine\'s rules'), a.add_argument('--sharp', action='store_true', help='JPEG photos only')
    a.add_argument('--json'), a.add_argument('--sheet', help='a PNG: damaged, mask, mended, truth')
    o = a.parse_args()
    session, detector = open_session(o.model, o.threads), open_session(o.faces, o.threads) if o.faces else None
    photos = keep_sharp(Photos(o.data, o.split)) if o.sharp else Photos(o.data, o.split)
    tallies, alone, strips = [Tally(o.threshold, sure) for sure in SURE], Tally(BARE_THRESHOLD, o.sure), []
    chosen = np.unique(np.linspace(0, len(photos) - 1, min(o.photos, len(photos))).astype(int))
    for n, i in enumerate(chosen):
        torch.manual_seed(int(i))
        for example in examples_of(photos[i], o.large, list(KINDS)[n % len(KINDS)], np.random.default_rng(i)):
            _, damaged, _, clean = example
            told, filled = mend(session, damaged)
            boxes = detect(detector, damaged, FACE)[:, :4] if detector else None
            for tally in tallies:
                tally.add(*example, told, filled, boxes)
            alone.add(*example, told, filled, None)
            if n % max(1, len(chosen) // SHOWN) == 0:
                strips.append(strip(damaged, told, filled, clean, find(damaged, told, boxes, o.threshold, o.sure)))
    rows, kinds = [tally.row() for tally in tallies], next(tally.recall_by_kind() for tally in tallies if tally.sure == o.sure)
    mask_alone = dict(**alone.row(), recall_by_kind=alone.recall_by_kind())
    for row in [*rows, kinds, alone.row(), alone.recall_by_kind()]:
        print('  '.join(f'{name} {value:g}' for name, value in row.items()), flush=True)
    if o.json:
        report = dict(split=o.split, photos=len(chosen), large=o.large, rows=rows, threshold=o.threshold, sure=o.sure, rules=bool(o.faces), recall_by_kind=kinds, mask_alone=mask_alone)
        Path(o.json).write_text(json.dumps(report, indent=2) + '\n')
    if o.sheet:
        cv2.imwrite(o.sheet, np.vstack([np.hstack(strips[k:k + 3]) for k in range(0, len(strips) - len(strips) % 3, 3)]))


if __name__ == '__main__':
    main()
