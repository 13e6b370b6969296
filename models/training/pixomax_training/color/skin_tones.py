"""python -m pixomax_training.color.skin_tones --data DATA --numbers numbers.json: portraits, by how light the skin is.

numbers.json is what `npm run evaluate -- --photos PHOTOS --json` wrote; its first set is read. The portraits are those
of --source, faces in their middle; the lightness of the skin is the median of the true one there. Three groups of equal
size; each number beside that of a gray copy.
"""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from pixomax_training.arrays import ByteArray
from pixomax_training.command_line import add_data, make_parser
from pixomax_training.photos import Photos

# Rows and columns of an aligned portrait that are skin, mostly, as shares of its sides.
ROWS = (0.45, 0.75)
COLUMNS = (0.35, 0.65)
GROUPS = 3


def skin_lightness(rgb: ByteArray) -> float:
    """The median L* 0..100 of a portrait's middle."""
    height, width = rgb.shape[:2]
    top, bottom = (round(height * share) for share in ROWS)
    left, right = (round(width * share) for share in COLUMNS)
    return float(np.median(cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)[top:bottom, left:right, 0])) * 100 / 255


def describe_group(group: list[dict[str, Any]], skin: dict[str, float]) -> str:
    """A line about some photos of numbers.json, from the darkest skin to the lightest."""
    first = skin[group[0]["sha256"]]
    last = skin[group[-1]["sha256"]]
    text = f"{len(group)} portraits, skin L* {first:.0f} to {last:.0f}"

    def mean(name: str, number: str) -> float:
        return float(np.mean([photo["colorings"][name][number] for photo in group]))

    for name in group[0]["colorings"]:
        if name != "gray":
            gain = mean(name, "psnrDb") - mean("gray", "psnrDb")
            text += f"  {name} {gain:+.2f} dB, ab error {mean(name, 'abError') / mean('gray', 'abError'):.2f}"
    return text


def main() -> None:
    """Prints a line per group."""
    parser = make_parser(__doc__)
    add_data(parser, split="held-out")
    parser.add_argument("--numbers", required=True)
    parser.add_argument("--source", default="utk")
    options = parser.parse_args()
    photos = Photos(options.data, options.split)
    skin = {
        row["sha256"]: skin_lightness(photos[i]) for i, row in enumerate(photos.rows) if row["source"] == options.source
    }
    measured = json.loads(Path(options.numbers).read_text())["sets"][0]["photos"]
    portraits = sorted(
        (photo for photo in measured if photo["sha256"] in skin), key=lambda photo: skin[photo["sha256"]]
    )
    if len(portraits) < GROUPS:
        parser.error(f"{options.numbers} has {len(portraits)} photos of {options.source}, too few for {GROUPS} groups")
    for indices in np.array_split(np.arange(len(portraits)), GROUPS):
        print(describe_group([portraits[i] for i in indices], skin))


if __name__ == "__main__":
    main()
