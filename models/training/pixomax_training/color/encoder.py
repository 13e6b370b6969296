"""MobileNetV2 1.0 on lightness, batch norm folded in: the encoder of the colorizer and of the face detector."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# Of each stage: how many times wider inside, channels, blocks, stride of the first.
STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
STEM = 32
TAPS = (2, 5, 12, 16)  # blocks whose outputs are the skips at 1/4, 1/8, 1/16, 1/32
SKIPS = (24, 32, 96, 320)  # their channels


def conv(inputs: int, outputs: int, size: int, stride: int, groups: int = 1) -> nn.Sequential:
    """A convolution and its activation.

    Strides of 2 are padded by hand (0,1,0,1), as TensorFlow does, because the ImageNet weights were made there. ReLU,
    not ReLU6: not every torch trains ReLU6 in bf16 on a CPU, and accuracy is the same.
    """
    padding = (size - 1) // 2 if stride == 1 else 0
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, padding, groups=groups), nn.ReLU())


class InvertedResidual(nn.Module):
    """MobileNetV2's block. The names of its layers are those of the checkpoints."""

    def __init__(self, inputs: int, outputs: int, stride: int, expand: int) -> None:
        super().__init__()
        inside = inputs * expand
        self.residual = stride == 1 and inputs == outputs
        self.stride = stride
        self.ex = conv(inputs, inside, 1, 1) if expand != 1 else None
        self.dw = conv(inside, inside, 3, stride, inside)
        self.pj = nn.Conv2d(inside, outputs, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,inputs,h,w] -> [B,outputs,h/stride,w/stride]."""
        y = self.ex(x) if self.ex is not None else x
        if self.stride == 2:
            y = F.pad(y, (0, 1, 0, 1))
        y = self.pj(self.dw(y))
        return x + y if self.residual else y


class Encoder(nn.Module):
    """The stem and all blocks. A network that needs fewer of them cuts `b`."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(1, STEM, 3, 2)
        blocks = []
        inputs = STEM
        for expand, outputs, count, stride in STAGES:
            for k in range(count):
                blocks.append(InvertedResidual(inputs, outputs, stride if k == 0 else 1, expand))
                inputs = outputs
        self.b = nn.ModuleList(blocks)

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        """[B,1,H,W] -> the outputs of the blocks in TAPS that are there: [B,24,H/4,W/4], [B,32,H/8,W/8] and so on."""
        x = self.stem(F.pad(x, (0, 1, 0, 1)))
        taps = []
        for k, block in enumerate(self.b):
            x = block(x)
            if k in TAPS:
                taps.append(x)
        return taps

    def freeze(self, blocks: int) -> None:
        """The stem and the first `blocks` blocks keep their weights."""
        for part in [self.stem, *self.b[:blocks]]:
            part.requires_grad_(False)

    def load_imagenet(self, path: str) -> None:
        """Weights of an ImageNet MobileNetV2 1.0 (batch norm folded), first layer summed over its color inputs."""
        weights = np.load(path)
        self.load_state_dict({name: torch.from_numpy(weights[name].astype(np.float32)) for name in weights.files})
