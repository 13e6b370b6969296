"""The face restorer: a U-Net on aligned face lightness of 192 px that says what to add. No attention, no adversary: it sharpens, it does not draw.

Input  x   float32 [B, 1, 192, 192], lightness L* / 100.
Output y   float32 [B, 1, 192, 192], what to add to x.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from pixomax_training.color.network import double

SIDE = 192
WIDTHS = (32, 64, 128, 192)  # at 1/2, 1/4, 1/8, 1/16


class Residual(nn.Module):
    """Two plain convolutions without normalisation: a face's brightness and contrast must come out as they went in."""

    def __init__(self, width):
        super().__init__()
        self.a, self.b = nn.Conv2d(width, width, 3, padding=1), nn.Conv2d(width, width, 3, padding=1)
        self.b.weight.data *= 0.1

    def forward(self, x):
        return x + self.b(F.relu(self.a(F.relu(x))))


class Restorer(nn.Module):
    def __init__(self, widths=WIDTHS, deepest=2):
        super().__init__()
        self.first, self.last = nn.Conv2d(4, widths[0], 3, padding=1), nn.Conv2d(widths[0], 4, 3, padding=1)
        nn.init.zeros_(self.last.weight), nn.init.zeros_(self.last.bias)  # nothing at first
        self.down = nn.ModuleList(nn.Conv2d(i, o, 2, 2) for i, o in zip(widths, widths[1:]))
        self.up = nn.ModuleList(nn.Conv2d(o, i, 1) for i, o in zip(widths, widths[1:]))
        self.before = nn.ModuleList(Residual(width) for width in widths[:-1])
        self.after = nn.ModuleList(Residual(width) for width in widths[:-1])
        self.deepest = nn.Sequential(*[Residual(widths[-1]) for _ in range(deepest)])

    def forward(self, x):
        y, skips = self.first(F.pixel_unshuffle(x - 0.5, 2)), []
        for before, down in zip(self.before, self.down):
            y = before(y)
            skips.append(y)
            y = down(y)
        y = self.deepest(y)
        for after, up, skip in zip(reversed(self.after), reversed(self.up), reversed(skips)):
            y = after(double(up(y)) + skip)
        return F.pixel_shuffle(self.last(y), 2)


class RestorerForExport(nn.Module):
    """L* 0..100 [B,1,192,192] -> the same, made clear."""

    def __init__(self, net):
        super().__init__()
        self.n = net

    def forward(self, lightness):
        return (lightness + 100 * self.n(lightness / 100)).clamp(0, 100)
