"""Batches of crops: float32 lightness in 0..100, sometimes as an old film saw it, and the true ab."""
import cv2
import numpy as np

from old_film import GREY_TO_LIGHTNESS, orthochromatic


def draw_crop(photo, side, rng):
    """A square from anywhere, 70 to 100 % of the short side, brought to `side`; mirrored half the time. RGB."""
    short = min(photo.shape[:2])
    cut = round(short * rng.uniform(0.7, 1))
    y, x = (rng.integers(0, length - cut + 1) for length in photo.shape[:2])
    crop = photo[y:y + cut, x:x + cut]
    crop = crop[:, ::-1] if rng.random() < 0.5 else crop
    return cv2.resize(np.ascontiguousarray(crop), (side, side), interpolation=cv2.INTER_AREA if cut > side else cv2.INTER_LINEAR)


def draw_batch(photos, ids, side, rng, old_share=0.4):
    """(lightness [B,1,S,S], ab [B,2,S/4,S/4]), CIELAB units. A share of the lightness is orthochromatic film's."""
    lightness, ab = np.empty((len(ids), 1, side, side), np.float32), np.empty((len(ids), 2, side // 4, side // 4), np.float32)
    for k, i in enumerate(ids):
        rgb = draw_crop(photos[i], side, rng)
        lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)
        old = rng.random() < old_share
        lightness[k, 0] = GREY_TO_LIGHTNESS[orthochromatic(rgb, rng)] if old else lab[..., 0] * np.float32(100 / 255)
        small = cv2.resize(lab[..., 1:].astype(np.float32), (side // 4, side // 4), interpolation=cv2.INTER_AREA)
        ab[k] = small.transpose(2, 0, 1) - 128
    return lightness, ab
