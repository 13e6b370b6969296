"""Photos as a calibration paints them: on a coarse grid, from the logits of several passes, against the truth."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.arrays import ByteArray, FloatArray
from pixomax_training.color.answer import expected_color, vivid_gain
from pixomax_training.hues import HUES, count_hues
from pixomax_training.measures import colorfulness, psnr

STRIDE = 32  # px; sides that the network is fed are multiples of it
SEEN_SIDE = 256  # px; the short side that the grid is laid over
GRID = 8  # px of that picture per point


@dataclass
class Calibration:
    """How the network's logits become color. bias: a number per bin that is added to its logit."""

    bias: list[float]
    temperature: float
    vividness: float
    gain: float


@dataclass
class PassedPhoto:
    """One photo on its grid of h x w points: logits of each pass float16 [S,Q,h,w], true Lab float32 [h,w,3]."""

    logits: torch.Tensor
    lab: FloatArray

    @property
    def ab(self) -> torch.Tensor:
        """The true ab of its points, float32 [h*w,2]."""
        return torch.from_numpy(np.ascontiguousarray(self.lab[..., 1:])).reshape(-1, 2)


@dataclass
class Judgment:
    """What a calibration is worth on some photos.

    gain: dB of PSNR over a gray copy. ab: share of the gray copy's ab error. colorfulness: share of the truth's.
    better: share of photos better than gray. made, true: shares of hues [6].
    """

    gain: float
    ab: float
    colorfulness: float
    better: float
    made: FloatArray
    true: FloatArray


def feed_size(height: int, width: int, short_side: int) -> tuple[int, int]:
    """(width, height) as the engine feeds it."""
    scale = short_side / min(height, width)
    return max(STRIDE, round(width * scale / STRIDE) * STRIDE), max(STRIDE, round(height * scale / STRIDE) * STRIDE)


def pass_photo(net: nn.Module, photo: ByteArray, short_sides: Sequence[int]) -> PassedPhoto:
    """A uint8 RGB photo through the network at each of these short sides, px."""
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    photo_height, photo_width = lab.shape[:2]
    width, height = (side // GRID for side in feed_size(photo_height, photo_width, SEEN_SIDE))
    passes = []
    for short_side in short_sides:
        size = feed_size(photo_height, photo_width, short_side)
        interpolation = cv2.INTER_AREA if size[0] < photo_width else cv2.INTER_CUBIC
        fed = cv2.resize(lab[..., 0], size, interpolation=interpolation)
        logits = net(torch.from_numpy(fed)[None, None] / 50 - 1)
        passes.append(F.interpolate(logits, size=(height, width), mode="area")[0].half())
    return PassedPhoto(torch.stack(passes).clone(), cv2.resize(lab, (width, height), interpolation=cv2.INTER_AREA))


def paint(
    photo: PassedPhoto,
    bias: torch.Tensor,
    centers: torch.Tensor,
    temperature: float | torch.Tensor,
    vividness: float,
    gain: float | torch.Tensor,
) -> torch.Tensor:
    """ab [P,2] of one photo's points: the mean of its passes. bias [Q], centers [Q,2]."""
    ab, spread = expected_color(photo.logits.float() + bias[:, None, None], centers, temperature)
    return (ab * vivid_gain(ab, spread, vividness) * gain).mean(0).flatten(1).t()


def paint_rgb(lightness: FloatArray, ab: FloatArray) -> FloatArray:
    """float32 RGB 0..255 [h,w,3] of L* [h,w] and ab [h,w,2]."""
    return (cv2.cvtColor(np.dstack([lightness, ab]), cv2.COLOR_LAB2RGB) * 255).clip(0, 255)


@torch.inference_mode()
def judge(photos: Sequence[PassedPhoto], centers: FloatArray, calibration: Calibration) -> Judgment:
    """What a calibration is worth on these photos."""
    rows = []
    made = np.zeros(len(HUES))
    true = np.zeros(len(HUES))
    bias = torch.tensor(calibration.bias)
    bins = torch.from_numpy(centers)
    for photo in photos:
        points = paint(photo, bias, bins, calibration.temperature, calibration.vividness, calibration.gain)
        true_ab = photo.lab[..., 1:]
        ab = points.numpy().reshape(true_ab.shape)
        painted, gray, truth = (paint_rgb(photo.lab[..., 0], each) for each in (ab, ab * 0, true_ab))
        gain = psnr(painted, truth) - psnr(gray, truth)
        error = np.abs(ab - true_ab).mean()
        rows.append([gain, error, np.abs(true_ab).mean(), colorfulness(painted), colorfulness(truth)])
        made += count_hues(ab) / len(photos)
        true += count_hues(true_ab) / len(photos)
    gains, errors, gray_errors, colorful, of_truth = np.array(rows).T
    return Judgment(
        gain=float(gains.mean()),
        ab=float(errors.mean() / gray_errors.mean()),
        colorfulness=float(colorful.mean() / of_truth.mean()),
        better=float((gains > 0).mean()),
        made=made,
        true=true,
    )
