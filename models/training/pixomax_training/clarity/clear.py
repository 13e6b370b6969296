"""The two networks as the studio runs them on a photo's lightness: the whole photo, then each face."""

import cv2
import numpy as np
import onnxruntime

from pixomax_training.arrays import FloatArray
from pixomax_training.clarity.restorer import STRIDE
from pixomax_training.faces.aligned import cut
from pixomax_training.faces.restorer import SIDE

# See even-change.ts, which has the same.
BLOCK = 16
NEAR = 1
AROUND = 6
FINE_RADIUS = 2
SLACK = 1.25
UNSEEN = 0.05


def photo_change(session: onnxruntime.InferenceSession, lightness: FloatArray) -> FloatArray:
    """What the network would add to a photo's L* 0..100 [H,W]."""
    height, width = lightness.shape
    fed = cv2.copyMakeBorder(lightness, 0, -height % STRIDE, 0, -width % STRIDE, cv2.BORDER_REPLICATE)
    return session.run(None, {"lightness": fed[None, None]})[0][0, 0, :height, :width]


def even_change(change: FloatArray, lightness: FloatArray) -> FloatArray:
    """The change with what it removes of the fine detail evened out, as even-change.ts does it and says why.

    Both [H,W].
    """
    fine = lightness - box_mean(lightness, FINE_RADIUS)
    changed = change - box_mean(change, FINE_RADIUS)
    removed = box_mean(sum_blocks(-changed * fine), NEAR)
    share = (removed / (box_mean(sum_blocks(fine * fine), NEAR) + 1e-3)).clip(0, 1)
    scale = np.minimum(1, (SLACK * box_mean(share, AROUND) + UNSEEN) / np.maximum(share, UNSEEN))
    return change * cv2.resize(scale, change.shape[::-1], interpolation=cv2.INTER_LINEAR)


def box_mean(plane: FloatArray, radius: int) -> FloatArray:
    """The mean of the square around each value, which reaches `radius` to each side."""
    return cv2.blur(plane, (2 * radius + 1, 2 * radius + 1), borderType=cv2.BORDER_REPLICATE)


def sum_blocks(plane: FloatArray) -> FloatArray:
    """The sum of each block of BLOCK x BLOCK values; beyond the edge are zeros."""
    height, width = plane.shape
    padded = np.pad(plane, ((0, -height % BLOCK), (0, -width % BLOCK)))
    return padded.reshape(padded.shape[0] // BLOCK, BLOCK, -1, BLOCK).sum((1, 3))


def clear_photo(
    session: onnxruntime.InferenceSession, lightness: FloatArray, clear_below: float
) -> tuple[FloatArray, float]:
    """(L* made clear, mean size of the change).

    A photo whose change is smaller than `clear_below` stays as it is.
    """
    change = photo_change(session, lightness)
    size = float(np.abs(change).mean())
    return (lightness + even_change(change, lightness)).clip(0, 100) if size >= clear_below else lightness, size


def cut_face(lightness: FloatArray, face: FloatArray) -> FloatArray:
    """A face of L* [H,W] as the restorer is fed: [SIDE,SIDE]. face: [15] as in faces.json."""
    return cut(lightness, face, SIDE).clip(0, 100)


def clear_face(session: onnxruntime.InferenceSession, crop: FloatArray, clear_below: float) -> tuple[FloatArray, float]:
    """(a crop's L* made clear, mean size of the change)."""
    made = session.run(None, {"lightness": crop[None, None]})[0][0, 0]
    size = float(np.abs(made - crop).mean())
    return made if size >= clear_below else crop, size
