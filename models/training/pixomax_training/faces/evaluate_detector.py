"""python -m pixomax_training.faces.evaluate_detector --data DATA --model face-detector.onnx: against the reference.

For each threshold, on the photos of the split, fed at longer sides of 640 and, for large faces, 192, as the studio
does: recall of the reference's faces of score 0.8 and more (IoU of 0.4 at least), false faces per photo (those that
match no face the reference gives 0.4 or more), the points' mean distance from the reference's in % of the face's width,
and false faces per photo where the reference sees none. `--split tune` is for choosing the threshold.

A second table gives the recall by the face's size at a longer side of 640; `filling` is the recall of faces that fill
pictures of 512 px. --json and --sheet (a PNG: up to 24 photos with faces, then what was falsely found) write files.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from pixomax_training.arrays import ByteArray, FloatArray, IntArray
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.faces.boxes import overlap
from pixomax_training.faces.detection import LONG_SIDE, detect
from pixomax_training.faces.labels import SURE, read_faces
from pixomax_training.old_film import lightness_of
from pixomax_training.photos import Photos
from pixomax_training.sessions import open_session
from pixomax_training.sheets import write_sheet

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)
MATCH = 0.4  # IoU
SIZES = (0, 24, 48, 96, 192, 1000)  # px at a longer side of 640
# Pictures that one face fills: their side in px; the side over the box's; how many are made; least px of such a face.
FILLED = 512
FILLED_AROUND = 1.15
FILLING = 24
FILLING_LEAST = 80
SHOWN = 24  # photos of each kind on the sheet
CELL = 320  # px
COLUMNS = 6


@dataclass
class DetectedPhoto:
    """Faces of one photo, float32 [N,15] as in faces.json: what was found, best first, and what the reference sees."""

    found: FloatArray
    true: FloatArray
    long_side: int

    def found_above(self, threshold: float) -> FloatArray:
        """What was found with a score above `threshold`."""
        return self.found[self.found[:, 14] > threshold]


@dataclass
class Tally:
    """Counts at one threshold. by_size: found and all of the sure faces, for each step of SIZES."""

    hits: int = 0
    faces: int = 0
    false: int = 0
    false_without: int = 0  # on photos where the reference sees no face
    without: int = 0
    distances: list[float] = field(default_factory=list)
    by_size: IntArray = field(default_factory=lambda: np.zeros((len(SIZES) - 1, 2), int))

    def add(self, photo: DetectedPhoto, threshold: float) -> None:
        """Counts one photo."""
        found = photo.found_above(threshold)
        sure = photo.true[photo.true[:, 14] >= SURE]
        matches = match(found, sure)
        self.hits += int((matches >= 0).sum())
        self.faces += len(sure)
        for face, j in zip(sure, matches, strict=True):
            size = max(face[2:4]) * LONG_SIDE / photo.long_side
            self.by_size[np.searchsorted(SIZES, size) - 1] += [j >= 0, 1]
            if j >= 0:
                off = (found[j, 4:14] - face[4:14]).reshape(5, 2)
                self.distances.append(np.hypot(off[:, 0], off[:, 1]).mean() / face[2])
        wrong = len(found) - int((match(found, photo.true) >= 0).sum())
        self.false += wrong
        if not len(photo.true):
            self.false_without += wrong
            self.without += 1

    def row(self, threshold: float, photos: int) -> dict[str, float | None]:
        """The numbers for `photos` photos."""
        numbers = {
            "threshold": threshold,
            "recall": self.hits / max(self.faces, 1),
            "false_per_photo": self.false / photos,
            "false_per_photo_without": self.false_without / max(self.without, 1),
            "points_percent": 100 * np.mean(self.distances) if self.distances else None,
        }
        return {name: None if value is None else round(float(value), 4) for name, value in numbers.items()}


def tally(photos: Sequence[DetectedPhoto], threshold: float) -> Tally:
    """Counts all photos at one threshold."""
    counts = Tally()
    for photo in photos:
        counts.add(photo, threshold)
    return counts


def match(found: FloatArray, true: FloatArray) -> IntArray:
    """For each true face the index of the best-scored found one that overlaps it, or -1; each found one serves once."""
    taken: set[int] = set()
    matches = []
    for row in overlap(true[:, :4], found[:, :4]):
        fitting = [int(j) for j in np.flatnonzero(row >= MATCH) if j not in taken]
        matches.append(fitting[0] if fitting else -1)
        taken.update(fitting[:1])
    return np.array(matches, int)


def fill_pictures(photos: Photos, labels: Sequence[FloatArray]) -> list[tuple[FloatArray, FloatArray]]:
    """Pictures of FILLED px that one face fills, with its true box: [(L* [FILLED,FILLED], float32 [1,4])]."""
    large = [
        (i, face)
        for i, faces in enumerate(labels)
        for face in faces
        if face[14] >= SURE and max(face[2:4]) >= FILLING_LEAST
    ]
    pictures = []
    for i, face in large[:FILLING]:
        scale = FILLED / (FILLED_AROUND * max(face[2:4]))
        matrix = np.array([[scale, 0, FILLED / 2 - face[0] * scale], [0, scale, FILLED / 2 - face[1] * scale]])
        picture = cv2.warpAffine(
            lightness_of(photos[i]),
            matrix,
            (FILLED, FILLED),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REFLECT_101,
        )
        box = np.array([[FILLED / 2, FILLED / 2, *face[2:4] * scale]], np.float32)
        pictures.append((picture.clip(0, 100), box))
    return pictures


def draw_faces(rgb: ByteArray, found: FloatArray, true: FloatArray, side: int = CELL) -> ByteArray:
    """The photo with the reference's boxes in green and what was found in red, points in yellow."""
    scale = side / max(rgb.shape[:2])
    picture = np.full((side, side, 3), 40, np.uint8)
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=interpolation)[:side, :side]
    picture[: small.shape[0], : small.shape[1]] = small
    for faces, color in ((true[true[:, 14] >= SURE], (0, 220, 0)), (found, (255, 60, 60))):
        for face in faces * scale:
            low = [int(value) for value in face[:2] - face[2:4] / 2]
            high = [int(value) for value in face[:2] + face[2:4] / 2]
            cv2.rectangle(picture, low, high, color)
    for x, y in (found[:, 4:14] * scale).reshape(-1, 2):
        cv2.circle(picture, (int(x), int(y)), 1, (255, 255, 0), -1)
    return picture


