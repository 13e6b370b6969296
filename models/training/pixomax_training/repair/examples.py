"""What the repair network learns from: (damaged lightness, mask, clean lightness), L* 0..100. Nearly half is undamaged.

The photos are small and scans are large: crops are mostly brought up in size, and stains go by the size of the scan
that the crop is taken for. Some are cut at their own size, where detail is as sharp as a scratch; bows, posts and twigs
(structures.py) belong to the photo, and are below its softness and grain. Places where a network saw damage that is
none (mine.py) come again and again.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import torch

from pixomax_training.arrays import BYTE_TO_LIGHTNESS, ByteArray, Rng
from pixomax_training.old_film import GRAY_TO_LIGHTNESS, age, lightness_of, orthochromatic, through_jpeg
from pixomax_training.photos import Photos
from pixomax_training.prefetch import PhotoNumbers
from pixomax_training.repair.damage import any_kinds, damage
from pixomax_training.repair.drawing import Plane, noise, place
from pixomax_training.repair.structures import add_structures

# Shares of the crops: without damage, with structures, around a place from mine.py.
UNDAMAGED = 0.45
STRUCTURED = 0.5
MINED = 0.2
SCANS = (256, 1024)  # px, short sides of the scans that crops are taken for
OLD_SHARE = 0.4  # of the lightness is orthochromatic film's
SMALLEST_CUT = 24  # px
Place = tuple[int, int, int]  # number of a photo, y and x in it


def keep_sharp(photos: Photos) -> Photos:
    """The same photos without the WebP files of 160 px; changes `photos`.

    Their compression takes the finest detail, and what is left would be learned as damage.
    """
    photos.rows = [row for row in photos.rows if not row["name"].endswith(".webp")]
    return photos


def draw_lightness(rgb: ByteArray, rng: Rng) -> Plane:
    """float32 L* [H,W] of uint8 RGB, for a share as old plates saw it."""
    return GRAY_TO_LIGHTNESS[orthochromatic(rgb, rng)] if rng.random() < OLD_SHARE else lightness_of(rgb)


def cut(photo: ByteArray, side: int, rng: Rng, around: tuple[int, int] | None = None) -> ByteArray:
    """A square of `side` pixels, enlarged up to 2.5 times or made smaller, turned and mirrored. RGB.

    Nearly half are as sharp as pixels can be: that is where twigs and gravel look like damage. around: y, x that must
    be in it, at the size at which it was found.
    """
    height, width = photo.shape[:2]
    scale = rng.uniform(0.9, 1.1) if around else np.exp(rng.uniform(np.log(0.5), np.log(2.5)))
    taken = int(np.clip(side / scale, SMALLEST_CUT, min(height, width)))
    if around:
        y = int(np.clip(around[0] - rng.integers(0, taken), 0, height - taken))
        x = int(np.clip(around[1] - rng.integers(0, taken), 0, width - taken))
    else:
        y = int(rng.integers(0, height - taken + 1))
        x = int(rng.integers(0, width - taken + 1))
    square = photo[y : y + taken, x : x + taken]
    square = square[:, ::-1] if rng.random() < 0.5 else square
    square = np.rot90(square, rng.choice([0, 1, 3])) if rng.random() < 0.3 else square
    enlarging = cv2.INTER_CUBIC if rng.random() < 0.7 else cv2.INTER_LANCZOS4
    interpolation = cv2.INTER_AREA if taken > side else enlarging
    return cv2.resize(np.ascontiguousarray(square), (side, side), interpolation=interpolation)


def aged(lightness: Plane) -> Plane:
    """Faded, soft and grainy, as old_film.py draws it with torch's generator."""
    return age(torch.from_numpy(np.ascontiguousarray(lightness))[None, None])[0, 0].numpy()


def draw_clean(photo: ByteArray, side: int, rng: Rng, around: tuple[int, int] | None = None) -> Plane:
    """A crop as a sound old print shows it: float32 L* [side,side]. Fading and grain are no damage."""
    lightness = draw_lightness(cut(photo, side, rng, around), rng)
    if not around and rng.random() < STRUCTURED:
        lightness = add_structures(lightness, rng)
    if rng.random() < 0.3:  # sharpened, as scans are
        amount = rng.uniform(0.3, 1.5)
        blurred = cv2.GaussianBlur(lightness, (0, 0), rng.uniform(0.8, 2))
        lightness = np.clip(lightness + amount * (lightness - blurred), 0, 100)
    lightness = aged(lightness)
    if rng.random() < 0.2:  # coarse grain
        lumps = rng.normal(0, 1, (side // 2, side // 2)).astype(np.float32)
        grain = cv2.resize(lumps, (side, side), interpolation=cv2.INTER_LINEAR)
        lightness = lightness + rng.uniform(1, 5) * grain
    if rng.random() < 0.2:  # faded unevenly
        cover = 0.6 * np.clip(noise((side, side), side * rng.uniform(0.4, 1), rng) * 2 - 1, 0, 1)
        lightness = place(lightness, cover, rng.uniform(30, 95))
    return np.clip(lightness, 0, 100).astype(np.float32)


def scan(lightness: Plane, quality: int) -> Plane:
    """Through a JPEG file of this quality, or with 0 only rounded to bytes."""
    gray = np.round(lightness * 2.55).astype(np.uint8)
    return (through_jpeg(gray, quality) if quality else gray) * BYTE_TO_LIGHTNESS


def draw_example(
    photo: ByteArray, side: int, rng: Rng, around: tuple[int, int] | None = None
) -> tuple[Plane, Plane, Plane]:
    """(damaged, mask, clean), each float32 [side,side].

    around: a place of a sound photo that must be in it; it is left sound.
    """
    clean = draw_clean(photo, side, rng, around)
    mask: Plane
    if around or rng.random() < UNDAMAGED:
        damaged = clean
        mask = np.zeros_like(clean)
    else:
        kinds = any_kinds(rng)
        damaged, drawn = damage(clean, kinds, rng, max(side, np.exp(rng.uniform(*np.log(SCANS)))))
        mask = drawn.astype(np.float32)
    quality = int(rng.integers(45, 96)) if rng.random() < 0.4 else 0
    return scan(damaged, quality), mask, scan(clean, quality)


def draw_examples(
    photos: Photos, ids: PhotoNumbers, side: int, rng: Rng, mined: Sequence[Place] | None = None
) -> tuple[Plane, ...]:
    """The same as batches [B,1,side,side]; a share of them around places of `mined` instead."""
    examples = []
    for i in ids:
        if mined and rng.random() < MINED:
            photo, y, x = mined[int(rng.integers(len(mined)))]
            examples.append(draw_example(photos[photo], side, rng, (y, x)))
        else:
            examples.append(draw_example(photos[i], side, rng))
    return tuple(np.stack(maps)[:, None] for maps in zip(*examples, strict=True))
