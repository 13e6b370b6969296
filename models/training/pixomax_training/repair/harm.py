"""python -m pixomax_training.repair.harm --data DATA --model repair.onnx --faces face-detector.onnx

What repair does to photos that need none. Each photo of the split as a scan of each of --sizes (short side, px):
brought to size, sharpened and grained as scanners and their programs do, in gray, as JPEG. It is marked and repaired as
the engine does it. For each size: changed pixels per mille of all pixels, by what they were (in faces; at edges; on
flat ground), the mean change of all pixels in 1/255, and how many photos change at all and by more than 1 per mille. A
pixel is changed when its 8-bit gray is another. The photos are small: what is above their own size is enlarged and
holds less detail than a true scan. A photo that is truly damaged counts as harmed; look at --sheet, the worst twenty:
before, changed, after.

Two tables: as the engine repairs, and, to see what its rules are worth, as it did before it had any: all that is marked
above 0.5 counts, grown by 2 px.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime

from pixomax_training.arrays import BoolArray, ByteArray, FloatArray, Rng
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.faces.detection import detect
from pixomax_training.old_film import GRAY_TO_LIGHTNESS, through_jpeg
from pixomax_training.photos import Photos, spread_evenly
from pixomax_training.repair.examples import keep_sharp
from pixomax_training.repair.marking import grow, keep_damage, mark, sure_for
from pixomax_training.repair.run_network import BARE_THRESHOLD, FACE, STRIDE, repair
from pixomax_training.sessions import open_session
from pixomax_training.sheets import write_sheet

SIZES = (256, 400, 1000, 3000)  # px
LARGEST_SEEN = 1024  # px; a larger scan is fed to the network reduced
# L* between the lightest and the darkest of a window, whose side is a share of the short side.
EDGE = 15
EDGE_WINDOW = 1 / 80
JPEG_QUALITY = 90
BARE_GROWTH = 2  # px
WORST = 20
CROP = 160  # px
COLUMNS = 4
PLACES = ("faces", "edges", "flat")
TABLES = ("engine", "without rules")


@dataclass
class Harm:
    """What one scan suffered. shares: changed pixels of all, by place; change: mean of all pixels, 1/255."""

    photo: int
    size: int
    shares: dict[str, float]
    change: float
    strip: ByteArray | None = None

    @property
    def changed(self) -> float:
        """Share of all pixels."""
        return sum(self.shares.values())


def as_scan(photo: ByteArray, short: int, rng: Rng) -> ByteArray:
    """uint8 gray of a uint8 RGB photo as a scan of this short side, px."""
    scale = short / min(photo.shape[:2])
    size = [round(side * scale) for side in photo.shape[1::-1]]
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4
    small = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    gray = cv2.resize(small, size, interpolation=interpolation).astype(np.float32)
    gray += 0.8 * (gray - cv2.GaussianBlur(gray, (0, 0), max(0.6, 0.7 * scale)))
    grain = cv2.GaussianBlur(rng.normal(0, 1, gray.shape).astype(np.float32), (0, 0), 0.6)
    gray += grain * rng.uniform(1, 5)
    return through_jpeg(gray.clip(0, 255).astype(np.uint8), JPEG_QUALITY)


def repair_scan(session: onnxruntime.InferenceSession, gray: ByteArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(lightness, mask 0..1, clean L*) of a scan at the size at which the engine feeds it."""
    scale = min(1, LARGEST_SEEN / min(gray.shape))
    h, w = (round(side * scale) for side in gray.shape)
    lightness = cv2.resize(GRAY_TO_LIGHTNESS[gray], (w, h), interpolation=cv2.INTER_AREA)
    fed = cv2.copyMakeBorder(lightness, 0, -h % STRIDE, 0, -w % STRIDE, cv2.BORDER_REPLICATE)
    mask, clean = repair(session, fed)
    return lightness, mask[:h, :w], clean[:h, :w]


def fill_in(gray: ByteArray, clean: FloatArray, weight: FloatArray) -> ByteArray:
    """The repaired scan, uint8, from what was made at the size that was fed."""
    width_height = gray.shape[::-1]
    weight = cv2.resize(weight, width_height, interpolation=cv2.INTER_LINEAR)
    clean = cv2.resize(clean, width_height, interpolation=cv2.INTER_LINEAR)
    made = np.interp(clean, GRAY_TO_LIGHTNESS, np.arange(256)).astype(np.float32)
    return np.floor(gray + (made - gray) * weight + 0.5).clip(0, 255).astype(np.uint8)


def find_places(gray: ByteArray, faces: FloatArray) -> dict[str, BoolArray]:
    """bool [H,W] for each of PLACES; together they are all pixels. faces: boxes [N,4]."""
    in_face = np.zeros(gray.shape, np.uint8)
    for x, y, w, h in faces:
        cv2.rectangle(in_face, (round(x - w / 2), round(y - h / 2)), (round(x + w / 2), round(y + h / 2)), 1, -1)
    lightness = GRAY_TO_LIGHTNESS[gray]
    side = 2 * round(min(gray.shape) * EDGE_WINDOW / 2) + 1
    window = np.ones((side, side), np.uint8)
    edge = cv2.dilate(lightness, window) - cv2.erode(lightness, window) > EDGE
    return {"faces": in_face > 0, "edges": (in_face == 0) & edge, "flat": (in_face == 0) & ~edge}


