"""Writes a models folder of tiny graphs with the inputs and outputs of the real ones, for tests. Run: python make_stand_ins.py

What each does is known exactly: colour paints warm lights and cool shadows; repair takes what differs from its
surroundings by more than 12 L* for damage; a face is a square of light, 56 pixels wide; clarity sharpens a face
and smooths a photo.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

HERE = Path(__file__).parent


def number(name, value):
    return onnx.numpy_helper.from_array(np.asarray(value), name)


def mean(source, target, size, stride=1):
    pads = [size // 2 if stride == 1 else 0] * 4
    return helper.make_node(
        "AveragePool", [source], [target], kernel_shape=[size] * 2, strides=[stride] * 2, pads=pads, count_include_pad=0
    )


def write(file, nodes, constants, outputs):
    """Every graph takes `lightness`; outputs are names with their numbers of channels."""
    value = lambda name, channels: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", channels, None, None])
    graph = helper.make_graph(
        nodes, file, [value("lightness", 1)], [value(*output) for output in outputs.items()], constants
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    data = model.SerializeToString()
    (HERE / file).write_bytes(data)
    return {"file": file, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


node = helper.make_node

colour = write(
    "colour.onnx",
    [
        mean("lightness", "small", 4, stride=4),
        node("Sub", ["small", "fifty"], ["from_grey"]),
        node("Mul", ["from_grey", "slopes"], ["slanted"]),
        node("Add", ["slanted", "offsets"], ["ab"]),
    ],
    [
        number("fifty", np.float32(50)),
        number("slopes", np.float32([0.1, 0.4]).reshape(1, 2, 1, 1)),
        number("offsets", np.float32([8, 8]).reshape(1, 2, 1, 1)),
    ],
    {"ab": 2},
)

repair = write(
    "repair.onnx",
    [
        mean("lightness", "clean", 31),
        node("Sub", ["lightness", "clean"], ["difference"]),
        node("Abs", ["difference"], ["size"]),
        node("Div", ["size", "double"], ["share"]),
        node("Clip", ["share", "zero", "one"], ["mask"]),
    ],
    [number("double", np.float32(24)), number("zero", np.float32(0)), number("one", np.float32(1))],
    {"mask": 1, "clean": 1},
)

faces = write(
    "faces.onnx",
    [
        mean("lightness", "cells", 8, stride=8),
        node("AveragePool", ["cells"], ["square"], kernel_shape=[7, 7], pads=[3] * 4, count_include_pad=1),
        node("Div", ["square", "hundred"], ["found"]),
        node("MaxPool", ["found"], ["highest"], kernel_shape=[3, 3], pads=[1] * 4),
        node("Equal", ["found", "highest"], ["is_peak"]),
        node("Where", ["is_peak", "found", "zero"], ["score"]),
        node("Mul", ["cells", "zero"], ["zeros"]),
        node("Add", ["zeros", "eight"], ["steps"]),
        node("CumSum", ["steps", "columns"], ["right"]),
        node("CumSum", ["steps", "rows"], ["bottom"]),
        node("Sub", ["right", "four"], ["x"]),
        node("Sub", ["bottom", "four"], ["y"]),
        node("Add", ["zeros", "side"], ["width"]),
        node("Concat", ["x", "y", "width", "width"], ["box"], axis=1),
        node("Concat", ["x", "y"] * 5, ["centres"], axis=1),
        node("Add", ["centres", "landmarks"], ["points"]),
    ],
    [
        number("hundred", np.float32(100)),
        number("zero", np.float32(0)),
        number("four", np.float32(4)),
        number("eight", np.float32(8)),
        number("side", np.float32(56)),
        number("columns", np.int64(3)),
        number("rows", np.int64(2)),
        # Right eye, left eye, nose, right and left corner of the mouth, from the centre.
        number("landmarks", np.float32([-12, -10, 12, -10, 0, 0, -10, 12, 10, 12]).reshape(1, 10, 1, 1)),
    ],
    {"score": 1, "box": 4, "points": 10},
)

clarity = write(
    "clarity.onnx",
    [
        mean("lightness", "blurred", 5),
        node("Sub", ["lightness", "blurred"], ["detail"]),
        node("Add", ["lightness", "detail"], ["clear"]),
    ],
    [],
    {"clear": 1},
)

photo_clarity = write(
    "photo-clarity.onnx",
    [mean("lightness", "blurred", 5), node("Sub", ["blurred", "lightness"], ["change"])],
    [],
    {"change": 1},
)

preset = {"model": "stand-in-colour", "shortSides": [64], "evenFlatGround": False}
manifest = {
    "models": [
        {
            "name": "stand-in-colour", "role": "colour", "graph": "lightness-to-ab", **colour, "colourSpace": "CIELAB",
            "input": {"name": "lightness", "shape": "1,1,H,W", "stride": 16, "scale": 1, "offset": 0},
            "output": {"name": "ab", "shape": "1,2,H/4,W/4", "scale": 1},
        },
        {
            "name": "stand-in-repair", "role": "repair", "graph": "damage-mask", **repair,
            "stride": 16, "maxShortSide": 256, "threshold": 0.5, "sure": 0.5,
        },
        {
            "name": "stand-in-faces", "role": "faces", "graph": "face-centres", **faces,
            "stride": 32, "passes": [{"longSide": 320, "threshold": 0.8, "smallest": 0}],
        },
        {"name": "stand-in-clarity", "role": "clarity", "graph": "face-lightness", **clarity, "side": 96},
        {
            "name": "stand-in-photo-clarity", "role": "photo-clarity", "graph": "photo-lightness", **photo_clarity,
            "stride": 16, "maxShortSide": 256, "gains": [1, 2, 4],
        },
    ],
    "presets": {"tiny": preset, "large": {**preset, "evenFlatGround": True}},
}
(HERE / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
