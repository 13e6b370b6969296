"""Fitting a calibration: a smooth bias over the bins, a temperature and a gain, by gradient descent on photos."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import torch
import torch.nn.functional as F

from pixomax_training.arrays import FloatArray
from pixomax_training.color.painting import Calibration, PassedPhoto, paint
from pixomax_training.hues import NEUTRAL_CHROMA

# Bumps over the hue circle, and the concentration of each.
ANGLES = 12
NARROW = 2.0
CHROMAS = (15.0, 40.0)  # each bump once for colors about as vivid as the first and more, once from the second on
# Weights of a missing share of colorfulness and of large biases.
TOO_DULL = 8.0
LARGE = 0.02
ERROR_FLOOR = 15.0  # ab error squared: below it nobody sees a gain
BATCH = 32  # photos
RATE = 0.06
FIRST_TEMPERATURE = 0.5
HUE_EDGES = (-20, 45, 95, 190, 310, 340)  # degrees, as hues.py has them; red goes on from the last through 0


def make_basis(centers: FloatArray) -> torch.Tensor:
    """Smooth functions over the ab plane, at the bins [Q,2]: float32 [Q,K]. All are near 0 at neutral."""
    chroma = np.hypot(centers[:, 0], centers[:, 1])
    angle = np.arctan2(centers[:, 1], centers[:, 0])
    gates = [1 / (1 + np.exp(-(chroma - at) / 5)) for at in CHROMAS]
    bumps = [np.exp(NARROW * (np.cos(angle - 2 * np.pi * k / ANGLES) - 1)) for k in range(ANGLES)]
    return torch.from_numpy(np.stack([bump * gate for bump in bumps for gate in gates], 1).astype(np.float32))


def soft_shares(ab: torch.Tensor) -> torch.Tensor:
    """Shares of hues [6] as hues.py counts them, with edges soft enough to have a slope. ab: [P,2]."""
    chroma = ab.norm(dim=1)
    angle = torch.rad2deg(torch.atan2(ab[:, 1], ab[:, 0] + 1e-6)) % 360
    colored = torch.sigmoid((chroma - NEUTRAL_CHROMA) / 2)
    bands = [torch.sigmoid((angle - low) / 4) * torch.sigmoid((high - angle) / 4) for low, high in pairwise(HUE_EDGES)]
    bands[0] = bands[0] + torch.sigmoid((angle - HUE_EDGES[-1]) / 4)
    return torch.stack([(1 - colored).mean(), *((band * colored).mean() for band in bands)])


def soft_colorfulness(ab: torch.Tensor) -> torch.Tensor:
    """Like Hasler and Suesstrunk's, in the ab plane. ab: [P,2]."""
    return torch.sqrt(ab.var(0).sum() + 1e-6) + 0.3 * ab.mean(0).norm()


class Fit:
    """The parameters that are fitted, and their loss. weights: of the basis functions [K]."""

    def __init__(self, centers: FloatArray, vividness: float) -> None:
        self.basis = make_basis(centers)
        self.centers = torch.from_numpy(centers)
        self.vividness = vividness
        self.weights = torch.zeros(self.basis.shape[1], requires_grad=True)
        self.log_temperature = torch.tensor(float(np.log(FIRST_TEMPERATURE)), requires_grad=True)
        self.log_gain = torch.tensor(0.0, requires_grad=True)

    @property
    def parameters(self) -> list[torch.Tensor]:
        """What an optimizer changes."""
        return [self.weights, self.log_temperature, self.log_gain]

    def loss(self, photos: Sequence[PassedPhoto], colorful: float, hue_weight: float) -> torch.Tensor:
        """How far these photos are from the truth, their hues from its hues, and their colorfulness from `colorful`."""
        errors = []
        made = []
        true = []
        chroma = []
        for photo in photos:
            bias = self.basis @ self.weights
            temperature = self.log_temperature.exp()
            ab = paint(photo, bias, self.centers, temperature, self.vividness, self.log_gain.exp())
            truth = photo.ab
            errors.append(torch.log(((ab - truth) ** 2).mean() + ERROR_FLOOR))
            made.append(soft_shares(ab))
            true.append(soft_shares(truth))
            chroma.append(torch.stack([soft_colorfulness(ab), soft_colorfulness(truth)]))
        wrong = (torch.stack(made).mean(0) - torch.stack(true).mean(0)).abs().sum()
        mine, theirs = torch.stack(chroma).mean(0)
        dull = F.relu(colorful - mine / theirs)
        large = (self.weights**2).mean()
        return torch.stack(errors).mean() + hue_weight * wrong + TOO_DULL * dull + LARGE * large

    @torch.no_grad()
    def calibration(self) -> Calibration:
        """The parameters as they are now, rounded to four digits."""
        return Calibration(
            bias=[round(float(value), 4) for value in self.basis @ self.weights],
            temperature=round(float(self.log_temperature.exp()), 4),
            vividness=self.vividness,
            gain=round(float(self.log_gain.exp()), 4),
        )


def fit(
    photos: Sequence[PassedPhoto],
    centers: FloatArray,
    colorful: float,
    vividness: float,
    hue_weight: float,
    steps: int,
) -> Calibration:
    """The calibration that brings the photos' colors nearest to the truth. The same photos give the same one."""
    torch.manual_seed(0)
    fitted = Fit(centers, vividness)
    optimizer = torch.optim.Adam(fitted.parameters, RATE)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, 2 * (1 - step / steps))
        loss = fitted.loss([photos[int(i)] for i in torch.randperm(len(photos))[:BATCH]], colorful, hue_weight)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return fitted.calibration()
