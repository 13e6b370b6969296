"""What happens to a print in a drawer: drawn over lightness, float32 L* 0..100 [H,W]. Widths are in pixels, whatever the size of the picture.

Every kind takes (lightness, rng) and returns a new lightness. The mask is where the damage can be seen, not where it was drawn.
"""
import cv2
import numpy as np

VISIBLE, HIDDEN_BY_TEXTURE = 2.5, 0.5  # a change is seen above so many L*, and so many times the texture around it
SUBPIXELS = 4  # bits


def noise(shape, cell, rng):
    """Smooth noise 0..1 with a bump every `cell` pixels or so."""
    h, w = shape
    grid = rng.random((int(h / cell) + 3, int(w / cell) + 3), np.float32)
    fine = cv2.resize(grid, None, fx=cell, fy=cell, interpolation=cv2.INTER_CUBIC)
    y, x = (int(rng.integers(0, length - size + 1)) for length, size in zip(fine.shape, shape))
    return fine[y:y + h, x:x + w]


def rough(shape, cell, rng):
    """Noise with smaller bumps on larger ones: outlines of stains and tears."""
    return (noise(shape, cell, rng) + 0.5 * noise(shape, max(2, cell / 3), rng) + 0.25 * noise(shape, max(2, cell / 9), rng)) / 1.75


def ramp(x):
    return np.clip(x, 0, 1)


def lay(lightness, cover, tone):
    """`tone` (a number or [H,W]) over the picture where `cover` is 1."""
    return lightness + cover * (tone - lightness)


def tone_of(light, rng):
    return rng.uniform(78, 100) if light else rng.uniform(0, 25)


def walk(start, heading, length, wander, turn, rng):
    """A path of points: `wander` radians of shake at each step, `turn` radians of curve over all of it."""
    steps = max(3, int(length / 6))
    headings = heading + turn * np.linspace(0, 1, steps) + np.cumsum(rng.normal(0, wander, steps))
    path = np.cumsum(np.stack([np.cos(headings), np.sin(headings)], 1) * (length / steps), 0)
    return np.vstack([[0, 0], path]) + start


def draw_path(layer, path, width):
    """Thinner than a pixel is drawn as fainter."""
    points = np.round(path * 2 ** SUBPIXELS).astype(np.int32)
    cv2.polylines(layer, [points], False, 255 * min(1, width), max(1, round(width)), cv2.LINE_AA, SUBPIXELS)


def scratch_path(layer, path, width, rng):
    """Wider and narrower on its way."""
    for first in range(0, len(path) - 1, 3):
        draw_path(layer, path[first:first + 4], width * rng.uniform(0.5, 1.5))


def soften(layer, rng):
    """As a lens and a scanner see it. 8 bits: OpenCV draws smooth lines in no other."""
    layer = layer.astype(np.float32) / 255
    return cv2.GaussianBlur(layer, (0, 0), rng.uniform(0.3, 0.9)) if rng.random() < 0.7 else layer


def broken(cover, rng):
    """Worn away here and there."""
    return cover * ramp((noise(cover.shape, rng.uniform(5, 30), rng) - rng.uniform(0.1, 0.5)) * rng.uniform(2, 8))


def lines(lightness, rng, count, light_share, opacity, make_path, widths):
    """Paths of one kind, each light or dark."""
    for light in (True, False):
        layer, drawn = np.zeros(lightness.shape, np.uint8), 0
        for _ in range(count):
            if (rng.random() < light_share) == light:
                thin, wide = widths
                scratch_path(layer, make_path(), thin + (wide - thin) * rng.random() ** 2, rng)
                drawn += 1
        if drawn:
            cover = soften(layer, rng)
            cover = broken(cover, rng) if rng.random() < 0.6 else cover
            lightness = lay(lightness, cover * rng.uniform(*opacity), tone_of(light, rng))
    return lightness


def anywhere(shape, rng, margin=0.1):
    h, w = shape
    return np.array([rng.uniform(-margin, 1 + margin) * w, rng.uniform(-margin, 1 + margin) * h])


