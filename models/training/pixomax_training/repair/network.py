"""The damage finder and mender: a U-Net on lightness that starts at half size with all pixels kept as channels. 20 kMAC a pixel, 0.7 M parameters.

Input   lightness  float32 [B, 1, H, W], L* 0..100; H and W multiples of 16.
Output  mask       logits [B, 1, H, W]: how likely the pixel is damaged.
        clean      float32 [B, 1, H, W], L*: what was there before. Trained where damage is and around it; close to the input elsewhere.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTHS = (32, 64, 128)  # at 1/2, 1/4, 1/8
DILATIONS = (2, 4, 8)  # at 1/8: a place sees 250 px around it, so that a scratch is told from a railing by what it belongs to


def conv(i, o, stride=1, dilation=1):
    return nn.Sequential(nn.Conv2d(i, o, 3, stride, dilation, dilation, bias=False), nn.BatchNorm2d(o), nn.ReLU())


class Dilated(nn.Module):
    def __init__(self, width, dilation):
        super().__init__()
        self.c = conv(width, width, dilation=dilation)

    def forward(self, x):
        return x + self.c(x)


class Mender(nn.Module):
    def __init__(self, widths=WIDTHS):
        super().__init__()
        at2, at4, at8 = widths
        self.d2 = nn.Sequential(conv(4, at2), conv(at2, at2))
        self.d4 = nn.Sequential(conv(at2, at4, stride=2), conv(at4, at4))
        self.d8 = nn.Sequential(conv(at4, at8, stride=2), *[Dilated(at8, dilation) for dilation in DILATIONS])
        self.s8, self.s4 = nn.Conv2d(at8, at4, 1), nn.Conv2d(at4, at2, 1)  # fewer channels before the step up, where each one costs most
        self.u4, self.u2 = conv(at4, at4), conv(at2, at2)
        self.o = nn.Conv2d(at2, 12, 3, padding=1)
        self.o.bias.data[:4] = -2  # most of a photo is sound

    def forward(self, lightness):
        """(mask logits, clean), both at the size of the input."""
        y2 = self.d2(F.pixel_unshuffle(lightness / 50 - 1, 2))
        y4 = self.d4(y2)
        y8 = self.d8(y4)
        y4 = self.u4(y4 + double(self.s8(y8)))
        y2 = self.u2(y2 + double(self.s4(y4)))
        mask, kept, fill = F.pixel_shuffle(self.o(y2), 2).float().split(1, 1)
        kept = torch.sigmoid(kept + 2)  # of a thin stain most can still be seen, of a hole nothing
        return mask, kept * lightness + (1 - kept) * (fill * 50 + 50)


class MenderForExport(nn.Module):
    """Mask 0..1 and clean L* 0..100."""

    def __init__(self, net):
        super().__init__()
        self.n = net

    def forward(self, lightness):
        mask, clean = self.n(lightness)
        return torch.sigmoid(mask), clean.clamp(0, 100)


def double(x):
    return F.interpolate(x, scale_factor=2, mode='nearest')
