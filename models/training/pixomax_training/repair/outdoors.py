"""Sound things of streets, gardens and ships that repair must leave alone: thin, straight, repeated.

Each kind takes (lightness [H,W], rng).
"""

import cv2
import numpy as np

from pixomax_training.arrays import FloatArray, Rng
from pixomax_training.repair.drawing import (
    Plane,
    anywhere,
    draw_path,
    fill,
    oval,
    place,
    stamp,
    tones,
    turned,
    walk,
)


def posts(lightness: Plane, rng: Rng) -> Plane:
    """A fence: posts with a lit and a dark side, pointed or not, on one or two rails; also a single post or mast."""
    shape = lightness.shape
    start = anywhere(lightness.shape, rng, 0)
    tall = rng.uniform(15, 110)
    width = rng.uniform(1, 9)
    lean = rng.normal(0, 0.04)
    tone, shade = tones(rng)
    count, gap = (1, 0.0) if rng.random() < 0.3 else (int(rng.integers(3, 12)), width * rng.uniform(1.6, 7))
    if count > 1:
        rails = np.zeros(shape, np.uint8)
        for y in rng.uniform(0.2, 0.8, int(rng.integers(1, 3))):
            rail = np.array([[-gap, -y * tall], [count * gap, -y * tall * rng.uniform(0.9, 1.1)]])
            draw_path(rails, start + rail, max(0.8, width * rng.uniform(0.3, 0.8)))
        lightness = stamp(lightness, rails, tone, rng)
    for k in range(count):
        foot = start + np.array([k * gap, 0])
        point = width * rng.choice([0, 0.7])
        outline = [(0, 0), (0, -tall), (width / 2, -tall - point), (width, -tall), (width, 0)]
        lightness = stamp(lightness, fill(shape, turned(outline, lean, 1, foot)), tone, rng)
        if width > 2.5:
            side = [(width * 0.7, 0), (width * 0.7, -tall), (width, -tall), (width, 0)]
            lightness = stamp(lightness, fill(shape, turned(side, lean, 1, foot)), shade, rng, 0.7)
    return lightness


def clapboards(lightness: Plane, rng: Rng) -> Plane:
    """Boards one above the other, each with a thin shadow; also blinds, stairs, bricks' courses, tiles."""
    h, w = lightness.shape
    y, x = np.mgrid[:h, :w].astype(np.float32)
    turn = rng.choice([0, np.pi / 2]) + rng.normal(0, 0.12)
    board = rng.uniform(3.5, 22)
    along = (y * np.cos(turn) - x * np.sin(turn) + rng.uniform(0, board)) % board
    line = np.exp(-((along / rng.uniform(0.5, max(0.8, board * 0.12))) ** 2))
    left, top = rng.uniform(-0.3, 0.5, 2)
    right = left * w + w * rng.uniform(0.4, 1.3)
    corners = [(left * w, top * h), (right, top * h), (left * w + w, top * h + h), (left * w, top * h + h)]
    wall = cv2.GaussianBlur(fill((h, w), np.array(corners)), (0, 0), 0.7).astype(np.float32) / 255
    tone, shade = tones(rng)
    if rng.random() < 0.6:
        lightness = place(lightness, wall * rng.uniform(0.4, 0.95), tone)
    return place(lightness, wall * line * rng.uniform(0.3, 1), shade)


def chalk_lines(lightness: Plane, rng: Rng) -> Plane:
    """Lines of one width that begin and end where they should: a pitch, a court, a blackboard, a road, a seam."""
    start = anywhere(lightness.shape, rng, 0.2)
    heading = rng.uniform(0, np.pi)
    width = rng.uniform(0.8, 4)
    layer = np.zeros(lightness.shape, np.uint8)
    along = np.array([np.cos(heading), np.sin(heading)])
    aside = np.array([-along[1], along[0]]) * rng.uniform(8, 50)
    for k in range(int(rng.integers(1, 5))):
        length = rng.uniform(20, 200)
        path = np.array([start + k * aside, start + k * aside + along * length])
        if rng.random() < 0.3:  # broken, as on roads
            for t in np.arange(0, 1, 0.2):
                draw_path(layer, path[0] + (path[1] - path[0]) * np.array([[t], [t + 0.1]]), width)
        else:
            draw_path(layer, path, width)
    if rng.random() < 0.3:
        center = start.astype(int).tolist()
        axes = (int(rng.uniform(8, 60)), int(rng.uniform(5, 40)))
        cv2.ellipse(layer, center, axes, 0, 0, 360, 255, max(1, round(width)), cv2.LINE_AA)
    return stamp(lightness, layer, rng.uniform(70, 100) if rng.random() < 0.8 else rng.uniform(0, 25), rng)


