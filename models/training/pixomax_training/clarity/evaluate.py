"""python -m pixomax_training.clarity.evaluate --data DATA --photo photo-clarity.onnx --face face-restorer.onnx

Degraded copies of sharp photos, made clear, against the originals. Per kind of copy (copies.py): PSNR of the lightness
before and after, for the whole photo and for aligned faces, the mean change in 1/255, and how often the gain is 0, 1, 2
and 3. Faces are measured after the whole photo's step, as the studio runs them, and before it (`alone`). --imagenet and
--reference add likeness (cosine of ImageNet features) and the distance of the landmarks from the truth's in % of the
face's width. --gains: means of the change in L* from which the gain is 1, 2 and 3, of the photo and of the face.
--sheet: before, after and truth at 100 %.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime

from pixomax_training.arrays import ByteArray, FloatArray
from pixomax_training.clarity.clear import clear_face, clear_photo, cut_face
from pixomax_training.clarity.copies import KINDS, make_copy
from pixomax_training.clarity.examples import SharpPhotos
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.faces.labels import SURE, read_faces
from pixomax_training.faces.likeness import Judge, landmark_distance, ssim
from pixomax_training.measures import psnr
from pixomax_training.old_film import to_lightness
from pixomax_training.photos import Photos
from pixomax_training.sessions import open_session
from pixomax_training.sheets import write_sheet

# px of the larger side of a face's box, in a sharp photo: portraits of the data are soft, and a soft truth measures
# nothing.
LEAST_FACE = 48
SHEET_PX = 224
SHEET_PHOTOS = 10
COLUMNS = 2
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)  # of the change's size, to choose the gains by
TO_BYTES = 2.55  # L* 0..100 -> 0..255

Numbers = dict[str, float | None]


def share_of_gains(sizes: Sequence[float], gains: Sequence[float]) -> list[float]:
    """Share of the sizes at gain 0, 1, 2, 3."""
    counts = np.bincount(np.searchsorted(gains, sizes, "right"), minlength=4)
    return [round(float(share), 3) for share in counts / max(1, len(sizes))]


def mean(values: Sequence[float | None]) -> float | None:
    """Of those that are known; None where none is."""
    known = [value for value in values if value is not None]
    return round(float(np.mean(known)), 4) if known else None


def measure_photo(
    session: onnxruntime.InferenceSession, truth: FloatArray, copy: FloatArray, gains: Sequence[float]
) -> tuple[Numbers, FloatArray]:
    """(the numbers of one copy, what was made of it). truth, copy: L* 0..100 [H,W]."""
    made, size = clear_photo(session, copy, gains[0])
    numbers: Numbers = {
        "before": float(psnr(copy * TO_BYTES, truth * TO_BYTES)),
        "after": float(psnr(made * TO_BYTES, truth * TO_BYTES)),
        "ssim_before": ssim(copy * TO_BYTES, truth * TO_BYTES),
        "ssim": ssim(made * TO_BYTES, truth * TO_BYTES),
        "change": float(np.abs(made - copy).mean() * TO_BYTES),
        "size": size,
    }
    return numbers, made


def measure_face(
    session: onnxruntime.InferenceSession,
    pictures: tuple[FloatArray, FloatArray, FloatArray],
    face: FloatArray,
    gains: Sequence[float],
    judge: Judge | None,
) -> Numbers:
    """The numbers of one face. pictures: truth, copy and the copy after the whole photo's step, L* 0..100 [H,W]."""
    true, degraded, fed = (cut_face(picture, face) for picture in pictures)
    clear, _ = clear_face(session, fed, gains[0])
    alone, size = clear_face(session, degraded, gains[0])
    numbers: Numbers = {
        "before": float(psnr(degraded * TO_BYTES, true * TO_BYTES)),
        "photo": float(psnr(fed * TO_BYTES, true * TO_BYTES)),
        "after": float(psnr(clear * TO_BYTES, true * TO_BYTES)),
        "alone": float(psnr(alone * TO_BYTES, true * TO_BYTES)),
        "change": float(np.abs(clear - degraded).mean() * TO_BYTES),
        "size": size,
    }
    if judge:
        marks = [judge.landmarks(picture * TO_BYTES) for picture in (degraded, clear, true)]
        features = [judge.features(picture * TO_BYTES) for picture in (degraded, clear, true)]
        numbers |= {
            "likeness_before": float(features[0] @ features[2]),
            "likeness": float(features[1] @ features[2]),
            "landmarks_before": landmark_distance(marks[0], marks[2]),
            "landmarks": landmark_distance(marks[1], marks[2]),
        }
    return numbers


def summarize(each: Sequence[Numbers], gains: Sequence[float]) -> dict[str, Any]:
    """Means over the copies, and how the sizes of their changes are spread."""
    if not each:
        return {"count": 0}
    row = {name: mean([numbers[name] for numbers in each]) for name in each[0] if name != "size"}
    sizes = [size for numbers in each if (size := numbers["size"]) is not None]
    quantiles = [round(float(q), 3) for q in np.quantile(sizes, QUANTILES)]
    return {
        "count": len(each),
        **row,
        "size": mean(sizes),
        "sizes": quantiles,
        "gain_shares": share_of_gains(sizes, gains),
    }


