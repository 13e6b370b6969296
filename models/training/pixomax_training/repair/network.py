"""The repair network: a U-Net on lightness that starts at half size with all pixels kept as channels.

20 kMAC a pixel, 0.7 M parameters.

Input:  lightness  float32 [B, 1, H, W], L* 0..100; H and W multiples of 16.
Output: mask       logits [B, 1, H, W]: how likely the pixel is damaged.
        clean      float32 [B, 1, H, W], L*: what was there before. Trained where damage is and around it; close to the
                   input elsewhere.
"""

import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.layers import double

WIDTHS = (32, 64, 128)  # channels at 1/2, 1/4, 1/8
# At 1/8: a place sees 250 px around it, so that a scratch is distinguished from a railing by what it belongs to.
DILATIONS = (2, 4, 8)
SOUND = -2.0  # logit of the mask at first: most of a photo is sound
KEPT = 2.0  # logit that the lightness is kept at first


def conv(inputs: int, outputs: int, stride: int = 1, dilation: int = 1) -> nn.Sequential:
    """A 3 x 3 convolution, batch norm, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, dilation, dilation, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )


class Dilated(nn.Module):
    """A dilated convolution added to its input."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.c = conv(width, width, dilation=dilation)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,width,h,w] -> the same shape."""
        return x + self.c(x)


class RepairNetwork(nn.Module):
    """The network. The names of its layers are those of the checkpoints."""

    def __init__(self, widths: tuple[int, int, int] = WIDTHS) -> None:
        super().__init__()
        at2, at4, at8 = widths
        self.d2 = nn.Sequential(conv(4, at2), conv(at2, at2))
        self.d4 = nn.Sequential(conv(at2, at4, stride=2), conv(at4, at4))
        self.d8 = nn.Sequential(conv(at4, at8, stride=2), *[Dilated(at8, dilation) for dilation in DILATIONS])
        # Fewer channels before the step up, where each one costs most.
        self.s8 = nn.Conv2d(at8, at4, 1)
        self.s4 = nn.Conv2d(at4, at2, 1)
        self.u4 = conv(at4, at4)
        self.u2 = conv(at2, at2)
        self.o = nn.Conv2d(at2, 12, 3, padding=1)
        self.state_dict()["o.bias"][:4] = SOUND

    def forward(self, lightness: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(mask logits, clean), both at the size of the input."""
        y2 = self.d2(F.pixel_unshuffle(lightness / 50 - 1, 2))
        y4 = self.d4(y2)
        y8 = self.d8(y4)
        y4 = self.u4(y4 + double(self.s8(y8)))
        y2 = self.u2(y2 + double(self.s4(y4)))
        mask, kept, fill = F.pixel_shuffle(self.o(y2), 2).float().split(1, 1)
        kept = torch.sigmoid(kept + KEPT)  # of a thin stain most can still be seen, of a hole nothing
        return mask, kept * lightness + (1 - kept) * (fill * 50 + 50)


class RepairNetworkForExport(nn.Module):
    """Mask 0..1 and clean L* 0..100."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.n = net

    def forward(self, lightness: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """As the class says."""
        mask, clean = self.n(lightness)
        return torch.sigmoid(mask), clean.clamp(0, 100)
