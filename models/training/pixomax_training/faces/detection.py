"""Faces in a picture, found as the studio finds them: at a longer side of 640 px, and of 192 for faces that fill it."""

import cv2
import numpy as np
import onnxruntime

from pixomax_training.arrays import FloatArray
from pixomax_training.faces.boxes import suppress

STRIDE = 32
LONG_SIDE = 640  # px
# The second feed, for faces that fill the picture: its longer side, px of a face there, added to the threshold.
SMALL_SIDE = 192
SMALL_LEAST = 48
SMALL_SURER = 0.1


def detect(session: onnxruntime.InferenceSession, lightness: FloatArray, low: float) -> FloatArray:
    """Faces in a picture's L* 0..100 [H,W], best first: float32 [N,15] as in faces.json, in the picture's pixels.

    low: what scores must be above.
    """
    filling = detect_at(session, lightness, low, SMALL_SIDE)
    filling[:, 14] -= SMALL_SURER
    large = filling[:, 2:4].max(1, initial=0) * SMALL_SIDE / max(lightness.shape) >= SMALL_LEAST
    surer = filling[large & (filling[:, 14] > low)]
    faces = np.concatenate([detect_at(session, lightness, low, LONG_SIDE), surer])
    return faces[suppress(faces[:, :4], faces[:, 14])]


def detect_at(session: onnxruntime.InferenceSession, lightness: FloatArray, low: float, long_side: int) -> FloatArray:
    """The same at one size, neighbors that overlap included."""
    height, width = lightness.shape
    scale = long_side / max(height, width)
    size = [max(1, round(side * scale)) for side in (width, height)]
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    fed = cv2.resize(lightness, size, interpolation=interpolation).clip(0, 100)
    fed = cv2.copyMakeBorder(fed, 0, -size[1] % STRIDE, 0, -size[0] % STRIDE, cv2.BORDER_REPLICATE)
    answers = session.run(["score", "box", "points"], {"lightness": fed[None, None]})
    score, box, points = (answer[0] for answer in answers)
    rows, columns = np.nonzero(score[0] > low)
    back = np.array([width / size[0], height / size[1]], np.float32)
    boxes = box[:, rows, columns].T * np.tile(back, 2)
    marks = points[:, rows, columns].T * np.tile(back, 5)
    faces = np.concatenate([boxes, marks, score[0][rows, columns][:, None]], 1)
    return faces[(faces[:, 0] < width) & (faces[:, 1] < height)]  # what is in the padding is no part of the picture
