"""python3 -m repair.check_marking: marking.py on the cases that the engine's test runs too. Ends with an error where they differ."""
import json
from pathlib import Path

import numpy as np

from pixomax_training.repair.marking import growth_for, keep_damage, mark, sure_for

CASES = Path(__file__).parents[4] / 'lib/colorize/providers/embedded/repair/marking-cases.json'


def paint(size: list[int], base: float, rectangles: list[list[float]]) -> np.ndarray:
    """float32 [H,W]: rectangles (left, top, width, height, value), one over the other."""
    plane = np.full(size[::-1], base, np.float32)
    for left, top, across, down, value in rectangles:
        plane[top:top + down, left:left + across] = value
    return plane


def main() -> None:
    told = json.loads(CASES.read_text())
    for case in told['cases']:
        marked = mark(paint(told['size'], 0, case['told']), told['threshold'], told['sure'])
        kept = keep_damage(marked, paint(told['size'], 50, case['lightness']), np.array(case['faces'], np.float64).reshape(-1, 4))
        wanted = paint(told['size'], 0, [[*rectangle, 1] for rectangle in case['kept']]) > 0
        assert (kept == wanted).all(), f"{case['name']}: {int((kept != wanted).sum())} pixels differ"
    for grown in told['growth']:
        assert growth_for((grown['height'], grown['width'])) == grown['pixels'], grown
    for needed in told['surest']:
        value = sure_for(needed['sure'], (needed['height'], needed['width']))
        assert abs(value - needed['value']) < 1e-6, (needed, value)
    print(f"{len(told['cases'])} cases of marking agree")


if __name__ == '__main__':
    main()
