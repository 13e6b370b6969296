"""Sound things on people and tables that repair must leave alone: small, bright, sharp-edged.

Each kind takes (lightness [H,W], rng).
"""

import numpy as np

from pixomax_training.arrays import Rng
from pixomax_training.repair.drawing import Plane, anywhere, draw_path, fill, oval, stamp, tones, turned


def bow(lightness: Plane, rng: Rng) -> Plane:
    """Two lobes with folds, a knot, sometimes ends that hang."""
    shape = lightness.shape
    center = anywhere(lightness.shape, rng, 0)
    size = rng.uniform(5, 28)
    turn = rng.normal(0, 0.5)
    tone, shade = tones(rng)
    lobe = [(0, 0), (0.5, -0.5), (1, -rng.uniform(0.4, 0.7)), (1.05, 0), (1, rng.uniform(0.3, 0.6)), (0.5, 0.35)]
    outlines = [turned([(side * x, y) for x, y in lobe], turn, size, center) for side in (1, -1)]
    if rng.random() < 0.5:
        outlines += [turned([(0, 0), (side * 0.5, 1.4), (side * 0.8, 1.2)], turn, size, center) for side in (1, -1)]
    lightness = stamp(lightness, fill(shape, *outlines), tone, rng)
    folds = np.zeros(shape, np.uint8)
    for side in (1, -1):
        for y in rng.uniform(-0.4, 0.4, 2):
            draw_path(folds, turned([(0.1 * side, 0), (0.7 * side, y)], turn, size, center), max(0.6, size / 16))
    lightness = stamp(lightness, folds, shade, rng)
    return stamp(lightness, fill(shape, oval(center, size * 0.2, size * 0.26, turn)), (tone + shade) / 2, rng)


def collar(lightness: Plane, rng: Rng) -> Plane:
    """Two pale points on a dark coat, or a dark pair on a pale one, with a shadow below."""
    shape = lightness.shape
    center = anywhere(lightness.shape, rng, 0)
    size = rng.uniform(10, 45)
    turn = rng.normal(0, 0.2)
    tone, shade = tones(rng)
    if rng.random() < 0.6:
        coat = [(-1.6, 0), (-0.6, -0.6), (0.6, -0.6), (1.6, 0), (1.8, 2.5), (-1.8, 2.5)]
        lightness = stamp(lightness, fill(shape, turned(coat, turn, size, center)), 100 - tone, rng)
    tip = rng.uniform(0.5, 1.2)
    width = rng.uniform(0.4, 0.8)
    point = [(0.05, 0.1), (0.5, -0.45), (0.7, -0.4), (width, tip), (0.3, 0.55)]
    points = [turned([(side * x, y) for x, y in point], turn, size, center) for side in (1, -1)]
    lightness = stamp(lightness, fill(shape, *(outline + size * 0.06 for outline in points)), shade, rng, 0.6)
    return stamp(lightness, fill(shape, *points), tone, rng)


def buttons(lightness: Plane, rng: Rng) -> Plane:
    """A row at equal distances, each with a lit and a dark side, some with holes."""
    shape = lightness.shape
    start = anywhere(lightness.shape, rng, 0)
    radius = rng.uniform(1.2, 6)
    step = radius * rng.uniform(4, 10) * np.array([rng.normal(0, 0.1), 1])
    tone, shade = tones(rng)
    for k in range(int(rng.integers(2, 7))):
        centers = [start + k * step]
        if radius > 2 and k % 2:
            centers.append(centers[0] + np.array([radius * 9, 0]))
        for center in centers:
            shadow = fill(shape, oval(center + radius * 0.25, radius * 1.1, radius * 1.1))
            lightness = stamp(lightness, shadow, shade, rng, 0.8)
            lightness = stamp(lightness, fill(shape, oval(center, radius, radius)), tone, rng)
            if radius > 2.5:
                beside = np.array([radius * 0.3, 0])
                holes = [oval(center + side * beside, radius * 0.15, radius * 0.15) for side in (1, -1)]
                lightness = stamp(lightness, fill(shape, *holes), shade, rng)
    return lightness


def cuff(lightness: Plane, rng: Rng) -> Plane:
    """The pale end of a dark sleeve, or a band, a belt, a hat's ribbon."""
    shape = lightness.shape
    center = anywhere(lightness.shape, rng, 0)
    size = rng.uniform(8, 30)
    turn = rng.uniform(0, np.pi)
    tone, _ = tones(rng)
    sleeve = fill(shape, turned([(-0.5, 0), (0.5, 0), (0.8, -3), (-0.8, -3)], turn, size, center))
    lightness = stamp(lightness, sleeve, 100 - tone, rng)
    deep = rng.uniform(0.12, 0.5)
    band = fill(shape, turned([(-0.55, 0), (0.55, 0), (0.55, deep), (-0.5, deep * 0.9)], turn, size, center))
    return stamp(lightness, band, tone, rng)


def earrings(lightness: Plane, rng: Rng) -> Plane:
    """A drop, a pearl or a ring below a shadow, one or two; also a brooch, a glint in an eye, a lamp."""
    shape = lightness.shape
    center = anywhere(lightness.shape, rng, 0)
    radius = rng.uniform(0.9, 4.5)
    tone = rng.uniform(75, 100)
    centers = [center]
    if rng.random() < 0.6:
        centers.append(center + np.array([rng.uniform(15, 60), rng.normal(0, 3)]))
    for drop in centers:
        lightness = stamp(lightness, fill(shape, oval(drop, radius * 1.9, radius * 2.4)), rng.uniform(5, 45), rng, 0.8)
        lightness = stamp(lightness, fill(shape, oval(drop, radius, radius * rng.uniform(1, 1.8))), tone, rng)
        if radius > 3 and rng.random() < 0.5:
            hole = fill(shape, oval(drop, radius * 0.55, radius * 0.7))
            lightness = stamp(lightness, hole, rng.uniform(5, 45), rng)
    return lightness


def flowers(lightness: Plane, rng: Rng) -> Plane:
    """Blossoms of petals around a middle: one, or a meadow of small ones."""
    shape = lightness.shape
    many = rng.random() < 0.5
    tone, shade = tones(rng)
    for _ in range(int(rng.integers(5, 25)) if many else int(rng.integers(1, 4))):
        center = anywhere(shape, rng, 0)
        radius = rng.uniform(1.5, 5) if many else rng.uniform(4, 20)
        petals = int(rng.integers(4, 9))
        angles = rng.uniform(0, 6) + np.arange(petals) * 2 * np.pi / petals
        centers = [center + 0.6 * radius * np.array([np.cos(angle), np.sin(angle)]) for angle in angles]
        outlines = [
            oval(petal, radius * 0.45, radius * 0.28, angle) for petal, angle in zip(centers, angles, strict=True)
        ]
        lightness = stamp(lightness, fill(shape, *outlines), tone + rng.normal(0, 4), rng)
        lightness = stamp(lightness, fill(shape, oval(center, radius * 0.25, radius * 0.25)), shade, rng)
    return lightness