def scratches(lightness, rng):
    side, heading, together = min(lightness.shape), rng.uniform(0, 2 * np.pi), rng.random() < 0.5
    path = lambda: walk(anywhere(lightness.shape, rng), heading + rng.normal(0, 0.2) if together else rng.uniform(0, 2 * np.pi),
                        side * rng.uniform(0.15, 1.6), rng.uniform(0.02, 0.2), rng.normal(0, 0.3), rng)
    return lines(lightness, rng, int(rng.integers(1, 7)), 0.7, (0.3, 1), path, (0.5, 4))


def film_scratches(lightness, rng):
    """Straight up and down, where a projector or a camera dragged."""
    h, w = lightness.shape
    path = lambda: walk(np.array([rng.uniform(0, w), -4 if rng.random() < 0.6 else rng.uniform(0, h)]), np.pi / 2 + rng.normal(0, 0.015),
                        h * rng.uniform(0.4, 1.2), 0.006, 0, rng)
    return lines(lightness, rng, int(rng.integers(1, 5)), 0.6, (0.25, 0.9), path, (0.6, 3))


def hairs(lightness, rng):
    path = lambda: walk(anywhere(lightness.shape, rng), rng.uniform(0, 2 * np.pi), rng.uniform(15, 110), rng.uniform(0.02, 0.25), rng.normal(0, 2.5), rng)
    return lines(lightness, rng, int(rng.integers(1, 5)), 0.5, (0.5, 1), path, (0.7, 2))


def dust(lightness, rng):
    area, most = lightness.size, rng.uniform(1.5, 5)
    count = max(1, int(area / 128 ** 2 * np.exp(rng.uniform(np.log(1.5), np.log(100)))))
    light_share = rng.choice([0.05, 0.5, 0.95])
    for light in (True, False):
        layer = np.zeros(lightness.shape, np.uint8)
        for x, y in np.array([anywhere(lightness.shape, rng) for _ in range(count) if (rng.random() < light_share) == light]).reshape(-1, 2):
            radius = 0.4 + (most / 2 - 0.4) * rng.random() ** 2
            axes = np.maximum(1, np.array([radius, radius * rng.uniform(0.4, 1)]) * 2 ** SUBPIXELS).astype(int)
            centre = (np.array([x, y]) * 2 ** SUBPIXELS).astype(int)
            cv2.ellipse(layer, centre, axes, rng.uniform(0, 180), 0, 360, rng.uniform(110, 255), -1, cv2.LINE_AA, SUBPIXELS)
        lightness = lay(lightness, soften(layer, rng), tone_of(light, rng))
    return lightness


def stains(lightness, rng):
    """Blotches with a soft edge; a dried drop has a dark or bright rim."""
    field, level = rough(lightness.shape, min(lightness.shape) * rng.uniform(0.12, 0.5), rng), rng.uniform(0.6, 0.75)
    edge = rng.uniform(0.01, 0.05)
    inside = ramp((field - level) / edge + 0.5)
    light = rng.random() < 0.5
    opacity = rng.uniform(0.2, 0.75) if rng.random() < 0.7 else rng.uniform(0.9, 1)
    if rng.random() < 0.4:
        rim = np.exp(-((field - level) / rng.uniform(0.006, 0.025)) ** 2)
        lightness, opacity = lay(lightness, rim * rng.uniform(0.2, 0.7), tone_of(light, rng)), opacity * 0.4
    return lay(lightness, inside * opacity, tone_of(light, rng) + rng.normal(0, 1.5, lightness.shape).astype(np.float32))


