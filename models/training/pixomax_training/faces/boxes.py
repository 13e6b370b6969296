"""Boxes as [N,4] center x, center y, width, height: how much they overlap, and which of those that overlap stays."""

import numpy as np

from pixomax_training.arrays import FloatArray, IntArray


def overlap(a: FloatArray, b: FloatArray) -> FloatArray:
    """Intersection over union of each of a [N,4] with each of b [M,4] -> [N,M]."""
    a = a[:, None]
    b = b[None]
    low = np.maximum(a[..., :2] - a[..., 2:4] / 2, b[..., :2] - b[..., 2:4] / 2)
    high = np.minimum(a[..., :2] + a[..., 2:4] / 2, b[..., :2] + b[..., 2:4] / 2)
    both = (high - low).clip(0).prod(-1)
    return both / (a[..., 2:4].prod(-1) + b[..., 2:4].prod(-1) - both + 1e-9)


def suppress(boxes: FloatArray, scores: FloatArray, most: float = 0.3) -> IntArray:
    """Indices of the boxes that overlap none of a higher score by more than `most`, best first."""
    kept: list[int] = []
    for i in np.argsort(-scores):
        if not kept or overlap(boxes[i : i + 1], boxes[kept]).max() <= most:
            kept.append(i)
    return np.array(kept, int)
