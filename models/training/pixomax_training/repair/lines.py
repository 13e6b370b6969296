"""Scratches, hairs and folds drawn over lightness.

Each kind takes (lightness [H,W], rng, side: the short side of the whole picture, px).
"""

from collections.abc import Callable

import cv2
import numpy as np

from pixomax_training.arrays import ByteArray, Rng
from pixomax_training.repair.drawing import (
    Plane,
    Points,
    anywhere,
    broken,
    draw_path,
    place,
    ramp,
    rough,
    soften,
    tone_of,
    walk,
)


def widening(side: float) -> float:
    """How much wider than on a picture of 450 px a mark is: a scan of 1,000 px shows the same scratch wider."""
    return float(np.clip(side / 450, 0.8, 2))


def scratch_path(layer: ByteArray, path: Points, width: float, rng: Rng) -> None:
    """Draws a path that is wider and narrower on its way."""
    for first in range(0, len(path) - 1, 3):
        draw_path(layer, path[first : first + 4], width * rng.uniform(0.5, 1.5))


def lines(
    lightness: Plane,
    rng: Rng,
    count: int,
    light_share: float,
    opacity: tuple[float, float],
    make_path: Callable[[], Points],
    widths: tuple[float, float],
) -> Plane:
    """Paths of one kind, each light or dark."""
    for light in (True, False):
        layer = np.zeros(lightness.shape, np.uint8)
        drawn = 0
        for _ in range(count):
            if (rng.random() < light_share) == light:
                thin, wide = widths
                scratch_path(layer, make_path(), thin + (wide - thin) * rng.random() ** 2, rng)
                drawn += 1
        if drawn:
            cover = soften(layer, rng)
            cover = broken(cover, rng) if rng.random() < 0.6 else cover
            lightness = place(lightness, cover * rng.uniform(*opacity), tone_of(light, rng))
    return lightness


def scratches(lightness: Plane, rng: Rng, side: float) -> Plane:
    """One to six, often in one direction."""
    heading = rng.uniform(0, 2 * np.pi)
    together = rng.random() < 0.5
    least = min(lightness.shape)

    def path() -> Points:
        return walk(
            anywhere(lightness.shape, rng),
            heading + rng.normal(0, 0.2) if together else rng.uniform(0, 2 * np.pi),
            least * rng.uniform(0.15, 1.6),
            rng.uniform(0.02, 0.2),
            rng.normal(0, 0.3),
            rng,
        )

    return lines(lightness, rng, int(rng.integers(1, 7)), 0.7, (0.3, 1), path, (0.5, 4 * widening(side)))


def film_scratches(lightness: Plane, rng: Rng, side: float) -> Plane:
    """Straight up and down, where a projector or a camera dragged."""
    h, w = lightness.shape

    def path() -> Points:
        return walk(
            np.array([rng.uniform(0, w), -4 if rng.random() < 0.6 else rng.uniform(0, h)]),
            np.pi / 2 + rng.normal(0, 0.015),
            h * rng.uniform(0.4, 1.2),
            0.006,
            0,
            rng,
        )

    return lines(lightness, rng, int(rng.integers(1, 5)), 0.6, (0.25, 0.9), path, (0.6, 3 * widening(side)))


def hairs(lightness: Plane, rng: Rng, side: float) -> Plane:
    """One to four hairs or threads, curved."""
    wide = widening(side)

    def path() -> Points:
        return walk(
            anywhere(lightness.shape, rng),
            rng.uniform(0, 2 * np.pi),
            rng.uniform(15, 110) * wide,
            rng.uniform(0.02, 0.25),
            rng.normal(0, 2.5),
            rng,
        )

    return lines(lightness, rng, int(rng.integers(1, 5)), 0.5, (0.5, 1), path, (0.7, 2 * wide))


def creases(lightness: Plane, rng: Rng, side: float) -> Plane:
    """A fold: one side in the light, one in the shade, the image gone along it in places.

    A third are as wide as 1.5 % of the picture.
    """
    h, w = lightness.shape
    heading = rng.choice([0, np.pi / 2]) + rng.normal(0, 0.06) if rng.random() < 0.5 else rng.uniform(0, np.pi)
    through = anywhere(lightness.shape, rng, -0.15)
    start = through - max(h, w) * np.array([np.cos(heading), np.sin(heading)])
    path = walk(start, heading, 2 * max(h, w), 0.02, 0, rng)
    wide = rng.random() < 0.35
    across = np.array([-np.sin(heading), np.cos(heading)])
    reach = rng.uniform(3, max(4, 0.012 * side)) if wide else rng.uniform(0.8, 3.5)
    for sign in (1, -1):
        layer = np.zeros(lightness.shape, np.uint8)
        draw_path(layer, path + sign * across * reach, reach * 2)
        shade = cv2.GaussianBlur(layer, (0, 0), reach * 0.8).astype(np.float32) / 255
        lightness = np.clip(lightness + sign * shade * rng.uniform(6 if wide else 2, 22), 0, 100)
    layer = np.zeros(lightness.shape, np.uint8)
    scratch_path(layer, path, rng.uniform(2, max(5, 0.014 * side)) if wide else rng.uniform(0.6, 4), rng)
    gone = broken(soften(layer, rng), rng) if rng.random() < 0.7 else soften(layer, rng)
    gone = gone * ramp((rough(lightness.shape, 4, rng) - rng.uniform(0, 0.5)) * 6)
    return place(lightness, gone * rng.uniform(0.4, 1), tone_of(rng.random() < 0.85, rng))
