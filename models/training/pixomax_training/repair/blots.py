"""Dust, stains, torn edges and fingerprints drawn over lightness.

Each kind takes (lightness [H,W], rng, side: the short side of the whole picture, px). A crop of a large scan holds a
part of a large stain: sizes go by `side`, not by the crop.
"""

import cv2
import numpy as np

from pixomax_training.arrays import FloatArray, Rng
from pixomax_training.repair.drawing import (
    SUBPIXELS,
    Plane,
    Shape,
    anywhere,
    contrasting,
    noise,
    place,
    ramp,
    rough,
    soften,
    tone_of,
)


def dust(lightness: Plane, rng: Rng, side: float) -> Plane:
    """Specks of all sizes, light, dark or both."""
    area = lightness.size
    most = rng.uniform(1.5, 5) * float(np.clip(side / 450, 0.9, 1.6))
    count = max(1, int(area / 128**2 * np.exp(rng.uniform(np.log(1.5), np.log(100)))))
    light_share = rng.choice([0.05, 0.5, 0.95])
    for light in (True, False):
        layer = np.zeros(lightness.shape, np.uint8)
        specks = [anywhere(lightness.shape, rng) for _ in range(count) if (rng.random() < light_share) == light]
        for speck in specks:
            radius = 0.4 + (most / 2 - 0.4) * rng.random() ** 2
            axes = np.maximum(1, np.array([radius, radius * rng.uniform(0.4, 1)]) * 2**SUBPIXELS).astype(int)
            center = (speck * 2**SUBPIXELS).astype(int)
            turn = rng.uniform(0, 180)
            cv2.ellipse(layer, center, axes, turn, 0, 360, rng.uniform(110, 255), -1, cv2.LINE_AA, SUBPIXELS)
        lightness = place(lightness, soften(layer, rng), tone_of(light, rng))
    return lightness


def distance_from(shape: Shape, center: FloatArray, radius: float, rng: Rng) -> Plane:
    """Distance from the middle of a rounded, uneven blot in its own radii: 1 on its outline."""
    h, w = shape
    y, x = np.mgrid[:h, :w].astype(np.float32)
    turn = rng.uniform(0, np.pi)
    squeeze = rng.uniform(0.5, 1)
    x = x - center[0]
    y = y - center[1]
    along = x * np.cos(turn) + y * np.sin(turn)
    across = (y * np.cos(turn) - x * np.sin(turn)) / squeeze
    uneven = rough(shape, max(4, radius * rng.uniform(0.4, 1.2)), rng) - 0.5
    return np.hypot(along, across) / radius + uneven * rng.uniform(0.1, 0.8)


def blot(lightness: Plane, distance: Plane, radius: float, rng: Rng) -> Plane:
    """What a drop of water, ink or glue leaves inside `distance` < 1.

    Even inside, with a soft edge and often a darker or lighter rim.
    """
    soft = rng.uniform(0.7, 3) if rng.random() < 0.7 else radius * rng.uniform(0.1, 0.4)
    inside = ramp((1 - distance) * radius / soft + 0.5)
    light = contrasting(lightness, inside, rng)
    opacity = rng.uniform(0.9, 1) if rng.random() < 0.25 else rng.uniform(0.2, 0.75)
    if rng.random() < 0.5:
        width = rng.uniform(0.8, max(1.5, radius * 0.08))
        rim = np.exp(-(((1 - distance) * radius / width) ** 2))
        lightness = place(lightness, rim * rng.uniform(0.3, 0.8), tone_of(light, rng))
        opacity = opacity * rng.uniform(0.3, 0.8)
    tone = tone_of(light, rng)
    mottling = rng.uniform(0, 8) * (noise(lightness.shape, max(4, radius / 2), rng) - 0.5)
    grain = rng.normal(0, 0.8, lightness.shape).astype(np.float32)
    return place(lightness, inside * opacity, tone + mottling + grain)


def stains(lightness: Plane, rng: Rng, side: float) -> Plane:
    """Drops and blots, spots of mold or foxing, or a tide line of water that came in from an edge."""
    kind = rng.choice(["drops", "spots", "tide"], p=[0.55, 0.3, 0.15])
    if kind == "drops":
        return drops(lightness, rng, side)
    return spots(lightness, rng, side) if kind == "spots" else tide(lightness, rng, side)


