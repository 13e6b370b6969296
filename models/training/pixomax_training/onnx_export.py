"""A network as an ONNX file, as every recipe but color's writes it: opset 17, weights stored as float16."""

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
import torch
from torch import nn

from pixomax_training.arrays import FloatArray
from pixomax_training.half import halve
from pixomax_training.sessions import open_session

OPSET = 17
Axes = Mapping[str, Mapping[int, str]]  # of each input and output, the dimensions that may have any length


def load_averaged(net: nn.Module, checkpoint: str) -> None:
    """Fills `net` with the averaged weights of a checkpoint of its recipe."""
    net.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=False)["ema"])


def write_onnx(net: nn.Module, example: torch.Tensor, names: Sequence[str], axes: Axes, path: str) -> None:
    """Traces `net` with `example` and writes it at full precision; its input is lightness, its outputs are `names`."""
    torch.onnx.export(
        net,
        (example,),
        path,
        opset_version=OPSET,
        input_names=["lightness"],
        output_names=list(names),
        dynamic_axes={name: dict(sides) for name, sides in axes.items()},
        dynamo=False,
    )


def export_half(net: nn.Module, example: torch.Tensor, names: Sequence[str], axes: Axes, path: str) -> None:
    """Writes `net` with float16 weights and prints by how much they change what it answers to `example`."""
    write_onnx(net, example, names, axes, path)
    onnx.save(halve(onnx.load(path)), path)
    with torch.no_grad():
        answer = net(example)
    expected = answer if isinstance(answer, tuple) else (answer,)
    made: list[FloatArray] = open_session(path).run(None, {"lightness": example.numpy()})
    for name, full, halved in zip(names, expected, made, strict=True):
        change = np.abs(full.numpy() - halved).mean()
        print(f"{name} {list(full.shape)}: 16-bit weights change it by {change:.5f} on average, on noise")
