"""The photo restorer: the face restorer's U-Net without its coarsest level, on the whole photo's lightness.

23 kMAC a pixel, 0.53 M parameters.

Input:  lightness  float32 [1, 1, H, W], L* 0..100; H and W multiples of 8.
Output: change     float32 [1, 1, H, W], what to add to it.
"""

import torch
from torch import nn

from pixomax_training.faces.restorer import SIDE, Restorer
from pixomax_training.reopen import load_exported

STRIDE = 8
WIDTHS = (32, 64, 128)  # channels at 1/2, 1/4, 1/8


def photo_restorer() -> Restorer:
    """The network, untrained."""
    return Restorer(WIDTHS, deepest=1)


def start_from_faces(net: Restorer, path: str) -> None:
    """Fills `net` with what the face restorer in `path` has at 1/2, 1/4 and 1/8: it knows blur and grain already."""
    faces = Restorer().eval()
    load_exported(faces, path, lambda restorer: restorer(torch.zeros(1, 1, SIDE, SIDE)))
    known = faces.state_dict()
    state = net.state_dict()
    level = len(WIDTHS) - 1
    for name in state:
        state[name] = known[name.replace("deepest.0.", f"before.{level}.")]
    net.load_state_dict(state)


class PhotoRestorerForExport(nn.Module):
    """L* 0..100 -> what to add to it."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.n = net

    def forward(self, lightness: torch.Tensor) -> torch.Tensor:
        """As the class says."""
        return 100 * self.n(lightness / 100)
