"""python -m pixomax_training.repair.mine --data DATA --model repair.onnx --out mined.json: places taken for damage.

Each sound training photo at its own size, where it is sharpest. The --keep photos with most false mask are kept, with
the place where it is surest; repair.train --mined mined.json shows them more often. A photo that is truly damaged
must be taken out; --sheet shows the worst, to look at.
"""

import json
from pathlib import Path
from typing import TypedDict

import cv2
import numpy as np
import onnxruntime

from pixomax_training.arrays import ByteArray
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.old_film import lightness_of
from pixomax_training.photos import Photos
from pixomax_training.repair.examples import keep_sharp
from pixomax_training.repair.run_network import cut_to_stride, repair
from pixomax_training.sessions import open_session
from pixomax_training.sheets import write_sheet

COLUMNS = 12
SHOWN = 96
CELL = 96  # px
FALSE = 0.5  # of the mask: above it a sound pixel counts


class MinedPlace(TypedDict):
    """photo: its number. y, x: of the surest false pixel. false: sum of the mask above FALSE."""

    photo: int
    y: int
    x: int
    false: float


def find_places(photos: Photos, session: onnxruntime.InferenceSession, step: int) -> list[MinedPlace]:
    """The place of each photo that has any, worst first; every `step`th photo is tried."""
    found: list[MinedPlace] = []
    for i in range(0, len(photos), step):
        mask, _ = repair(session, cut_to_stride(lightness_of(photos[i])))
        false = float(mask[mask > FALSE].sum())
        if false > 0:
            y, x = np.unravel_index(int(mask.argmax()), mask.shape)
            found.append({"photo": i, "y": int(y), "x": int(x), "false": round(false, 1)})
    return sorted(found, key=lambda place: -place["false"])


def cut_place(photos: Photos, place: MinedPlace) -> ByteArray:
    """The place in the middle of a gray square."""
    gray = cv2.cvtColor(photos[place["photo"]], cv2.COLOR_RGB2GRAY)
    return cv2.getRectSubPix(gray, (CELL, CELL), (place["x"], place["y"]))


def main() -> None:
    """Writes the places, and the sheet if asked for."""
    parser = make_parser(__doc__)
    add_data(parser)
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--keep", type=positive_int, default=1500)
    parser.add_argument("--step", type=positive_int, default=1, help="every so many-th photo only")
    parser.add_argument("--sheet", help=f"a PNG of the worst {SHOWN}, the place in the middle")
    options = parser.parse_args()
    photos = keep_sharp(Photos(options.data, "train"))
    found = find_places(photos, open_session(options.model), options.step)
    print(f"{len(found)} photos with a false mask")
    Path(options.out).write_text(json.dumps(found[: options.keep]))
    if options.sheet:
        write_sheet(options.sheet, [cut_place(photos, place) for place in found[:SHOWN]], COLUMNS)


if __name__ == "__main__":
    main()
