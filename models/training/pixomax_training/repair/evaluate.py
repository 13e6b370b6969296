"""python -m pixomax_training.repair.evaluate --data DATA --model repair.onnx: what is found, repaired, and harmed.

Each photo four times, the same for every model (fixed seed): at its own size, where it is sharpest, with several kinds
of damage and untouched; brought up to --large, as a scan is, with one kind and untouched. A table by how sure the
surest pixel of a piece must be: precision, recall and overlap (IoU) of the mask over all pixels; PSNR of lightness
inside the true mask, before and after; on the untouched: mean change in 1/255, share of photos changed at all. Below
it, at --sure, how much is found of each kind. --split tune is for choosing these two, the held-out photos for the last
word.

With --faces the engine's rules (marking.py) are applied, as the studio does, and what the mask alone above 0.5 would
give is printed as well. harm.py says more of what is done to sound photos.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import torch

from pixomax_training.arrays import BoolArray, ByteArray, FloatArray, Rng
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.faces.detection import detect
from pixomax_training.photos import Photos, spread_evenly
from pixomax_training.repair.damage import KINDS, Kind, any_kinds, damage
from pixomax_training.repair.examples import aged, draw_lightness, keep_sharp, scan
from pixomax_training.repair.run_network import BARE_THRESHOLD, FACE, cut_to_stride, find_damage, repair
from pixomax_training.sessions import open_session
from pixomax_training.sheets import write_sheet

SURE = (0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99)
SHOWN = 12  # photos on the sheet
STRIP_SIDE = 256  # px
COLUMNS = 3
UNTOUCHED = "untouched"


class Example(NamedTuple):
    """One picture, all planes L* or 0..1 [H,W]; the mask of the untouched is empty."""

    name: str
    damaged: FloatArray
    mask: ByteArray
    clean: FloatArray


class Repaired(NamedTuple):
    """What the network makes of it. boxes: of faces [N,4], None where the engine's rules are not applied."""

    mask: FloatArray
    filled: FloatArray
    boxes: FloatArray | None


def make_examples(photo: ByteArray, large: int, kind: Kind, rng: Rng) -> Iterator[Example]:
    """The four pictures of one photo. large: short side of the last two, px."""
    clean = cut_to_stride(aged(draw_lightness(photo, rng)))
    damaged, mask = damage(clean, any_kinds(rng), rng)
    yield Example("mixed", scan(damaged, 0), mask, scan(clean, 0))
    yield Example(UNTOUCHED, scan(clean, 0), np.zeros_like(mask), scan(clean, 0))
    scale = large / min(photo.shape[:2])
    enlarged = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    clean = cut_to_stride(aged(draw_lightness(enlarged, rng)))
    damaged, mask = damage(clean, [kind], rng)
    quality = int(rng.integers(60, 96)) if rng.random() < 0.4 else 0
    yield Example(kind.__name__, scan(damaged, quality), mask, scan(clean, quality))
    yield Example(UNTOUCHED, scan(clean, quality), np.zeros_like(mask), scan(clean, quality))


def psnr_inside(made: FloatArray, clean: FloatArray, mask: BoolArray) -> float:
    """dB of lightness 0..100 inside a mask."""
    error = np.mean((made - clean)[mask] ** 2)
    return 10 * np.log10(100**2 / np.maximum(1e-6, error))


class Tally:
    """What one way of marking did to all examples."""

    def __init__(self, threshold: float, sure: float) -> None:
        self.threshold = threshold
        self.sure = sure
        # Pixels by the names of the examples.
        self.hit: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.before: list[float] = []
        self.after: list[float] = []
        self.changes: list[float] = []
        self.touched: list[bool] = []

    def add(self, example: Example, repaired: Repaired) -> None:
        """Counts one example."""
        name, damaged, mask, clean = example
        found = find_damage(damaged, repaired.mask, repaired.boxes, self.threshold, self.sure)
        true = mask > 0
        made = np.where(found, repaired.filled, damaged)
        self.hit[name] += int((found & true).sum())
        self.false[name] += int((found & ~true).sum())
        self.missed[name] += int((~found & true).sum())
        if name == UNTOUCHED:
            self.changes.append(np.abs(made - damaged).mean() * 2.55)
            self.touched.append(bool(found.any()))
        elif true.any():
            self.before.append(psnr_inside(damaged, clean, true))
            self.after.append(psnr_inside(made, clean, true))

    def row(self) -> dict[str, float]:
        """The numbers over all examples."""
        hit = self.hit.total()
        false = self.false.total() - self.false[UNTOUCHED]
        missed = self.missed.total()
        return round_all(
            {
                "sure": self.sure,
                "precision": hit / max(1, hit + false),
                "recall": hit / max(1, hit + missed),
                "iou": hit / max(1, hit + false + missed),
                "psnr_before": np.mean(self.before),
                "psnr_after": np.mean(self.after),
                "untouched_change": np.mean(self.changes),
                "untouched_worst": np.max(self.changes),
                "untouched_share_changed": np.mean(self.touched),
            }
        )

    def recall_by_kind(self) -> dict[str, float]:
        """The share of the damaged pixels that is found, for each kind of damage."""
        return round_all(
            {name: hit / max(1, hit + self.missed[name]) for name, hit in self.hit.items() if name != UNTOUCHED}
        )


