"""python -m pixomax_training.faces.evaluate_restorer --data DATA --model X.onnx --imagenet X.npz --reference yunet.onnx

Degraded and restored faces against the truth. Per degree of degradation (degradation.py; the same at every run) on the
large faces of the split: PSNR and SSIM of the lightness before and after; the mean change in 1/255; the distance of the
reference's five landmarks from those on the true face in % of the face's width, before and after; the cosine of the
ImageNet encoder's features at 1/16, before and after. `others` is that cosine between different people, for comparison.
--sheet: degraded, restored, truth.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from pixomax_training.arrays import ByteArray, FloatArray
from pixomax_training.command_line import add_data, make_parser
from pixomax_training.faces.aligned import Faces
from pixomax_training.faces.degradation import degrade
from pixomax_training.faces.likeness import Judge, landmark_distance, ssim
from pixomax_training.faces.restorer import SIDE
from pixomax_training.measures import psnr
from pixomax_training.old_film import to_lightness
from pixomax_training.sheets import write_sheet

DEGREES = ("clean", "mild", "medium", "strong", "hopeless")
SHOWN = 6  # faces of each degree on the sheet
TO_BYTES = 2.55  # L* 0..100 -> 0..255

Numbers = dict[str, float | None]


def measure(degraded: FloatArray, clear: FloatArray, truth: FloatArray, judge: Judge) -> Numbers:
    """The numbers of one face; all 0..255 [S,S]."""
    marks = [judge.landmarks(picture) for picture in (degraded, clear, truth)]
    features = [judge.features(picture) for picture in (degraded, clear, truth)]
    return {
        "psnr_degraded": float(psnr(degraded, truth)),
        "psnr": float(psnr(clear, truth)),
        "ssim_degraded": ssim(degraded, truth),
        "ssim": ssim(clear, truth),
        "change": float(np.abs(clear - degraded).mean()),
        "landmarks_degraded": landmark_distance(marks[0], marks[2]),
        "landmarks": landmark_distance(marks[1], marks[2]),
        "cosine_degraded": float(features[0] @ features[2]),
        "cosine": float(features[1] @ features[2]),
    }


def measure_degree(
    session: onnxruntime.InferenceSession, grays: Sequence[ByteArray], number: int, judge: Judge
) -> tuple[list[Numbers], list[FloatArray]]:
    """The numbers of every face at a degree, and strips of degraded, restored and true faces, 0..255, to look at."""
    each = []
    strips = []
    step = max(1, len(grays) // SHOWN)
    for i, gray in enumerate(grays):
        worse, true, _ = degrade(gray, DEGREES[number], np.random.default_rng([number, i]))
        degraded = to_lightness(worse)
        truth = to_lightness(true) * TO_BYTES
        clear = session.run(None, {"lightness": degraded[None, None]})[0][0, 0]
        each.append(measure(degraded * TO_BYTES, clear * TO_BYTES, truth, judge))
        if i % step == 0 and i // step < SHOWN:
            strips.append(np.hstack([degraded * TO_BYTES, clear * TO_BYTES, truth]))
    return each, strips


def summarize(each: Sequence[Numbers]) -> Numbers:
    """Means over the faces, without those of which a number is not known."""
    row: Numbers = {}
    for name in each[0]:
        known = [value for numbers in each if (value := numbers[name]) is not None]
        row[name] = round(float(np.mean(known)), 4) if known else None
    return row


def cosine_between(features: FloatArray) -> float | None:
    """The mean cosine between the features [N,F] of different faces; None where there is one face only."""
    if len(features) < 2:
        return None
    return float((features @ features.T)[~np.eye(len(features), dtype=bool)].mean())


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = make_parser(__doc__)
    add_data(parser, split="held-out")
    parser.add_argument("--model", required=True)
    parser.add_argument("--imagenet", required=True)
    parser.add_argument("--reference", required=True)
    parser.add_argument("--json")
    parser.add_argument("--sheet")
    return parser.parse_args()


def main() -> None:
    """Prints a line per degree, and writes what was asked for."""
    options = read_options()
    faces = Faces(options.data, options.split, SIDE)
    judge = Judge(options.reference, options.imagenet)
    session = onnxruntime.InferenceSession(options.model, providers=["CPUExecutionProvider"])
    grays = [cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY) for rgb in faces.cut]
    others = cosine_between(np.stack([judge.features(to_lightness(gray) * TO_BYTES) for gray in grays]))
    report = {}
    strips = []
    for number, degree in enumerate(DEGREES):
        each, shown = measure_degree(session, grays, number, judge)
        report[degree] = summarize(each)
        strips += shown
        line = "  ".join(f"{name} {value}" for name, value in report[degree].items())
        print(f"{degree:9}{line}", flush=True)
    print(f"{len(faces)} faces, cosine between others {'unknown' if others is None else f'{others:.4f}'}")
    if options.json:
        numbers = {"split": options.split, "faces": len(faces), "cosine_of_others": others, "degrees": report}
        Path(options.json).write_text(json.dumps(numbers, indent=2) + "\n")
    if options.sheet:
        across = len(strips) // len(DEGREES) // 2 or 1
        write_sheet(options.sheet, [strip.clip(0, 255).astype(np.uint8) for strip in strips], across)


if __name__ == "__main__":
    main()
