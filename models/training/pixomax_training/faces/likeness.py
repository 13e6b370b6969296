"""Whether a face is still the same face: structure, landmarks, and features of a network that never saw restoring."""

from typing import TypeAlias

import cv2
import numpy as np
import torch

from pixomax_training.arrays import FloatArray
from pixomax_training.color.encoder import Encoder
from pixomax_training.faces.reference import Reference

WINDOW = 11  # px
FEED_SIDE = 320  # px
SURE = 0.5  # score from which the reference's face is one
FEATURES = 2  # of the encoder's outputs: the one at 1/16

Landmarks: TypeAlias = tuple[FloatArray, float]  # five points [5,2], the face's width; px


def blur_windows(picture: FloatArray) -> FloatArray:
    """Gaussian means of all windows that lie in the picture."""
    margin = WINDOW // 2
    return cv2.GaussianBlur(picture, (WINDOW, WINDOW), 1.5)[margin:-margin, margin:-margin]


def ssim(a: FloatArray, b: FloatArray) -> float:
    """Structural similarity of two pictures 0..255 [H,W], Gaussian windows of 11 px."""
    a = a.astype(np.float64)
    b = b.astype(np.float64)
    mean_a = blur_windows(a)
    mean_b = blur_windows(b)
    variance_a = blur_windows(a * a) - mean_a * mean_a
    variance_b = blur_windows(b * b) - mean_b * mean_b
    covariance = blur_windows(a * b) - mean_a * mean_b
    c1 = (0.01 * 255) ** 2
    c2 = (0.03 * 255) ** 2
    above = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    below = (mean_a**2 + mean_b**2 + c1) * (variance_a + variance_b + c2)
    return float((above / below).mean())


class Judge:
    """Who is it? Landmarks and features of a face's lightness 0..255 [S,S]."""

    def __init__(self, reference: str, imagenet: str) -> None:
        self.reference = Reference(reference)
        self.encoder = Encoder().eval()
        self.encoder.load_imagenet(imagenet)

    def landmarks(self, picture: FloatArray) -> Landmarks | None:
        """What the reference sees; None where it finds no face."""
        rgb = np.repeat(picture.clip(0, 255).astype(np.uint8)[..., None], 3, 2)
        found = self.reference.find(rgb, SURE, (FEED_SIDE,))
        return (found[0, 4:14].reshape(5, 2), float(found[0, 2])) if len(found) else None

    @torch.no_grad()
    def features(self, picture: FloatArray) -> FloatArray:
        """The encoder's features at 1/16, as one vector of length 1."""
        fed = torch.from_numpy(picture[None, None].astype(np.float32)) / 127.5 - 1
        features = self.encoder(fed)[FEATURES].flatten()
        return (features / features.norm()).numpy()


def landmark_distance(one: Landmarks | None, other: Landmarks | None) -> float | None:
    """Mean distance of two sets of landmarks in % of the second face's width; None where one is not known."""
    if one is None or other is None:
        return None
    off = one[0] - other[0]
    return float(100 * np.hypot(off[:, 0], off[:, 1]).mean() / other[1])
