"""Faces cut out upright: a square of 1.6 times the larger side of the box around its center, eyes level."""

import cv2
import numpy as np

from pixomax_training.arrays import FloatArray
from pixomax_training.faces.labels import SURE, read_faces
from pixomax_training.photos import Photos

AROUND = 1.6
SMALLEST = 90  # px of the box's larger side as stored: below, the truth itself is not clear
REDUCED = 0.8  # below this scale areas are averaged first: sampling far apart makes stairs


def upright(face: FloatArray, side: int, around: float) -> FloatArray:
    """The 2 x 3 matrix from the photo's pixels to a square of `side`, `around` times the box.

    face: [15] as in faces.json.
    """
    dx, dy = face[6:8] - face[4:6]
    scale = side / (around * max(face[2:4]))
    turn = float(np.degrees(np.arctan2(dy, dx)))
    matrix = cv2.getRotationMatrix2D((float(face[0]), float(face[1])), turn, float(scale))
    matrix[:, 2] += side / 2 - face[:2]
    return matrix


def cut(photo: np.ndarray, face: FloatArray, side: int, around: float = AROUND) -> np.ndarray:
    """The aligned face of a photo [H,W] or [H,W,3], side x side; beyond the photo's edge it is mirrored."""
    matrix = upright(face, side, around)
    scale = side / (around * max(face[2:4]))
    if scale < REDUCED:
        small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        matrix[:, :2] /= np.array([small.shape[1] / photo.shape[1], small.shape[0] / photo.shape[0]])
        photo = small
    return cv2.warpAffine(photo, matrix, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)


class Faces:
    """The large, sure faces of one split, cut out: uint8 RGB, `side` and so much more for `margin`.

    Small enough to stay in memory. Raises ValueError where there is none.
    """

    def __init__(self, data: str, split: str, side: int, margin: float = 1.0) -> None:
        photos = Photos(data, split)
        found = [
            (i, face)
            for i, faces in enumerate(read_faces(data, photos.rows))
            for face in faces
            if face[14] >= SURE and max(face[2:4]) >= SMALLEST
        ]
        if not found:
            raise ValueError(f"{data} has no face of {SMALLEST} px in {split}. Label its photos with label_faces.")
        # px of the box as stored: the larger, the sharper the truth.
        self.sizes = np.array([max(face[2:4]) for _, face in found], np.float32)
        self.cut = np.stack([cut(photos[i], face, round(side * margin), AROUND * margin) for i, face in found])

    def __len__(self) -> int:
        return len(self.cut)
