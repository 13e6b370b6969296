"""Boxes as [N,4] centre x, centre y, width, height: how much they overlap, and which of those that overlap stays."""
import numpy as np


def overlap(a, b):
    """Intersection over union of each of a [N,4] with each of b [M,4] -> [N,M]."""
    a, b = a[:, None], b[None]
    low = np.maximum(a[..., :2] - a[..., 2:4] / 2, b[..., :2] - b[..., 2:4] / 2)
    high = np.minimum(a[..., :2] + a[..., 2:4] / 2, b[..., :2] + b[..., 2:4] / 2)
    both = (high - low).clip(0).prod(-1)
    return both / (a[..., 2:4].prod(-1) + b[..., 2:4].prod(-1) - both + 1e-9)


def suppress(boxes, scores, most=0.3):
    """Indices of the boxes that overlap none of a higher score by more than `most`, best first."""
    kept = []
    for i in np.argsort(-scores):
        if not kept or overlap(boxes[i:i + 1], boxes[kept]).max() <= most:
            kept.append(i)
    return np.array(kept, int)
