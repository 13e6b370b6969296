"""What belongs to a photo though it is small, bright, thin or pale.

Drawn on crops, 8 to 200 px long, so that it is learned as sound.
"""

from collections.abc import Callable

import numpy as np

from pixomax_training.arrays import Rng
from pixomax_training.repair.clothing import bow, buttons, collar, cuff, earrings, flowers
from pixomax_training.repair.drawing import Plane
from pixomax_training.repair.outdoors import border, chalk_lines, clapboards, letters, posts, rigging, twigs

KINDS: dict[Callable[[Plane, Rng], Plane], float] = {
    bow: 0.1,
    collar: 0.1,
    buttons: 0.09,
    cuff: 0.08,
    earrings: 0.08,
    flowers: 0.08,
    posts: 0.1,
    clapboards: 0.08,
    chalk_lines: 0.08,
    rigging: 0.08,
    twigs: 0.08,
    letters: 0.03,
    border: 0.02,
}


def add_structures(lightness: Plane, rng: Rng) -> Plane:
    """One to three of them."""
    kinds = list(KINDS)
    for k in rng.choice(len(kinds), int(rng.integers(1, 4)), p=list(KINDS.values())):
        lightness = np.clip(kinds[k](lightness, rng), 0, 100)
    return lightness.astype(np.float32)
