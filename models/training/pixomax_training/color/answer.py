"""From logits over color bins to one color: the annealed mean, made as vivid as the bins themselves expect."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.arrays import FloatArray

MOST_VIVID = 1.8  # a photo's color is multiplied by no more than this for being unsure


def expected_color(
    logits: torch.Tensor, centers: torch.Tensor, temperature: float | torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """(ab [B,2,h,w], spread [B,1,h,w]): mean of the annealed bins and their variance around it, in CIELAB units.

    logits [B,Q,h,w]; centers [Q,2].
    """
    shares = F.softmax(logits / temperature, 1)
    squares = (centers**2).sum(1, keepdim=True)
    moments = F.conv2d(shares, torch.cat([centers, squares], 1).t()[:, :, None, None])
    ab = moments[:, :2]
    return ab, moments[:, 2:] - (ab**2).sum(1, keepdim=True)


def vivid_gain(ab: torch.Tensor, spread: torch.Tensor, vividness: float) -> torch.Tensor:
    """What each picture's color is multiplied by [B,1,1,1].

    A mean is duller than what it is the mean of, by as much as the bins are spread. With `vividness` 1 a picture gets
    the chroma that its own bins expect, so one that the network is sure of, a portrait most often, stays as it is. One
    gain for all is level with it on foreign photos and 1.1 dB worse on the collections that are trained on.
    """
    chroma = (ab**2).sum(1, keepdim=True).mean((2, 3), keepdim=True)
    mean_spread = spread.sum(1, keepdim=True).mean((2, 3), keepdim=True)
    return torch.sqrt(1 + vividness * mean_spread / (chroma + 1e-3)).clamp(max=MOST_VIVID)


class ColorizerForExport(nn.Module):
    """L* in 0..100 [B,1,H,W] -> ab in CIELAB units [B,2,H/4,W/4].

    The annealed mean of the bins, as vivid as the bins expect, times one gain.
    """

    def __init__(
        self, net: nn.Module, centers: FloatArray, temperature: float, vividness: float, gain: float = 1.0
    ) -> None:
        super().__init__()
        self.n = net
        self.t = temperature
        self.v = vividness
        self.g = gain
        self.c: torch.Tensor
        self.register_buffer("c", torch.as_tensor(np.asarray(centers), dtype=torch.float32))

    def forward(self, lightness: torch.Tensor) -> torch.Tensor:
        """As the class says."""
        ab, spread = expected_color(self.n(lightness / 50 - 1), self.c, self.t)
        return ab * vivid_gain(ab, spread, self.v) * self.g
