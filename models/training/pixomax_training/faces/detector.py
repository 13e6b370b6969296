"""The face detector: the first 13 blocks of the colorizer's encoder, a wide look around at 1/32, back up to a grid of 1/8.

Input  x   float32 [B, 1, H, W], lightness L* mapped to [-1, 1] (L/50 - 1); H and W multiples of 32.
Output y   float32 [B, 15, H/8, W/8]: one logit of "a face's centre is here", 4 numbers for its box, 10 for its points (see `in_pixels`).
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from pixomax_training.color.network import Encoder, double

STRIDE, WIDTH, BLOCKS = 8, 80, 13
RARE = -4.0  # logit at first: hardly any place is a face's centre
# A face larger than the first number has one centre only within this many cells: one large face must not be counted twice.
LONELY = ((0, 3), (64, 7), (160, 15))


class Separable(nn.Module):
    def __init__(self, width, size=3, stride=1, dilation=1):
        super().__init__()
        self.dw = nn.Conv2d(width, width, size, stride, size // 2 * dilation, dilation, width, bias=False)
        self.pw, self.n = nn.Conv2d(width, width, 1, bias=False), nn.BatchNorm2d(width)
        self.residual = stride == 1

    def forward(self, x):
        y = F.relu(self.n(self.pw(self.dw(x))))
        return x + y if self.residual else y


class Detector(nn.Module):
    def __init__(self, imagenet=None):
        super().__init__()
        self.e = Encoder()
        if imagenet:
            self.e.load_imagenet(imagenet)
        self.e.b = self.e.b[:BLOCKS]
        self.l4, self.l8, self.l16 = nn.Conv2d(24, WIDTH, 1), nn.Conv2d(32, WIDTH, 1), nn.Conv2d(96, WIDTH, 1)
        # 640 px are 20 cells at 1/32: these see a face that fills the picture as a whole.
        self.around = nn.Sequential(Separable(WIDTH, 3, 2), Separable(WIDTH, 5), Separable(WIDTH, 5, dilation=2), Separable(WIDTH, 5, dilation=2), Separable(WIDTH))
        self.c16, self.c8 = Separable(WIDTH), nn.Sequential(Separable(WIDTH), Separable(WIDTH))
        self.where, self.what = Separable(WIDTH), nn.Sequential(Separable(WIDTH), Separable(WIDTH))
        self.score, self.shape = nn.Conv2d(WIDTH, 1, 1), nn.Conv2d(WIDTH, 14, 1)
        for last, bias in ((self.score, RARE), (self.shape, 0)):
            nn.init.normal_(last.weight, std=0.01), nn.init.constant_(last.bias, bias)
        self.shape.bias.data[2:4] = 2  # exp(2) cells: 59 px

    def forward(self, x):
        f4, f8, f16 = self.e(x)
        y = self.l16(f16)
        y = self.c16(y + double(self.around(y)))
        y = self.c8(self.l8(f8) + F.avg_pool2d(self.l4(f4), 2) + double(y))
        return torch.cat([self.score(self.where(y)), self.shape(self.what(y))], 1)


def places(height, width, device=None):
    """Centres of the grid's cells in pixels of the input, x then y: [1,2,h,w]."""
    x = (torch.arange(width, device=device) + 0.5) * STRIDE
    y = (torch.arange(height, device=device) + 0.5) * STRIDE
    return torch.stack([x[None, :].expand(height, width), y[:, None].expand(height, width)])[None]


def in_pixels(shape, place):
    """[B,14,h,w] as the network gives it -> (box [B,4,h,w], points [B,10,h,w]) in pixels. Offsets are in units of the face's own size."""
    size = STRIDE * torch.exp(shape[:, 2:4].clamp(-1, 5))
    unit = (size[:, :1] * size[:, 1:]).sqrt()
    points = torch.cat([place + unit * shape[:, 4 + 2 * k:6 + 2 * k] for k in range(5)], 1)
    return torch.cat([place + unit * shape[:, :2], size], 1), points


class DetectorForExport(nn.Module):
    """L* in 0..100 [B,1,H,W] -> score [B,1,h,w] 0..1 (zero beside a higher one), box [B,4,h,w], points [B,10,h,w] in pixels of the input."""

    def __init__(self, net):
        super().__init__()
        self.n = net

    def forward(self, lightness):
        y = self.n(lightness / 50 - 1)
        logit = y[:, :1]
        # The cells' centres by summing up ones: works for any height and width without asking for shapes.
        ones = torch.ones_like(logit)
        place = torch.cat([ones.cumsum(3), ones.cumsum(2)], 1) * STRIDE - STRIDE / 2
        box, points = in_pixels(y[:, 1:], place)
        large = (box[:, 2:3] * box[:, 3:4]).sqrt()
        keep = ones
        for above, cells in LONELY:
            peak = logit >= F.max_pool2d(logit, cells, 1, cells // 2)
            keep = keep * torch.where(large > above, peak.float(), ones)
        return torch.sigmoid(logit) * keep, box, points