def make_strip(gray: ByteArray, made: ByteArray, label: str) -> ByteArray:
    """Before, changed, after, around where most was changed."""
    change = np.abs(made.astype(np.float32) - gray)
    y, x = np.unravel_index(int(cv2.boxFilter(change, -1, (31, 31)).argmax()), gray.shape)
    changed = (change > 0).astype(np.uint8) * 255
    strip = np.hstack([cv2.getRectSubPix(part, (CROP, CROP), (float(x), float(y))) for part in (gray, changed, made)])
    for tone, width in ((0, 3), (255, 1)):
        cv2.putText(strip, label, (3, 12), cv2.FONT_HERSHEY_PLAIN, 0.9, tone, width, cv2.LINE_AA)
    return strip


class Repairer:
    """The engine's repair, with its rules and without."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.session = open_session(options.model, options.threads)
        self.detector = open_session(options.faces, options.threads)

    def measure(self, photo: ByteArray, number: int, size: int) -> tuple[Harm, Harm]:
        """What a photo suffers as a scan of this short side: by the engine, and without its rules."""
        threshold = self.options.threshold
        sure = self.options.sure
        gray = as_scan(photo, size, np.random.default_rng(number))
        lightness, mask, clean = repair_scan(self.session, gray)
        faces = np.zeros((0, 4), np.float32)
        if (mask > sure).any():
            faces = detect(self.detector, GRAY_TO_LIGHTNESS[gray], FACE)[:, :4]
        marked = mark(mask, threshold, sure_for(sure, mask.shape))
        kept = keep_damage(marked, lightness, faces * (len(lightness) / len(gray)))
        bare = mark(mask, BARE_THRESHOLD, sure)
        by_engine = measure_harm(gray, repair_with(gray, clean, grow(kept)), faces, number, size)
        return by_engine, measure_harm(gray, repair_with(gray, clean, grow(bare, BARE_GROWTH)), faces, number, size)


def repair_with(gray: ByteArray, clean: FloatArray, weight: FloatArray) -> ByteArray:
    """The scan, repaired where `weight` is not 0."""
    return fill_in(gray, clean, weight) if weight.any() else gray


def measure_harm(gray: ByteArray, made: ByteArray, faces: FloatArray, number: int, size: int) -> Harm:
    """What was changed from `gray` to `made`."""
    changed = made != gray
    if not changed.any():
        return Harm(number, size, dict.fromkeys(PLACES, 0.0), 0.0)
    places = find_places(gray, faces)
    shares = {name: float((changed & place).sum()) / gray.size for name, place in places.items()}
    harm = Harm(number, size, shares, float(cv2.absdiff(made, gray).mean()))
    harm.strip = make_strip(gray, made, f"{number} at {size}: {1000 * harm.changed:.2f} per mille")
    return harm


def make_rows(harms: Sequence[Harm], sizes: Sequence[int]) -> list[dict[str, Any]]:
    """A row per size, and one of all sizes."""
    rows = []
    for size in [*sizes, None]:
        some = [harm for harm in harms if size in (harm.size, None)]
        row: dict[str, Any] = {"size": size or "all"}
        row |= {name: round(1000 * float(np.mean([harm.shares[name] for harm in some])), 4) for name in PLACES}
        row["changed"] = round(1000 * float(np.mean([harm.changed for harm in some])), 4)
        row["change"] = round(float(np.mean([harm.change for harm in some])), 5)
        row["photos_changed"] = round(float(np.mean([harm.changed > 0 for harm in some])), 3)
        row["photos_over_1"] = round(float(np.mean([harm.changed > 0.001 for harm in some])), 3)
        rows.append(row)
    return rows


def list_worst(harms: Sequence[Harm]) -> list[ByteArray]:
    """Strips of the most harmed photos, each photo once."""
    worst: dict[int, ByteArray] = {}
    for harm in sorted(harms, key=lambda harm: -harm.change):
        if harm.strip is not None:
            worst.setdefault(harm.photo, harm.strip)
    return list(worst.values())[:WORST]


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = make_parser(__doc__)
    add_data(parser, split="tune-foreign")
    parser.add_argument("--model", required=True)
    parser.add_argument("--faces", required=True)
    parser.add_argument("--photos", type=positive_int, default=100, help="so many of them, evenly from the list")
    parser.add_argument("--sizes", type=positive_int, nargs="+", default=SIZES)
    parser.add_argument("--threads", type=positive_int, default=1)
    parser.add_argument("--threshold", type=float, default=0.4)
    parser.add_argument("--sure", type=float, default=0.97)
    parser.add_argument(
        "--sharp", action="store_true", help="JPEG photos only: those of the collections trained on are the sharpest"
    )
    parser.add_argument("--json")
    parser.add_argument("--sheet", help=f"a PNG of the worst {WORST}")
    return parser.parse_args()


def main() -> None:
    """Prints the tables, and writes what was asked for."""
    options = read_options()
    repairer = Repairer(options)
    photos = Photos(options.data, options.split)
    photos = keep_sharp(photos) if options.sharp else photos
    chosen = spread_evenly(len(photos), options.photos)
    harms = [repairer.measure(photos[i], int(i), size) for i in chosen for size in options.sizes]
    tables = {name: make_rows([pair[k] for pair in harms], options.sizes) for k, name in enumerate(TABLES)}
    for name, rows in tables.items():
        for row in rows:
            print(f"{name}:", "  ".join(f"{column} {value}" for column, value in row.items()), flush=True)
    if options.json:
        report = {
            "split": options.split,
            "photos": len(chosen),
            "threshold": options.threshold,
            "sure": options.sure,
            "per_mille": tables,
        }
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n")
    if options.sheet:
        write_sheet(options.sheet, list_worst([engine for engine, _ in harms]), COLUMNS)


if __name__ == "__main__":
    main()
