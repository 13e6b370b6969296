"""Writes tiny graphs with the inputs and outputs of published ones, for tests. Run: python make_published_stand_ins.py

Each mixes the channels it is fed by known factors, so a test can tell from the output what came in. Real ones are 512 wide; a graph
of 32 shows the same.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

HERE = Path(__file__).parent
node = helper.make_node
FIXED = [1, 3, 32, 32]
FREE = ["batch", 3, "height", "width"]


def number(name, value):
    return onnx.numpy_helper.from_array(np.asarray(value), name)


def mix(matrix, bias=None):
    """output = matrix × channels + bias, pixel by pixel."""
    weights = np.float32(matrix)
    offsets = np.zeros(len(weights)) if bias is None else bias
    constants = [number("weights", weights[:, :, None, None]), number("bias", np.float32(offsets))]
    return [node("Conv", ["input", "weights", "bias"], ["output"])], constants


def write(file, nodes, constants, shape, channels, kind=TensorProto.FLOAT, extra=()):
    value = helper.make_tensor_value_info
    inputs = [value("input", kind, shape), *extra]
    graph = helper.make_graph(nodes, file, inputs, [value("output", kind, [shape[0], channels, *shape[2:]])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    (HERE / f"{file}.onnx").write_bytes(model.SerializeToString())


# a = 60 red, b = 30 green + 30 blue
write("ddcolor", *mix([[60, 0, 0], [0, 30, 30]]), FIXED, 2)

# Red stays, green and blue lose a fifth and a half: once in 0..255, once in ImageNet's units.
keep = np.array([1, 0.8, 0.5])
units = np.array([0.485, 0.456, 0.406]) / np.array([0.229, 0.224, 0.225])
write("deoldify-bytes", *mix(np.diag(keep)), FREE, 3)
nodes, constants = mix(np.diag(keep), (keep - 1) * units)
nodes[0].output[0] = "mixed"
# The real one's last layer reaches no further.
nodes.append(node("Clip", ["mixed", "least", "most"], ["output"]))
write("deoldify-imagenet", nodes, [*constants, number("least", np.float32(-3)), number("most", np.float32(3))], FREE, 3)

# Half the contrast around middle grey, and reddish.
write("gfpgan", *mix(np.eye(3) / 2, [0.2, 0, -0.2]), FIXED, 3)

# What it is fed, times its weight.
weight = helper.make_tensor_value_info("weight", TensorProto.DOUBLE, [1])
cast = [node("Cast", ["weight"], ["factor"], to=TensorProto.FLOAT), node("Mul", ["input", "factor"], ["output"])]
write("codeformer", cast, [], FIXED, 3, extra=[weight])

# A graph that wants float16 numbers, as some exports do.
write("half", [node("Identity", ["input"], ["output"])], [], FIXED, 3, kind=TensorProto.FLOAT16)
