"""The copies that clarity is measured on: a sharp photo made soft, grainy, or both, the same at every run."""

from collections.abc import Sequence

import cv2
import numpy as np

from pixomax_training.arrays import FloatArray
from pixomax_training.faces.degradation import grain

# Sigma of the blur in px, strength of the grain in 1/255.
KINDS: dict[str, tuple[float, float]] = {
    "sharp": (0, 0),
    "blur 1": (1, 0),
    "blur 1.5": (1.5, 0),
    "blur 2": (2, 0),
    "grain 6": (0, 6),
    "grain 12": (0, 12),
    "blur 1 + grain 6": (1, 6),
    "blur 2 + grain 10": (2, 10),
}


def make_copy(gray: FloatArray, kind: str, seed: Sequence[int]) -> FloatArray:
    """float32 gray 0..255 [H,W] -> the same made worse, rounded as a file would hold it.

    Most of the grain is in lumps, as film has it.
    """
    sigma, strength = KINDS[kind]
    copy = cv2.GaussianBlur(gray, (0, 0), sigma, borderType=cv2.BORDER_REFLECT) if sigma else gray
    if strength:
        copy = copy + grain(copy.shape, strength, np.random.default_rng(seed))
    return copy.round().clip(0, 255).astype(np.float32)
