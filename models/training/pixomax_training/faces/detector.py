"""The face detector: the first 13 blocks of the colorizer's encoder, a wide look around at 1/32, back up to 1/8.

Input:  float32 [B, 1, H, W], lightness L* mapped to [-1, 1] (L/50 - 1); H and W multiples of 32.
Output: float32 [B, 15, H/8, W/8]: one logit of "a face's center is here", 4 numbers for its box, 10 for its points
        (see `in_pixels`).
"""

import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.color.encoder import SKIPS, Encoder
from pixomax_training.layers import double

STRIDE = 8  # px
WIDTH = 80  # channels
BLOCKS = 13
RARE = -4.0  # logit at first: hardly any place is a face's center
LOG_SIZE = 2.0  # at first: exp(2) cells, 59 px
# A face larger than the first number, px, has one center only within this many cells: one large face must not be
# counted twice.
LONELY = ((0, 3), (64, 7), (160, 15))


class Separable(nn.Module):
    """A depthwise and a pointwise convolution, batch norm, ReLU; added to its input unless it strides."""

    def __init__(self, width: int, size: int = 3, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        self.dw = nn.Conv2d(width, width, size, stride, size // 2 * dilation, dilation, width, bias=False)
        self.pw = nn.Conv2d(width, width, 1, bias=False)
        self.n = nn.BatchNorm2d(width)
        self.residual = stride == 1

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,width,h,w] -> [B,width,h/stride,w/stride]."""
        y = F.relu(self.n(self.pw(self.dw(x))))
        return x + y if self.residual else y


class Detector(nn.Module):
    """The network. The names of its layers are those of the checkpoints."""

    def __init__(self, imagenet: str | None = None) -> None:
        super().__init__()
        self.e = Encoder()
        if imagenet:
            self.e.load_imagenet(imagenet)
        self.e.b = self.e.b[:BLOCKS]
        self.l4 = nn.Conv2d(SKIPS[0], WIDTH, 1)
        self.l8 = nn.Conv2d(SKIPS[1], WIDTH, 1)
        self.l16 = nn.Conv2d(SKIPS[2], WIDTH, 1)
        # 640 px are 20 cells at 1/32: these see a face that fills the picture as a whole.
        self.around = nn.Sequential(
            Separable(WIDTH, 3, 2),
            Separable(WIDTH, 5),
            Separable(WIDTH, 5, dilation=2),
            Separable(WIDTH, 5, dilation=2),
            Separable(WIDTH),
        )
        self.c16 = Separable(WIDTH)
        self.c8 = nn.Sequential(Separable(WIDTH), Separable(WIDTH))
        self.where = Separable(WIDTH)
        self.what = nn.Sequential(Separable(WIDTH), Separable(WIDTH))
        self.score = nn.Conv2d(WIDTH, 1, 1)
        self.shape = nn.Conv2d(WIDTH, 14, 1)
        nn.init.normal_(self.score.weight, std=0.01)
        nn.init.normal_(self.shape.weight, std=0.01)
        first = self.state_dict()
        first["score.bias"].fill_(RARE)
        first["shape.bias"].zero_()
        first["shape.bias"][2:4] = LOG_SIZE

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,1,H,W] -> [B,15,H/8,W/8]."""
        f4, f8, f16 = self.e(x)
        y = self.l16(f16)
        y = self.c16(y + double(self.around(y)))
        y = self.c8(self.l8(f8) + F.avg_pool2d(self.l4(f4), 2) + double(y))
        return torch.cat([self.score(self.where(y)), self.shape(self.what(y))], 1)


def in_pixels(shape: torch.Tensor, place: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(box [B,4,h,w], points [B,10,h,w]) in pixels.

    shape: [B,14,h,w] as the network gives it, in units of the face's own size. place: [B,2,h,w], the cells' centers.
    """
    size = STRIDE * torch.exp(shape[:, 2:4].clamp(-1, 5))
    unit = (size[:, :1] * size[:, 1:]).sqrt()
    points = torch.cat([place + unit * shape[:, 4 + 2 * k : 6 + 2 * k] for k in range(5)], 1)
    return torch.cat([place + unit * shape[:, :2], size], 1), points


class DetectorForExport(nn.Module):
    """L* in 0..100 [B,1,H,W] -> score [B,1,h,w] 0..1, box [B,4,h,w], points [B,10,h,w] in pixels of the input.

    A score is zero beside a higher one.
    """

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.n = net

    def forward(self, lightness: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """As the class says."""
        y = self.n(lightness / 50 - 1)
        logit = y[:, :1]
        # The cells' centers by summing up ones: works for any height and width without asking for shapes.
        ones = torch.ones_like(logit)
        place = torch.cat([ones.cumsum(3), ones.cumsum(2)], 1) * STRIDE - STRIDE / 2
        box, points = in_pixels(y[:, 1:], place)
        large = (box[:, 2:3] * box[:, 3:4]).sqrt()
        keep = ones
        for above, cells in LONELY:
            peak = logit >= F.max_pool2d(logit, cells, 1, cells // 2)
            keep = keep * torch.where(large > above, peak.float(), ones)
        return torch.sigmoid(logit) * keep, box, points
