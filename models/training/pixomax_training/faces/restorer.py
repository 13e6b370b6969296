"""The face restorer: a U-Net on aligned face lightness of 192 px that says what to add.

No attention, no adversary: it sharpens, it does not draw.

Input:  float32 [B, 1, 192, 192], lightness L* / 100.
Output: float32 [B, 1, 192, 192], what to add to it.
"""

from collections.abc import Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.layers import double, zero

SIDE = 192  # px
WIDTHS = (32, 64, 128, 192)  # channels at 1/2, 1/4, 1/8, 1/16


class Residual(nn.Module):
    """Two plain convolutions without normalization: brightness and contrast must come out as they went in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.a = nn.Conv2d(width, width, 3, padding=1)
        self.b = nn.Conv2d(width, width, 3, padding=1)
        self.b.weight.data *= 0.1

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,width,h,w] -> the same shape."""
        return x + self.b(F.relu(self.a(F.relu(x))))


class Restorer(nn.Module):
    """The network. The names of its layers are those of the checkpoints.

    widths: channels from 1/2 down. deepest: blocks at the smallest size.
    """

    def __init__(self, widths: Sequence[int] = WIDTHS, deepest: int = 2) -> None:
        super().__init__()
        self.first = nn.Conv2d(4, widths[0], 3, padding=1)
        self.last = nn.Conv2d(widths[0], 4, 3, padding=1)
        zero(self.last)
        steps = list(pairwise(widths))
        self.down = nn.ModuleList(nn.Conv2d(above, below, 2, 2) for above, below in steps)
        self.up = nn.ModuleList(nn.Conv2d(below, above, 1) for above, below in steps)
        self.before = nn.ModuleList(Residual(width) for width in widths[:-1])
        self.after = nn.ModuleList(Residual(width) for width in widths[:-1])
        self.deepest = nn.Sequential(*[Residual(widths[-1]) for _ in range(deepest)])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,1,H,W] -> the same shape; H and W multiples of 2 to the number of widths."""
        y = self.first(F.pixel_unshuffle(x - 0.5, 2))
        skips = []
        for before, down in zip(self.before, self.down, strict=True):
            y = before(y)
            skips.append(y)
            y = down(y)
        y = self.deepest(y)
        for level in reversed(range(len(skips))):
            y = self.after[level](double(self.up[level](y)) + skips[level])
        return F.pixel_shuffle(self.last(y), 2)


class RestorerForExport(nn.Module):
    """L* 0..100 [B,1,192,192] -> the same, made clear."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.n = net

    def forward(self, lightness: torch.Tensor) -> torch.Tensor:
        """As the class says."""
        return (lightness + 100 * self.n(lightness / 100)).clamp(0, 100)
