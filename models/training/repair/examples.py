"""What the mender learns from: (damaged lightness, mask, clean lightness), L* 0..100. A third is undamaged.

The photos are small and scans are large: crops are mostly brought up in size, and what is drawn over them keeps its width. Some are cut at
their own size, where detail is as sharp as a scratch; wires, bars, whiskers and letters belong to the photo, and lie under its softness and grain.
"""
import cv2
import numpy as np
import torch

from repair.damage import any_kinds, anywhere, damage, draw_path, lay, noise, walk
from old_film import GREY_TO_LIGHTNESS, age, orthochromatic

UNDAMAGED = 0.45


def lightness_of(rgb, rng, old_share=0.4):
    """float32 L* [H,W] of uint8 RGB, for a share as old plates saw it."""
    if rng.random() < old_share:
        return GREY_TO_LIGHTNESS[orthochromatic(rgb, rng)]
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)[..., 0] * np.float32(100 / 255)


def cut(photo, side, rng):
    """A square of `side` pixels, enlarged up to 2.5 times or made smaller, turned and mirrored. RGB. Nearly half are as sharp as pixels can be: that is
    where twigs and gravel look like damage."""
    short = min(photo.shape[:2])
    taken = int(np.clip(side / np.exp(rng.uniform(np.log(0.5), np.log(2.5))), 24, short))
    y, x = (int(rng.integers(0, length - taken + 1)) for length in photo.shape[:2])
    square = photo[y:y + taken, x:x + taken]
    square = square[:, ::-1] if rng.random() < 0.5 else square
    square = np.rot90(square, rng.choice([0, 1, 3])) if rng.random() < 0.3 else square
    enlarge = cv2.INTER_CUBIC if rng.random() < 0.7 else cv2.INTER_LANCZOS4
    return cv2.resize(np.ascontiguousarray(square), (side, side), interpolation=cv2.INTER_AREA if taken > side else enlarge)


def add_structures(lightness, rng):
    """Thin things that belong to the photo: wires, bars, whiskers or branches, letters, a print's border."""
    h, w = lightness.shape
    layer, kind = np.zeros((h, w), np.uint8), rng.choice(['bars', 'fan', 'wires', 'letters', 'border'])
    start, heading, width = anywhere((h, w), rng), rng.uniform(0, 2 * np.pi), rng.uniform(0.7, 4)
    if kind in ('bars', 'wires'):
        gap = np.array([-np.sin(heading), np.cos(heading)]) * rng.uniform(6, 40)
        straight = kind == 'bars'
        turn, length = (0 if straight else rng.normal(0, 0.3)), max(h, w) * rng.uniform(0.3, 2)
        for k in range(int(rng.integers(3, 14) if straight else rng.integers(1, 5))):
            draw_path(layer, walk(start + gap * (k - 3) * (1 if straight else rng.uniform(0.5, 1.5)), heading, length, 0, turn, rng), width)
    elif kind == 'fan':
        for _ in range(int(rng.integers(4, 12))):
            draw_path(layer, walk(start, heading + rng.normal(0, 0.4), rng.uniform(20, 100), rng.uniform(0, 0.1), rng.normal(0, 0.5), rng), rng.uniform(0.6, 2.5))
    elif kind == 'letters':
        text = ''.join(rng.choice(list('ABCDEGHIKLMNOPRSTaceilmnorstu1890 '), 12))
        cv2.putText(layer, text, (int(start[0] - w / 3), int(start[1])), int(rng.integers(0, 8)), rng.uniform(0.3, 1.5), 255, max(1, int(width)), cv2.LINE_AA)
    else:
        cv2.rectangle(layer, (0, 0), (w - 1, h - 1), 255, 2 * int(rng.integers(2, 14)))
    cover = cv2.GaussianBlur(layer, (0, 0), rng.uniform(0.4, 1.2)).astype(np.float32) / 255
    return lay(lightness, cover * rng.uniform(0.3, 1), rng.uniform(0, 100))


def aged(lightness):
    return age(torch.from_numpy(np.ascontiguousarray(lightness))[None, None])[0, 0].numpy()


def draw_clean(photo, side, rng):
    """A crop as a sound old print shows it: float32 L* [side,side]. Fading and grain are no damage."""
    lightness = lightness_of(cut(photo, side, rng), rng)
    if rng.random() < 0.35:
        lightness = add_structures(lightness, rng)
    if rng.random() < 0.3:  # sharpened, as scans are
        lightness = np.clip(lightness + rng.uniform(0.3, 1.5) * (lightness - cv2.GaussianBlur(lightness, (0, 0), rng.uniform(0.8, 2))), 0, 100)
    lightness = aged(lightness)
    if rng.random() < 0.2:  # coarse grain
        grain = cv2.resize(rng.normal(0, 1, (side // 2, side // 2)).astype(np.float32), (side, side), interpolation=cv2.INTER_LINEAR)
        lightness = lightness + rng.uniform(1, 5) * grain
    if rng.random() < 0.2:
        lightness = lay(lightness, 0.6 * np.clip(noise((side, side), side * rng.uniform(0.4, 1), rng) * 2 - 1, 0, 1), rng.uniform(30, 95))
    return np.clip(lightness, 0, 100).astype(np.float32)


def scan(lightness, quality):
    """Through a JPEG file, or only rounded to bytes."""
    grey = np.round(lightness * 2.55).astype(np.uint8)
    if quality:
        grey = cv2.imdecode(cv2.imencode('.jpg', grey, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
    return grey * np.float32(100 / 255)


def draw_example(photo, side, rng, undamaged=UNDAMAGED):
    """(damaged, mask, clean), each float32 [side,side]."""
    clean = draw_clean(photo, side, rng)
    damaged, mask = (clean, np.zeros_like(clean)) if rng.random() < undamaged else damage(clean, any_kinds(rng), rng)
    quality = int(rng.integers(45, 96)) if rng.random() < 0.4 else 0
    return scan(damaged, quality), mask.astype(np.float32), scan(clean, quality)


def draw_examples(photos, ids, side, rng, undamaged=UNDAMAGED):
    """The same as batches [B,1,side,side]."""
    return tuple(np.stack(maps)[:, None] for maps in zip(*(draw_example(photos[i], side, rng, undamaged) for i in ids)))