def choose_shown(detected: Sequence[DetectedPhoto], threshold: float) -> list[int]:
    """Photos for the sheet: some with faces, evenly, then some where something was falsely found."""
    with_faces = [i for i, photo in enumerate(detected) if len(photo.true)]
    false = [
        i
        for i, photo in enumerate(detected)
        if len(photo.found_above(threshold)) > (match(photo.found_above(threshold), photo.true) >= 0).sum()
    ]
    return with_faces[:: max(1, len(with_faces) // SHOWN)][:SHOWN] + false[:SHOWN]


def recall_of_filling(
    session: onnxruntime.InferenceSession, photos: Photos, labels: Sequence[FloatArray], threshold: float
) -> float | None:
    """How many of the faces that fill a picture are found, 0..1; prints it. None where there is none to try."""
    filled = fill_pictures(photos, labels)
    found = [match(detect(session, lightness, threshold), true) >= 0 for lightness, true in filled]
    recall = float(np.mean(found)) if found else None
    print(f"found at {threshold} of faces that fill {FILLED} px: {recall}, {len(filled)} pictures")
    return recall


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = make_parser(__doc__)
    add_data(parser, split="held-out")
    parser.add_argument("--model", required=True)
    parser.add_argument("--threads", type=positive_int, default=2)
    parser.add_argument("--json")
    parser.add_argument("--sheet")
    parser.add_argument("--threshold", type=float, default=0.4, help="of the sheet and the table by size")
    return parser.parse_args()


def main() -> None:
    """Prints the tables, and writes what was asked for."""
    options = read_options()
    photos = Photos(options.data, options.split)
    session = open_session(options.model, options.threads)
    labels = read_faces(options.data, photos.rows)
    detected = [
        DetectedPhoto(detect(session, lightness_of(photo), THRESHOLDS[0]), true, max(photo.shape[:2]))
        for photo, true in zip(photos, labels, strict=True)
    ]
    table = [tally(detected, threshold).row(threshold, len(detected)) for threshold in THRESHOLDS]
    for row in table:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    by_size = zip(pairwise(SIZES), tally(detected, options.threshold).by_size, strict=True)
    sizes = [{"px": f"{low}-{high}", "found": int(hit), "of": int(of)} for (low, high), (hit, of) in by_size]
    print(f"found at {options.threshold} by size:", sizes)
    filling = recall_of_filling(session, photos, labels, options.threshold)
    if options.json:
        report = {
            "split": options.split,
            "photos": len(photos),
            "thresholds": table,
            "sizes": sizes,
            "sizes_at": options.threshold,
            "filling": filling,
        }
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n")
    if options.sheet:
        shown = choose_shown(detected, options.threshold)
        cells = [draw_faces(photos[k], detected[k].found_above(options.threshold), detected[k].true) for k in shown]
        write_sheet(options.sheet, cells, COLUMNS)


if __name__ == "__main__":
    main()
