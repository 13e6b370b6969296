"""The repair network as it is run for measuring, and what the studio makes of its mask."""

import numpy as np
import onnxruntime

from pixomax_training.arrays import BoolArray, FloatArray
from pixomax_training.repair.marking import keep_damage, mark, sure_for

STRIDE = 16  # px; sides that the network is fed are multiples of it
BARE_THRESHOLD = 0.5  # what the engine took for damage before it had rules
FACE = 0.4  # score from which the detector's box is a face


def cut_to_stride(lightness: FloatArray) -> FloatArray:
    """[H,W] cut down to multiples of STRIDE."""
    height, width = (length // STRIDE * STRIDE for length in lightness.shape)
    return np.ascontiguousarray(lightness[:height, :width])


def repair(session: onnxruntime.InferenceSession, lightness: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(mask 0..1, clean L*) of the whole picture, both [H,W], multiples of STRIDE."""
    mask, clean = session.run(["mask", "clean"], {"lightness": lightness[None, None]})
    return mask[0, 0], clean[0, 0]


def find_damage(
    lightness: FloatArray, mask: FloatArray, boxes: FloatArray | None, threshold: float, sure: float
) -> BoolArray:
    """bool [H,W]: what counts as damage by the engine's rules; without `boxes` of faces by the mask alone."""
    if boxes is None:
        return mark(mask, threshold, sure)
    return keep_damage(mark(mask, threshold, sure_for(sure, mask.shape)), lightness, boxes)