def rigging(lightness: Plane, rng: Rng) -> Plane:
    """Ropes from one point down to a rail, with rungs; also wires that hang, spokes, a net."""
    shape = lightness.shape
    top = anywhere(lightness.shape, rng, 0.2)
    layer = np.zeros(shape, np.uint8)
    width = rng.uniform(0.5, 1.8)
    kind = rng.choice(["shrouds", "wires", "bars"])
    if kind == "shrouds":
        tall = rng.uniform(40, 220)
        feet = np.linspace(0, 1, int(rng.integers(2, 8))) * rng.uniform(10, 90)
        side = rng.choice([-1, 1])
        for foot in feet:
            draw_path(layer, np.array([top, top + np.array([side * foot, tall])]), width)
        for t in np.arange(0.25, 1, rng.uniform(0.04, 0.2)) if rng.random() < 0.5 else []:
            rung = np.array([[side * feet[0] * t, tall * t], [side * feet[-1] * t, tall * t]])
            draw_path(layer, top + rung, width * 0.7)
    else:
        heading = rng.uniform(0, 2 * np.pi)
        gap = rng.uniform(5, 40)
        aside = np.array([-np.sin(heading), np.cos(heading)]) * gap
        turn = rng.normal(0, 0.3) if kind == "wires" else 0
        for k in range(int(rng.integers(1, 5) if kind == "wires" else rng.integers(3, 14))):
            rope = walk(top + aside * (k - 2), heading, max(shape) * rng.uniform(0.3, 2), 0, turn, rng)
            draw_path(layer, rope, width * rng.choice([1, 2]))
    return stamp(lightness, layer, rng.uniform(0, 35) if rng.random() < 0.7 else rng.uniform(70, 100), rng)


def twigs(lightness: Plane, rng: Rng) -> Plane:
    """A branch that forks into thinner ones; also roots, cracks in bark, veins, whiskers, lightning."""
    layer = np.zeros(lightness.shape, np.uint8)

    def grow(start: FloatArray, heading: float, length: float, width: float) -> None:
        path = walk(start, heading, length, 0.12, rng.normal(0, 0.4), rng)
        draw_path(layer, path, width)
        if width > 0.5 and length > 7:
            for _ in range(int(rng.integers(1, 4))):
                fork = path[int(rng.integers(len(path) // 2, len(path)))]
                bend = heading + rng.normal(0, 0.6)
                grow(fork, bend, length * rng.uniform(0.4, 0.8), width * rng.uniform(0.5, 0.8))

    for _ in range(int(rng.integers(1, 4))):
        grow(anywhere(lightness.shape, rng), rng.uniform(0, 2 * np.pi), rng.uniform(20, 80), rng.uniform(0.8, 4))
    return stamp(lightness, layer, rng.uniform(0, 35) if rng.random() < 0.65 else rng.uniform(65, 100), rng)


def letters(lightness: Plane, rng: Rng) -> Plane:
    """Writing on a sign, a print's caption or a shop window."""
    h, w = lightness.shape
    layer = np.zeros((h, w), np.uint8)
    start = anywhere((h, w), rng)
    text = "".join(rng.choice(list("ABCDEGHIKLMNOPRSTaceilmnorstu1890 "), 12))
    corner = (int(start[0] - w / 3), int(start[1]))
    font = int(rng.integers(0, 8))
    size = rng.uniform(0.3, 1.5)
    cv2.putText(layer, text, corner, font, size, 255, int(rng.integers(1, 4)), cv2.LINE_AA)
    return stamp(lightness, layer, tones(rng)[0], rng)


def border(lightness: Plane, rng: Rng) -> Plane:
    """The white or black border of a print, round corners or a vignette included: no torn edge."""
    h, w = lightness.shape
    width = rng.uniform(2, 14)
    tone = rng.uniform(85, 100) if rng.random() < 0.6 else rng.uniform(0, 15)
    layer = np.zeros((h, w), np.uint8)
    if rng.random() < 0.6:
        cv2.rectangle(layer, (0, 0), (w - 1, h - 1), 255, round(2 * width))
    else:
        middle = np.array([w, h]) / 2 + rng.normal(0, 0.1, 2) * w
        layer = 255 - fill((h, w), oval(middle, w * rng.uniform(0.5, 0.75), h * rng.uniform(0.5, 0.75)))
    return stamp(lightness, layer, tone, rng, 1)
