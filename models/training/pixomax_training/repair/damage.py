"""What happens to a print in a drawer: drawn over lightness, float32 L* 0..100 [H,W].

The mask is where the damage can be seen, not where it was drawn.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import cv2
import numpy as np

from pixomax_training.arrays import ByteArray, Rng
from pixomax_training.repair.blots import dust, fingerprints, stains, torn
from pixomax_training.repair.drawing import Plane
from pixomax_training.repair.lines import creases, film_scratches, hairs, scratches

Kind: TypeAlias = Callable[[Plane, Rng, float], Plane]  # (lightness, rng, side)

# A change is seen above so many L*, and so many times the texture around it.
VISIBLE = 2.5
HIDDEN_BY_TEXTURE = 0.5
# The same for the mean of 7 x 7 px: a stain over gravel is seen as a whole though no pixel of it is.
SHIFTED = 2.0
HIDDEN_SHIFT = 0.15
KINDS: dict[Kind, float] = {
    scratches: 0.2,
    film_scratches: 0.07,
    hairs: 0.1,
    dust: 0.15,
    stains: 0.2,
    creases: 0.13,
    torn: 0.08,
    fingerprints: 0.07,
}


def any_kinds(rng: Rng) -> list[Kind]:
    """One to four kinds by their shares."""
    count = rng.choice([1, 2, 3, 4], p=[0.45, 0.3, 0.15, 0.1])
    return [list(KINDS)[k] for k in rng.choice(len(KINDS), count, p=list(KINDS.values()))]


def damage(lightness: Plane, kinds: Sequence[Kind], rng: Rng, side: float | None = None) -> tuple[Plane, ByteArray]:
    """`kinds` one over the other -> (damaged, mask uint8 0 or 1).

    side: short side of the picture that `lightness` is a crop of, px; by default its own.
    """
    damaged = lightness
    side = side or min(lightness.shape)
    for kind in kinds:
        damaged = kind(damaged, rng, side)
    damaged = np.clip(damaged, 0, 100).astype(np.float32)
    return damaged, mask_of(damaged, lightness)


def mask_of(damaged: Plane, lightness: Plane) -> ByteArray:
    """Where the change can be seen, small gaps closed, grown by a pixel."""
    mean, of_squares, shift = (cv2.blur(x, (7, 7)) for x in (lightness, lightness**2, damaged - lightness))
    texture = np.sqrt(np.maximum(of_squares - mean**2, 0))
    change = np.abs(damaged - lightness)
    seen = change > VISIBLE + HIDDEN_BY_TEXTURE * texture
    # Only where something was changed at all: the mean of a window reaches beyond a stain's edge.
    seen |= (np.abs(shift) > SHIFTED + HIDDEN_SHIFT * texture) & (change > VISIBLE / 2)
    closed = cv2.morphologyEx(seen.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return cv2.dilate(closed, np.ones((3, 3), np.uint8))