def gray_of(photo: ByteArray) -> FloatArray:
    """float32 gray 0..255 [H,W] of uint8 RGB."""
    return cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32)


def make_pair(photos: Photos, i: int, kind: str) -> tuple[FloatArray, FloatArray]:
    """(truth, copy) of a photo, L* 0..100 [H,W]."""
    gray = gray_of(photos[i])
    return to_lightness(gray), to_lightness(make_copy(gray, kind, [i]))


def choose_evenly(count: int, most: int) -> list[int]:
    """At most so many of `count` numbers, evenly from the first to the last."""
    return [int(k) for k in np.linspace(0, count - 1, min(most, count))] if count else []


class Evaluation:
    """What is measured, on which photos and faces, with which networks. cells: strips for the sheet, uint8."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.photo_session = open_session(options.photo)
        self.face_session = open_session(options.face)
        self.judge = Judge(options.reference, options.imagenet) if options.imagenet and options.reference else None
        sharp = SharpPhotos(options.data, options.split, "")
        self.photos = sharp.photos
        self.chosen = [int(sharp.chosen[k]) for k in choose_evenly(len(sharp), options.photos)]
        labels = read_faces(options.data, self.photos.rows)
        large = [
            (int(i), face)
            for i in sharp.chosen
            for face in labels[i]
            if face[14] >= SURE and max(face[2:4]) >= LEAST_FACE
        ]
        self.faces = [large[k] for k in choose_evenly(len(large), options.faces)]
        self.cells: list[ByteArray] = []

    def measure_photos(self, kind: str) -> dict[str, Any]:
        """The numbers of a kind of copy, for whole photos."""
        each = []
        for k, i in enumerate(self.chosen):
            truth, copy = make_pair(self.photos, i, kind)
            numbers, made = measure_photo(self.photo_session, truth, copy, self.options.gains)
            each.append(numbers)
            if k % max(1, len(self.chosen) // SHEET_PHOTOS) == 0:
                self.cells.append(make_strip(copy, made, truth))
        return summarize(each, self.options.gains)

    def measure_faces(self, kind: str) -> dict[str, Any]:
        """The same for faces."""
        each = []
        for i, face in self.faces:
            truth, copy = make_pair(self.photos, i, kind)
            made, _ = clear_photo(self.photo_session, copy, self.options.gains[0])
            pictures = (truth, copy, made)
            each.append(measure_face(self.face_session, pictures, face, self.options.face_gains, self.judge))
        return summarize(each, self.options.face_gains)


def make_strip(*pictures: FloatArray) -> ByteArray:
    """The upper left corners of pictures, L* [H,W], side by side; black where a picture is smaller."""
    corners = []
    for picture in pictures:
        below = max(0, SHEET_PX - picture.shape[0])
        beside = max(0, SHEET_PX - picture.shape[1])
        padded = cv2.copyMakeBorder(picture, 0, below, 0, beside, cv2.BORDER_CONSTANT, value=0)
        corners.append(padded[:SHEET_PX, :SHEET_PX])
    return (np.hstack(corners) * TO_BYTES).round().clip(0, 255).astype(np.uint8)


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = make_parser(__doc__)
    add_data(parser, split="held-out")
    parser.add_argument("--photo", required=True, help="photo-clarity.onnx")
    parser.add_argument("--face", required=True, help="face-restorer.onnx")
    parser.add_argument("--photos", type=positive_int, default=120, help="at most so many")
    parser.add_argument("--faces", type=positive_int, default=60, help="at most so many")
    parser.add_argument("--gains", type=float, nargs=3, default=(0.2, 0.7, 1.3))
    parser.add_argument("--face-gains", type=float, nargs=3, default=(0.5, 0.8, 1.2))
    parser.add_argument("--imagenet")
    parser.add_argument("--reference")
    parser.add_argument("--json")
    parser.add_argument("--sheet")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    return parser.parse_args()


def main() -> None:
    """Prints two lines per kind of copy, and writes what was asked for."""
    options = read_options()
    evaluation = Evaluation(options)
    kinds = {}
    for kind in options.kinds:
        kinds[kind] = {"photo": evaluation.measure_photos(kind), "faces": evaluation.measure_faces(kind)}
        for what, row in kinds[kind].items():
            line = "  ".join(f"{name} {value}" for name, value in row.items())
            print(f"{kind:18}{what:6}{line}", flush=True)
    if options.json:
        report = {
            "split": options.split,
            "photos": len(evaluation.chosen),
            "faces": len(evaluation.faces),
            "gains": list(options.gains),
            "face_gains": list(options.face_gains),
            "kinds": kinds,
        }
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n")
    if options.sheet:
        write_sheet(options.sheet, evaluation.cells, COLUMNS)


if __name__ == "__main__":
    main()
