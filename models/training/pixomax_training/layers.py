"""Layers that several networks share."""

import torch
import torch.nn.functional as F
from torch import nn


def double(x: torch.Tensor) -> torch.Tensor:
    """[B,C,h,w] -> [B,C,2h,2w], each value four times."""
    return F.interpolate(x, scale_factor=2, mode="nearest")


def zero(*layers: nn.Linear | nn.Conv2d) -> None:
    """Weights and biases of 0: what comes out of these layers counts for nothing until they have learned."""
    for layer in layers:
        nn.init.zeros_(layer.weight)
        if layer.bias is not None:
            nn.init.zeros_(layer.bias)
