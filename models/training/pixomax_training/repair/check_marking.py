"""python -m pixomax_training.repair.check_marking: marking.py on the cases that the engine's test runs too.

Ends with an error where they differ.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pixomax_training.arrays import FloatArray
from pixomax_training.repair.marking import growth_for, keep_damage, mark, sure_for

CASES = Path(__file__).parents[4] / "lib/colorize/providers/embedded/stages/repair/marking-cases.json"


def paint(size: Sequence[int], base: float, rectangles: Sequence[Sequence[float]]) -> FloatArray:
    """float32 [H,W]: rectangles (left, top, width, height, value), one over the other. size: width, height."""
    plane = np.full((size[1], size[0]), base, np.float32)
    for rectangle in rectangles:
        left, top, across, down = (int(length) for length in rectangle[:4])
        plane[top : top + down, left : left + across] = rectangle[4]
    return plane


def find_differences(cases: dict[str, Any]) -> list[str]:
    """A sentence for each case that marking.py answers otherwise than marking-cases.json says."""
    size = cases["size"]
    differences = []
    for case in cases["cases"]:
        marked = mark(paint(size, 0, case["told"]), cases["threshold"], cases["sure"])
        boxes = np.array(case["faces"], np.float64).reshape(-1, 4)
        kept = keep_damage(marked, paint(size, 50, case["lightness"]), boxes)
        wanted = paint(size, 0, [[*rectangle, 1] for rectangle in case["kept"]]) > 0
        if (kept != wanted).any():
            differences.append(f"{case['name']}: {int((kept != wanted).sum())} pixels differ")
    for grown in cases["growth"]:
        pixels = growth_for((grown["height"], grown["width"]))
        if pixels != grown["pixels"]:
            differences.append(f"{grown}: grows by {pixels}")
    for needed in cases["surest"]:
        value = sure_for(needed["sure"], (needed["height"], needed["width"]))
        if abs(value - needed["value"]) >= 1e-6:
            differences.append(f"{needed}: must be surer than {value}")
    return differences


def main() -> None:
    """Prints how many cases agree, or ends with those that do not."""
    cases = json.loads(CASES.read_text())
    differences = find_differences(cases)
    if differences:
        raise SystemExit("\n".join(differences))
    print(f"{len(cases['cases'])} cases of marking agree")


if __name__ == "__main__":
    main()