def round_all(row: Mapping[str, Any]) -> dict[str, float]:
    """To four digits."""
    return {name: round(float(value), 4) for name, value in row.items()}


def make_strip(example: Example, repaired: Repaired, found: BoolArray) -> ByteArray:
    """Damaged, mask, repaired, truth, side by side, from the middle; black where the picture is smaller."""
    made = np.where(found, repaired.filled, example.damaged)
    y, x = (max(0, (length - STRIP_SIDE) // 2) for length in example.damaged.shape)
    parts = []
    for plane in (example.damaged, repaired.mask * 100, made, example.clean):
        part = plane[y : y + STRIP_SIDE, x : x + STRIP_SIDE]
        parts.append(np.pad(part, [(0, max(0, STRIP_SIDE - length)) for length in part.shape]))
    return (np.hstack(parts) * 2.55).clip(0, 255).astype(np.uint8)


class Evaluation:
    """The tallies of a model on a split, and strips to look at. alone: the mask without the engine's rules."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.session = open_session(options.model, options.threads)
        self.detector = open_session(options.faces, options.threads) if options.faces else None
        self.tallies = [Tally(options.threshold, sure) for sure in SURE]
        self.alone = Tally(BARE_THRESHOLD, options.sure)
        self.strips: list[ByteArray] = []

    def add(self, example: Example, shown: bool) -> None:
        """Repairs and counts one example."""
        mask, filled = repair(self.session, example.damaged)
        boxes = detect(self.detector, example.damaged, FACE)[:, :4] if self.detector else None
        repaired = Repaired(mask, filled, boxes)
        for tally in self.tallies:
            tally.add(example, repaired)
        self.alone.add(example, Repaired(mask, filled, None))
        if shown:
            found = find_damage(example.damaged, mask, boxes, self.options.threshold, self.options.sure)
            self.strips.append(make_strip(example, repaired, found))

    def recall_by_kind(self) -> dict[str, float]:
        """At --sure."""
        return next(tally.recall_by_kind() for tally in self.tallies if tally.sure == self.options.sure)


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = make_parser(__doc__)
    add_data(parser, split="held-out")
    parser.add_argument("--model", required=True)
    parser.add_argument("--photos", type=positive_int, default=200, help="so many of them, evenly from the list")
    parser.add_argument("--large", type=positive_int, default=640)
    parser.add_argument("--threads", type=positive_int, default=2)
    parser.add_argument("--threshold", type=float, default=0.4)
    parser.add_argument("--sure", type=float, choices=SURE, default=0.97)
    parser.add_argument("--faces", help="face-detector.onnx: apply the engine's rules")
    parser.add_argument("--sharp", action="store_true", help="JPEG photos only")
    parser.add_argument("--json")
    parser.add_argument("--sheet", help="a PNG: damaged, mask, repaired, truth")
    return parser.parse_args()


def main() -> None:
    """Prints the tables, and writes what was asked for."""
    options = read_options()
    photos = Photos(options.data, options.split)
    photos = keep_sharp(photos) if options.sharp else photos
    evaluation = Evaluation(options)
    kinds = list(KINDS)
    chosen = spread_evenly(len(photos), options.photos)
    for n, i in enumerate(chosen):
        torch.manual_seed(int(i))
        shown = n % max(1, len(chosen) // SHOWN) == 0
        for example in make_examples(photos[i], options.large, kinds[n % len(kinds)], np.random.default_rng(i)):
            evaluation.add(example, shown)
    rows = [tally.row() for tally in evaluation.tallies]
    by_kind = evaluation.recall_by_kind()
    alone = evaluation.alone.row()
    alone_by_kind = evaluation.alone.recall_by_kind()
    for row in [*rows, by_kind, alone, alone_by_kind]:
        print("  ".join(f"{name} {value:g}" for name, value in row.items()), flush=True)
    if options.json:
        settings = {name: getattr(options, name) for name in ("threshold", "sure")}
        report = {"split": options.split, "photos": len(chosen), "large": options.large, "rows": rows, **settings}
        report |= {"rules": bool(options.faces), "recall_by_kind": by_kind}
        report["mask_alone"] = {**alone, "recall_by_kind": alone_by_kind}
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n")
    if options.sheet:
        write_sheet(options.sheet, evaluation.strips, COLUMNS)


if __name__ == "__main__":
    main()
