"""What the mender learns from: (damaged lightness, mask, clean lightness), L* 0..100. Nearly half is undamaged.

The photos are small and scans are large: crops are mostly brought up in size, and stains go by the size of the scan that the crop is taken for.
Some are cut at their own size, where detail is as sharp as a scratch; bows, posts and twigs (structures.py) belong to the photo, and lie under
its softness and grain. Places where a network saw damage that is none (mine.py) come again and again.
"""
import cv2
import numpy as np
import torch

from pixomax_training.old_film import GREY_TO_LIGHTNESS, age, orthochromatic
from pixomax_training.photos import Photos
from pixomax_training.repair.damage import any_kinds, damage
from pixomax_training.repair.drawing import Plane, Rng, noise, place
from pixomax_training.repair.structures import add_structures

UNDAMAGED, STRUCTURED, MINED = 0.45, 0.5, 0.2  # shares of the crops: without damage, with structures, around a place from mine.py
SCANS = 256, 1024  # px, short sides of the scans that crops are taken for
Place = tuple[int, int, int]  # of a photo, y and x in it


def lightness_of(rgb: np.ndarray, rng: Rng, old_share: float = 0.4) -> Plane:
    """float32 L* [H,W] of uint8 RGB, for a share as old plates saw it."""
    if rng.random() < old_share:
        return GREY_TO_LIGHTNESS[orthochromatic(rgb, rng)]
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)[..., 0] * np.float32(100 / 255)


def cut(photo: np.ndarray, side: int, rng: Rng, around: tuple[int, int] | None = None) -> np.ndarray:
    """A square of `side` pixels, enlarged up to 2.5 times or made smaller, turned and mirrored. RGB. Nearly half are as sharp as pixels can be: that is
    where twigs and gravel look like damage. `around`: y, x that must be in it, at the size at which it was found."""
    short = min(photo.shape[:2])
    scale = rng.uniform(0.9, 1.1) if around else np.exp(rng.uniform(np.log(0.5), np.log(2.5)))
    taken = int(np.clip(side / scale, 24, short))
    if around:
        y, x = (int(np.clip(at - rng.integers(0, taken), 0, length - taken)) for at, length in zip(around, photo.shape[:2]))
    else:
        y, x = (int(rng.integers(0, length - taken + 1)) for length in photo.shape[:2])
    square = photo[y:y + taken, x:x + taken]
    square = square[:, ::-1] if rng.random() < 0.5 else square
    square = np.rot90(square, rng.choice([0, 1, 3])) if rng.random() < 0.3 else square
    enlarge = cv2.INTER_CUBIC if rng.random() < 0.7 else cv2.INTER_LANCZOS4
    return cv2.resize(np.ascontiguousarray(square), (side, side), interpolation=cv2.INTER_AREA if taken > side else enlarge)


def aged(lightness: Plane) -> Plane:
    """Faded, soft and grainy, as old_film.py draws it."""
    return age(torch.from_numpy(np.ascontiguousarray(lightness))[None, None])[0, 0].numpy()


def draw_clean(photo: np.ndarray, side: int, rng: Rng, around: tuple[int, int] | None = None) -> Plane:
    """A crop as a sound old print shows it: float32 L* [side,side]. Fading and grain are no damage."""
    lightness = lightness_of(cut(photo, side, rng, around), rng)
    if not around and rng.random() < STRUCTURED:
        lightness = add_structures(lightness, rng)
    if rng.random() < 0.3:  # sharpened, as scans are
        lightness = np.clip(lightness + rng.uniform(0.3, 1.5) * (lightness - cv2.GaussianBlur(lightness, (0, 0), rng.uniform(0.8, 2))), 0, 100)
    lightness = aged(lightness)
    if rng.random() < 0.2:  # coarse grain
        grain = cv2.resize(rng.normal(0, 1, (side // 2, side // 2)).astype(np.float32), (side, side), interpolation=cv2.INTER_LINEAR)
        lightness = lightness + rng.uniform(1, 5) * grain
    if rng.random() < 0.2:
        lightness = place(lightness, 0.6 * np.clip(noise((side, side), side * rng.uniform(0.4, 1), rng) * 2 - 1, 0, 1), rng.uniform(30, 95))
    return np.clip(lightness, 0, 100).astype(np.float32)


def scan(lightness: Plane, quality: int) -> Plane:
    """Through a JPEG file, or only rounded to bytes."""
    grey = np.round(lightness * 2.55).astype(np.uint8)
    if quality:
        grey = cv2.imdecode(cv2.imencode('.jpg', grey, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
    return grey * np.float32(100 / 255)


def draw_example(photo: np.ndarray, side: int, rng: Rng, around: tuple[int, int] | None = None) -> tuple[Plane, Plane, Plane]:
    """(damaged, mask, clean), each float32 [side,side]. `around`: a place of a sound photo that must be in it; it is left sound."""
    clean = draw_clean(photo, side, rng, around)
    if around or rng.random() < UNDAMAGED:
        damaged, mask = clean, np.zeros_like(clean)
    else:
        damaged, mask = damage(clean, any_kinds(rng), rng, max(side, np.exp(rng.uniform(*np.log(SCANS)))))
    quality = int(rng.integers(45, 96)) if rng.random() < 0.4 else 0
    return scan(damaged, quality), mask.astype(np.float32), scan(clean, quality)


def draw_examples(photos: Photos, ids: list[int], side: int, rng: Rng, mined: list[Place] | None = None) -> tuple[np.ndarray, ...]:
    """The same as batches [B,1,side,side]; a share of them around places of `mined` instead."""
    examples = []
    for i in ids:
        if mined and rng.random() < MINED:
            i, y, x = mined[int(rng.integers(len(mined)))]
            examples.append(draw_example(photos[i], side, rng, (y, x)))
        else:
            examples.append(draw_example(photos[i], side, rng))
    return tuple(np.stack(maps)[:, None] for maps in zip(*examples))
