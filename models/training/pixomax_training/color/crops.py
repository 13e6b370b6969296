"""Batches of crops: float32 lightness in 0..100, sometimes as an old film saw it, and the true ab."""

import cv2
import numpy as np

from pixomax_training.arrays import BYTE_TO_LIGHTNESS, ByteArray, FloatArray, Rng
from pixomax_training.old_film import GRAY_TO_LIGHTNESS, orthochromatic
from pixomax_training.photos import Photos
from pixomax_training.prefetch import PhotoNumbers

OLD_SHARE = 0.4  # of the crops: their lightness is orthochromatic film's
# Of the crops: red and blue are scaled by the exponential of a normal number of this deviation.
BALANCED_SHARE = 0.5
BALANCE = 0.05
SMALLEST_CUT = 0.35  # of the short side
STRETCH = 0.2  # a cut is so much wider or higher, as a logarithm, at most


def draw_crop(photo: ByteArray, side: int, rng: Rng) -> ByteArray:
    """From anywhere, 35 to 100 % of the short side, a little stretched; brought to `side`; mirrored half the time.

    uint8 RGB.
    """
    cut = min(photo.shape[:2]) * rng.uniform(SMALLEST_CUT, 1)
    stretch = rng.uniform(-STRETCH, STRETCH)
    height, width = (round(cut * np.exp(min(0, way))) for way in (stretch, -stretch))
    y = rng.integers(0, photo.shape[0] - height + 1)
    x = rng.integers(0, photo.shape[1] - width + 1)
    crop = photo[y : y + height, x : x + width]
    crop = crop[:, ::-1] if rng.random() < 0.5 else crop
    interpolation = cv2.INTER_AREA if min(height, width) > side else cv2.INTER_LINEAR
    return cv2.resize(np.ascontiguousarray(crop), (side, side), interpolation=interpolation)


def shift_white(rgb: ByteArray, rng: Rng) -> ByteArray:
    """The same crop under a light a little warmer or colder.

    No collection's white balance should become the world's.
    """
    gains = np.array([np.exp(rng.normal(0, BALANCE)), 1, np.exp(rng.normal(0, BALANCE))])
    table = np.clip(np.arange(256)[:, None] * gains, 0, 255).round().astype(np.uint8)
    return cv2.LUT(rgb, table[None])


def draw_batch(
    photos: Photos, ids: PhotoNumbers, side: int, rng: Rng, old_share: float = OLD_SHARE
) -> tuple[FloatArray, FloatArray]:
    """(lightness [B,1,S,S], ab [B,2,S/4,S/4]), float32, CIELAB units."""
    lightness = np.empty((len(ids), 1, side, side), np.float32)
    ab = np.empty((len(ids), 2, side // 4, side // 4), np.float32)
    for k, i in enumerate(ids):
        rgb = draw_crop(photos[i], side, rng)
        if rng.random() < BALANCED_SHARE:
            rgb = shift_white(rgb, rng)
        lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)
        old = rng.random() < old_share
        lightness[k, 0] = GRAY_TO_LIGHTNESS[orthochromatic(rgb, rng)] if old else lab[..., 0] * BYTE_TO_LIGHTNESS
        small = cv2.resize(lab[..., 1:].astype(np.float32), (side // 4, side // 4), interpolation=cv2.INTER_AREA)
        ab[k] = small.transpose(2, 0, 1) - 128
    return lightness, ab