def creases(lightness, rng):
    """A fold: one side in the light, one in the shade, the image gone along it in places."""
    h, w = lightness.shape
    heading = rng.choice([0, np.pi / 2]) + rng.normal(0, 0.06) if rng.random() < 0.5 else rng.uniform(0, np.pi)
    through = anywhere(lightness.shape, rng, -0.15)
    path = walk(through - max(h, w) * np.array([np.cos(heading), np.sin(heading)]), heading, 2 * max(h, w), 0.02, 0, rng)
    across, reach = np.array([-np.sin(heading), np.cos(heading)]), rng.uniform(0.8, 3.5)
    for sign in (1, -1):
        layer = np.zeros(lightness.shape, np.uint8)
        draw_path(layer, path + sign * across * reach, reach * 2)
        shade = cv2.GaussianBlur(layer, (0, 0), reach * 0.8).astype(np.float32) / 255
        lightness = np.clip(lightness + sign * shade * rng.uniform(2, 22), 0, 100)
    layer = np.zeros(lightness.shape, np.uint8)
    scratch_path(layer, path, rng.uniform(0.6, 4), rng)
    gone = broken(soften(layer, rng), rng) if rng.random() < 0.7 else soften(layer, rng)
    gone = gone * ramp((rough(lightness.shape, 4, rng) - rng.uniform(0, 0.5)) * 6)
    return lay(lightness, gone * rng.uniform(0.4, 1), tone_of(rng.random() < 0.85, rng))


def torn(lightness, rng):
    """A corner or an edge is missing; what lies behind is white, black or paper. The tear shows a pale fibre."""
    h, w = lightness.shape
    y, x = np.mgrid[:h, :w].astype(np.float32)
    x, y = (w - 1 - x if rng.random() < 0.5 else x), (h - 1 - y if rng.random() < 0.5 else y)
    slope, depth = rng.uniform(0, np.pi / 2), min(h, w) * rng.uniform(0.04, 0.35)
    distance = x * np.cos(slope) + y * np.sin(slope) - depth + (rough((h, w), rng.uniform(6, 40), rng) - 0.5) * rng.uniform(4, 30)
    fibre = rng.uniform(0.5, 5) * noise((h, w), 8, rng)
    lightness = lay(lightness, ramp(fibre + 0.5 - distance), rng.uniform(80, 100))
    behind = rng.choice([rng.uniform(92, 100), rng.uniform(0, 8), rng.uniform(40, 92)]) + rng.normal(0, rng.uniform(0, 1.5), (h, w)).astype(np.float32)
    return lay(lightness, ramp(0.5 - distance), behind)


def fingerprints(lightness, rng):
    h, w = lightness.shape
    y, x = np.mgrid[:h, :w].astype(np.float32)
    cx, cy = anywhere(lightness.shape, rng, 0)
    size, ridge = rng.uniform(20, 60), rng.uniform(3, 8)
    r = np.hypot(x - cx, (y - cy) * rng.uniform(0.6, 1)) + 6 * noise((h, w), 20, rng)
    cover = np.exp(-(r / size) ** 4) * (0.5 + 0.5 * np.sin(2 * np.pi * r / ridge)) * noise((h, w), 12, rng)
    return lay(lightness, ramp(cover) * rng.uniform(0.15, 0.5), tone_of(rng.random() < 0.6, rng))


KINDS = {scratches: 0.25, film_scratches: 0.08, hairs: 0.12, dust: 0.2, stains: 0.12, creases: 0.12, torn: 0.07, fingerprints: 0.04}


def any_kinds(rng):
    return rng.choice(list(KINDS), rng.choice([1, 2, 3, 4], p=[0.45, 0.3, 0.15, 0.1]), p=list(KINDS.values()))


def damage(lightness, kinds, rng):
    """`kinds` one over the other -> (damaged, mask uint8 0 or 1)."""
    damaged = lightness
    for kind in kinds:
        damaged = kind(damaged, rng)
    damaged = np.clip(damaged, 0, 100).astype(np.float32)
    return damaged, mask_of(damaged, lightness)


def mask_of(damaged, lightness):
    """Where the change can be seen, small gaps closed, grown by a pixel."""
    mean, of_squares = (cv2.blur(x, (7, 7)) for x in (lightness, lightness ** 2))
    texture = np.sqrt(np.maximum(of_squares - mean ** 2, 0))
    seen = (np.abs(damaged - lightness) > VISIBLE + HIDDEN_BY_TEXTURE * texture).astype(np.uint8)
    square = np.ones((3, 3), np.uint8)
    return cv2.dilate(cv2.morphologyEx(seen, cv2.MORPH_CLOSE, square), square)
