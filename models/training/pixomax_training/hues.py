"""Which share of a photo's pixels is red, brown, green, blue, purple or neutral.

The classes are those of `npm run evaluate`; hue-cases.json holds both to the same answers.
"""

import cv2
import numpy as np

from pixomax_training.arrays import ByteArray, FloatArray

HUES = ("neutral", "red", "brown", "green", "blue", "purple")
NEUTRAL_CHROMA = 12.0  # CIELAB; below this nobody names a hue
# CIELAB hue angle in degrees where each hue begins; red goes on through 0.
FIRST_DEGREES = {"red": 340, "brown": 45, "green": 95, "blue": 190, "purple": 310}


def hue_classes(ab: FloatArray) -> ByteArray:
    """CIELAB ab float [..., 2] -> index into HUES, uint8 [...]."""
    angle = np.degrees(np.arctan2(ab[..., 1], ab[..., 0])) % 360
    names = list(FIRST_DEGREES)
    starts = [FIRST_DEGREES[name] for name in names[1:]]
    index = np.searchsorted(starts, angle, side="right")
    index[angle >= FIRST_DEGREES["red"]] = 0
    classes = (index + 1).astype(np.uint8)
    classes[np.hypot(ab[..., 0], ab[..., 1]) <= NEUTRAL_CHROMA] = 0
    return classes


def count_hues(ab: FloatArray) -> FloatArray:
    """CIELAB ab float [..., 2] -> share of each of HUES, float64 [6]."""
    return np.bincount(hue_classes(ab).ravel(), minlength=len(HUES)) / ab[..., 0].size


def hue_shares(rgb: ByteArray) -> FloatArray:
    """uint8 RGB [H,W,3] -> share of each of HUES, measured at a short side of at most 64 pixels."""
    scale = min(1.0, 64 / min(rgb.shape[:2]))
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return count_hues(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[..., 1:])
