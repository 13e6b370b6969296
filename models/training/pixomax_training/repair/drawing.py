"""What damage and structures are drawn with: noise, paths and soft covers over lightness, float32 L* 0..100 [H,W].

Lengths are in pixels.
"""

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np

from pixomax_training.arrays import ByteArray, FloatArray, IntArray, Rng

SUBPIXELS = 4  # bits
Plane: TypeAlias = FloatArray  # float32 [H,W]
Points: TypeAlias = FloatArray  # [N,2], x and y
Shape: TypeAlias = tuple[int, ...]  # height and width


def noise(shape: Shape, cell: float, rng: Rng) -> Plane:
    """Smooth noise 0..1 with a bump every `cell` pixels or so."""
    h, w = shape
    grid = rng.random((int(h / cell) + 3, int(w / cell) + 3), np.float32)
    size = [max(length + 1, int(count * cell)) for count, length in zip(grid.shape, shape, strict=True)]
    fine = cv2.resize(grid, size[::-1], interpolation=cv2.INTER_CUBIC)
    y, x = (int(rng.integers(0, length - side + 1)) for length, side in zip(fine.shape, shape, strict=True))
    return fine[y : y + h, x : x + w]


def rough(shape: Shape, cell: float, rng: Rng) -> Plane:
    """Noise with smaller bumps on larger ones: outlines of stains and tears."""
    large = noise(shape, cell, rng)
    middle = 0.5 * noise(shape, max(2, cell / 3), rng)
    small = 0.25 * noise(shape, max(2, cell / 9), rng)
    return (large + middle + small) / 1.75


def ramp(x: Plane) -> Plane:
    """`x` clipped to 0..1."""
    return np.clip(x, 0, 1)


def place(lightness: Plane, cover: Plane, tone: float | Plane) -> Plane:
    """`tone` over the picture where `cover` is 1."""
    return lightness + cover * (tone - lightness)


def tone_of(light: bool, rng: Rng) -> float:
    """L* of a light or a dark mark."""
    return rng.uniform(78, 100) if light else rng.uniform(0, 25)


def contrasting(lightness: Plane, cover: Plane, rng: Rng) -> bool:
    """Whether a mark on `cover` is light: mostly what can be seen there.

    Nothing is learned from a mark that cannot be seen.
    """
    mean = float((lightness * cover).sum() / max(1e-6, cover.sum()))
    return bool(rng.random() < np.clip((100 - mean) / 100 * 1.6 - 0.3, 0.05, 0.95))


def anywhere(shape: Shape, rng: Rng, margin: float = 0.1) -> FloatArray:
    """(x, y) in the picture, or outside by up to `margin` of its sides."""
    h, w = shape
    return np.array([rng.uniform(-margin, 1 + margin) * w, rng.uniform(-margin, 1 + margin) * h])


def walk(start: FloatArray, heading: float, length: float, wander: float, turn: float, rng: Rng) -> Points:
    """A path of points [N,2]: `wander` radians of shake at each step, `turn` radians of curve over all of it."""
    steps = max(3, int(length / 6))
    headings = heading + turn * np.linspace(0, 1, steps) + np.cumsum(rng.normal(0, wander, steps))
    path = np.cumsum(np.stack([np.cos(headings), np.sin(headings)], 1) * (length / steps), 0)
    return np.vstack([[0, 0], path]) + start


def subpixel(points: Points) -> IntArray:
    """Points as OpenCV takes them with SUBPIXELS."""
    return np.round(np.asarray(points) * 2**SUBPIXELS).astype(np.int32)


def draw_path(layer: ByteArray, path: Points, width: float) -> None:
    """On a uint8 layer. Thinner than a pixel is drawn as fainter."""
    cv2.polylines(layer, [subpixel(path)], False, 255 * min(1, width), max(1, round(width)), cv2.LINE_AA, SUBPIXELS)


def fill(shape: Shape, *outlines: Points) -> ByteArray:
    """uint8 layer with each outline [N,2] filled."""
    layer = np.zeros(shape, np.uint8)
    for outline in outlines:
        cv2.fillPoly(layer, [subpixel(outline)], 255, cv2.LINE_AA, SUBPIXELS)
    return layer


def oval(center: FloatArray, across: float, down: float, turn: float = 0) -> Points:
    """Outline [24,2] of an ellipse with these radii, turned by `turn` radians."""
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    x = across * np.cos(angles)
    y = down * np.sin(angles)
    return np.stack([x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)], 1) + center


def soften(layer: ByteArray, rng: Rng) -> Plane:
    """A uint8 layer as a lens and a scanner see it, 0..1. 8 bits: OpenCV draws smooth lines in no other."""
    cover = layer.astype(np.float32) / 255
    return cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.3, 0.9)) if rng.random() < 0.7 else cover


def broken(cover: Plane, rng: Rng) -> Plane:
    """A cover with holes here and there, as rubbing makes them."""
    return cover * ramp((noise(cover.shape, rng.uniform(5, 30), rng) - rng.uniform(0.1, 0.5)) * rng.uniform(2, 8))


def stamp(lightness: Plane, layer: ByteArray, tone: float | Plane, rng: Rng, opacity: float | None = None) -> Plane:
    """A uint8 layer as sharp as a lens makes it."""
    cover = cv2.GaussianBlur(layer, (0, 0), rng.uniform(0.4, 1)).astype(np.float32) / 255
    return place(lightness, cover * (rng.uniform(0.6, 1) if opacity is None else opacity), tone)


def tones(rng: Rng) -> tuple[float, float]:
    """(of the thing, of its shadows and folds): mostly light on dark, as linen and paint are."""
    light = rng.random() < 0.7
    return (rng.uniform(65, 100), rng.uniform(15, 60)) if light else (rng.uniform(2, 35), rng.uniform(30, 70))


def turned(points: Sequence[tuple[float, float]], turn: float, size: float, center: FloatArray) -> Points:
    """Points of a unit shape, turned by `turn` radians, `size` times larger, around `center`."""
    cos = np.cos(turn)
    sin = np.sin(turn)
    return np.array(points) @ np.array([[cos, sin], [-sin, cos]]) * size + center
