"""The colorizer: a MobileNetV2 encoder on lightness, a U-Net decoder, one logit per color bin at a quarter of the size.

Input:  float32 [B, 1, H, W], lightness L* mapped to [-1, 1] (L/50 - 1); H and W multiples of 32.
Output: float32 [B, Q, H/4, W/4], logits over Q ab bins (a 10-unit grid of CIELAB's ab plane).
"""

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.color.encoder import SKIPS, Encoder
from pixomax_training.layers import double, zero
from pixomax_training.reopen import statistics_of

# Attention blocks at 1/32 and 1/16, residual convolutions at 1/8 and 1/4.
SIZES = {"tiny": (1, 0, 0, 0), "large": (4, 3, 2, 2)}
WIDTHS = (192, 128, 64)  # channels of the decoder at 1/16, 1/8 and 1/4
HIDDEN = 128  # channels before the logits
# What scale_deepest leaves: weights of this size, which the learning rate neither shatters nor leaves as they are.
WEIGHT = 0.05
LEAST_VARIANCE = 1e-3  # of a channel that says anything


class ConvBN(nn.Module):
    """A 3 x 3 convolution, batch norm, ReLU."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.c = nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False)
        self.b = nn.BatchNorm2d(outputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,inputs,h,w] -> [B,outputs,h,w]."""
        return F.relu(self.b(self.c(x)))


class Attention(nn.Module):
    """Every place of the deepest map sees every other, so that one sky gets one blue.

    A pre-norm transformer block for any size; it adds nothing at first.
    """

    def __init__(self, width: int, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.n1 = nn.LayerNorm(width)
        self.n2 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        wide = nn.Linear(width, 2 * width)
        last = nn.Linear(2 * width, width)
        self.mlp = nn.Sequential(wide, nn.ReLU(), last)
        zero(self.out, last)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,width,h,w] -> the same shape."""
        b, c, h, w = x.shape
        t = x.flatten(2).transpose(1, 2)
        q, k, v = self.qkv(self.n1(t)).reshape(b, -1, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        attended = F.softmax(q @ k.transpose(-1, -2) * (c // self.heads) ** -0.5, -1) @ v
        t = t + self.out(attended.transpose(1, 2).reshape(b, -1, c))
        t = t + self.mlp(self.n2(t))
        return t.transpose(1, 2).reshape(b, c, h, w)


class ResidualConv(nn.Module):
    """Adds nothing at first: what a network learned stays when these are put between its layers."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.c = ConvBN(width, width)
        self.d = nn.Conv2d(width, width, 1)
        zero(self.d)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,width,h,w] -> the same shape."""
        return x + self.d(self.c(x))


class Colorizer(nn.Module):
    """The network. The names of its layers are those of the checkpoints.

    A large one started from a tiny one's weights answers the same until it learns.
    """

    def __init__(self, bins: int, size: str = "tiny", widths: tuple[int, int, int] = WIDTHS) -> None:
        super().__init__()
        at32, at16, at8, at4 = SIZES[size]
        w16, w8, w4 = widths
        self.e = Encoder()
        self.r = nn.Conv2d(SKIPS[3], w16, 1)
        self.g = nn.Sequential(nn.Linear(SKIPS[3], w16), nn.ReLU(), nn.Linear(w16, w16))  # the whole picture's gist
        self.scale = nn.Buffer(torch.ones(()))  # of the deepest map, see scale_deepest
        self.a32 = nn.Sequential(*[Attention(w16) for _ in range(at32)])
        self.u16 = ConvBN(w16 + SKIPS[2], w16)
        self.a16 = nn.Sequential(*[Attention(w16) for _ in range(at16)])
        self.u8 = ConvBN(w16 + SKIPS[1], w8)
        self.c8 = nn.Sequential(*[ResidualConv(w8) for _ in range(at8)])
        self.s = nn.Conv2d(w8, w4, 1)  # fewer channels before the step to 1/4, where each one costs most
        self.u4 = ConvBN(w4 + SKIPS[0], w4)
        self.c4 = nn.Sequential(*[ResidualConv(w4) for _ in range(at4)])
        self.o = nn.Sequential(nn.Conv2d(w4, HIDDEN, 1), nn.ReLU(), nn.Conv2d(HIDDEN, bins, 1))

    def forward(self, x: torch.Tensor, every: tuple[int, int, int] | None = None) -> torch.Tensor:
        """[B,1,H,W] -> logits [B,Q,H/4,W/4].

        every: (top, left, step), to get the logits of these rows and columns only: neighbors show the same, and cost a
        third of a step.
        """
        f4, f8, f16, f32 = self.e(x)
        y = self.a32((self.r(f32) + self.g(f32.mean((2, 3)))[:, :, None, None]) * self.scale)
        y = self.a16(self.u16(torch.cat([double(y), f16], 1)))
        y = self.c8(self.u8(torch.cat([double(y), f8], 1)))
        y = self.c4(self.u4(torch.cat([double(self.s(y)), f4], 1)))
        if every:
            top, left, step = every
            y = y[:, :, top::step, left::step].contiguous(memory_format=torch.channels_last)
        return self.o(y)

    def start_from(self, weights: Mapping[str, torch.Tensor]) -> None:
        """Takes over what `weights`, a state_dict of the same or a smaller size, has."""
        self.load_state_dict(self.state_dict() | dict(weights))

    @torch.no_grad()
    def scale_deepest(self, factor: float) -> None:
        """Multiplies the map that the attention at 1/32 is given, and answers as before in eval mode.

        Nothing before the norm behind it holds its size: it grew to 10,000 times that of the skip at 1/16 and of what
        attention adds, and neither counted. Brought down, both can learn.
        """
        self.scale.mul_(factor)
        for block in self.a32:
            if isinstance(block, Attention):
                for layer in (block.out, block.mlp[-1]):
                    for values in layer.parameters():
                        values.mul_(factor)
        conv, norm = self.u16.c, self.u16.b
        mean, variance = statistics_of(norm)
        conv.weight[:, : self.r.out_channels].div_(factor)
        size = conv.weight.square().mean((1, 2, 3)).sqrt() / WEIGHT
        speaks = (variance > LEAST_VARIANCE) & (size > 0)  # the other channels say one thing, whatever they see
        size = torch.where(speaks, size, 1)
        conv.weight.div_(size[:, None, None, None])
        mean.div_(size)
        variance.div_(size**2)

    @torch.no_grad()
    def add_bias(self, bias: torch.Tensor) -> None:
        """Adds a number to each bin's logit. bias: [Q]."""
        last = self.o[2]
        if not isinstance(last, nn.Conv2d) or last.bias is None:
            raise TypeError("The last layer has no bias to add to.")
        last.bias.add_(bias)