def drops(lightness: Plane, rng: Rng, side: float) -> Plane:
    """One to four of them."""
    for _ in range(int(rng.integers(1, 5))):
        drawn = side * np.exp(rng.uniform(np.log(0.012), np.log(0.14)))
        radius = min(0.5 * min(lightness.shape), drawn)  # a crop inside a blot cannot show that it is one
        center = anywhere(lightness.shape, rng, 0.05)
        lightness = blot(lightness, distance_from(lightness.shape, center, radius, rng), radius, rng)
    return lightness


def spots(lightness: Plane, rng: Rng, side: float) -> Plane:
    """Many small ones around a middle."""
    cover: Plane = np.zeros(lightness.shape, np.float32)
    most = max(2.5, side * rng.uniform(0.006, 0.016))
    middle = anywhere(lightness.shape, rng, 0)
    spread = min(lightness.shape) * rng.uniform(0.15, 0.7)
    for _ in range(int(rng.integers(4, 40))):
        radius = rng.uniform(1.5, most)
        distance = distance_from(lightness.shape, middle + rng.normal(0, spread, 2), radius, rng)
        inside = ramp((1 - distance) * radius / rng.uniform(0.7, 2.5) + 0.5)
        cover = np.maximum(cover, inside * rng.uniform(0.4, 1))
    return place(lightness, cover * rng.uniform(0.5, 1), tone_of(rng.random() < 0.3, rng))


def tide(lightness: Plane, rng: Rng, side: float) -> Plane:
    """The line to which water came in from an edge."""
    h, w = lightness.shape
    y, x = np.mgrid[:h, :w].astype(np.float32)
    heading = rng.uniform(0, 2 * np.pi)
    depth = min(0.6 * min(h, w), side * rng.uniform(0.03, 0.3))
    far = (x - w / 2) * np.cos(heading) + (y - h / 2) * np.sin(heading) + min(h, w) / 2
    uneven = rough((h, w), side * rng.uniform(0.05, 0.2), rng) - 0.5
    return blot(lightness, far / depth + uneven * rng.uniform(0.2, 1.2), depth, rng)


def torn(lightness: Plane, rng: Rng, side: float) -> Plane:
    """A corner or an edge is missing; what shows behind is white, black or paper. The tear shows a pale fiber."""
    h, w = lightness.shape
    y, x = np.mgrid[:h, :w].astype(np.float32)
    x = w - 1 - x if rng.random() < 0.5 else x
    y = h - 1 - y if rng.random() < 0.5 else y
    slope = rng.uniform(0, np.pi / 2)
    depth = min(min(h, w) * 0.45, side * rng.uniform(0.03, 0.25))
    uneven = rough((h, w), rng.uniform(6, 40), rng) - 0.5
    distance = x * np.cos(slope) + y * np.sin(slope) - depth + uneven * rng.uniform(4, 30)
    fiber = rng.uniform(0.5, 5) * noise((h, w), 8, rng)
    lightness = place(lightness, ramp(fiber + 0.5 - distance), rng.uniform(80, 100))
    behind = rng.choice([rng.uniform(92, 100), rng.uniform(0, 8), rng.uniform(40, 92)])
    grain = rng.normal(0, rng.uniform(0, 1.5), (h, w)).astype(np.float32)
    return place(lightness, ramp(0.5 - distance), behind + grain)


def fingerprints(lightness: Plane, rng: Rng, side: float) -> Plane:
    """Grease with ridges: a smudge that is seen as a whole, more along the ridges."""
    h, w = lightness.shape
    y, x = np.mgrid[:h, :w].astype(np.float32)
    cx, cy = anywhere(lightness.shape, rng, 0)
    size = max(16, side * rng.uniform(0.035, 0.11))
    ridge = size * rng.uniform(0.1, 0.2)
    turn = rng.uniform(0, np.pi)
    x = x - cx
    y = y - cy
    along = x * np.cos(turn) + y * np.sin(turn)
    across = (y * np.cos(turn) - x * np.sin(turn)) * rng.uniform(1.2, 1.7)
    shape = np.hypot(along, across) / size
    rings = np.hypot(along - size * rng.uniform(-0.4, 0.4), across * rng.uniform(0.6, 1))
    whorl = rings + 0.6 * size * (noise((h, w), size, rng) - 0.5)
    smudge = rng.uniform(0.2, 0.5)
    finger = np.exp(-(shape**4))
    ridges = smudge + (1 - smudge) * (0.5 + 0.5 * np.sin(2 * np.pi * whorl / ridge))
    cover = finger * ridges * ramp(noise((h, w), max(6, size / 3), rng) + 0.35)
    opacity = rng.uniform(0.25, 0.7)
    return place(lightness, ramp(cover) * opacity, tone_of(contrasting(lightness, finger, rng), rng))
