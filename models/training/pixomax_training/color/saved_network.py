"""Colorizers from their files: checkpoints of color.train, and ONNX files that color.export wrote."""

from collections.abc import Iterable

import numpy as np
import torch
from torch import nn

from pixomax_training.arrays import FloatArray
from pixomax_training.color.network import SIZES, Colorizer
from pixomax_training.reopen import fold_norms, load_exported, read_tensors

ANSWERS = 3  # outputs of the last convolution of an exported file: the moments of expected_color


def run_once(net: nn.Module) -> None:
    """Puts a small gray picture through a network, so that its layers run in their order."""
    net(torch.zeros(1, 1, 64, 64))


def centers_of_file(path: str) -> FloatArray:
    """The bins' centers [Q,2] of an exported file: a tensor of their own, or folded into its last convolution."""
    nodes, tensors = read_tensors(path)
    last = [tensors[node.input[1]] for node in nodes if node.op_type == "Conv" and node.input[1] in tensors][-1]
    return np.ascontiguousarray(last[:2, :, 0, 0].T) if last.shape[0] == ANSWERS else tensors["c"]


def open_network(path: str) -> tuple[Colorizer, FloatArray]:
    """The averaged network of a checkpoint, or that of an exported file, in eval mode, and its bins' centers [Q,2].

    Raises ValueError where the file holds another network.
    """
    if path.endswith(".onnx"):
        centers = centers_of_file(path)
        for size in SIZES:
            net = Colorizer(len(centers), size).eval()
            try:
                load_exported(net, path, run_once)
            except ValueError:
                continue
            return net, centers
        raise ValueError(f"{path} is none of {', '.join(SIZES)}")
    saved = torch.load(path, map_location="cpu", weights_only=False)
    net = Colorizer(len(saved["centers"]), saved["size"])
    net.load_state_dict({"scale": torch.ones(())} | saved["ema"])  # checkpoints of before had none
    return net.eval(), saved["centers"]


def open_mixed(path: str, mixes: Iterable[tuple[str, str]]) -> tuple[Colorizer, FloatArray]:
    """As open_network, moved towards the network of each (path, share) in turn, as add_mix reads them."""
    net, centers = open_network(path)
    for other, share in mixes:
        mix_networks(net, open_network(other)[0], float(share))
    return net, centers


@torch.no_grad()
def mix_networks(net: Colorizer, other: Colorizer, share: float) -> None:
    """Moves `net` by `share` towards `other`, in place, both in eval mode.

    Only for networks that began as one, with the deepest map of neither brought down since (scale_deepest): others have
    no meaningful mean, and paint nearly gray.
    """
    for each in (net, other):
        fold_norms(each, run_once)
    theirs = other.state_dict()
    for name, value in net.state_dict().items():
        if value.dtype.is_floating_point:
            value.lerp_(theirs[name], share)
