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


def fill_hole(image, known, dark=0.0):
    """`fill`: the mean of what is known around each cell of 16 pixels, `dark` darker than that."""
    return [
        node("Mul", [image, known], ["seen"]),
        node("AveragePool", ["seen"], ["seen_cells"], kernel_shape=[16, 16], strides=[16, 16]),
        node("AveragePool", [known], ["known_cells"], kernel_shape=[16, 16], strides=[16, 16]),
        node("AveragePool", ["seen_cells"], ["seen_around"], kernel_shape=[15, 15], pads=[7] * 4, count_include_pad=1),
        node("AveragePool", ["known_cells"], ["known_around"], kernel_shape=[15, 15], pads=[7] * 4, count_include_pad=1),
        node("Add", ["known_around", "tiny"], ["share"]),
        node("Div", ["seen_around", "share"], ["means"]),
        node("Resize", ["means", "", "sixteen"], ["smooth"], mode="linear"),
        node("Sub", ["smooth", "dark"], ["fill"]),
    ], [
        number("tiny", np.float32(1e-6)),
        number("one", np.float32(1)),
        number("sixteen", np.float32([1, 1, 16, 16])),
        number("dark", np.float32(dark)),
    ]


def write_inpainter(file, nodes, constants, kind, shape, out_shape=None):
    value = helper.make_tensor_value_info
    sizes = shape[2:]
    inputs = [value("image", kind, [shape[0], 3, *sizes]), value("mask", kind, [shape[0], 1, *sizes])]
    output = value("output", kind, out_shape or [shape[0], 3, *sizes])
    graph = helper.make_graph(nodes, file, inputs, [output], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    (HERE / f"{file}.onnx").write_bytes(model.SerializeToString())


LAMA = ["batch", 3, 512, 512]
known = node("Sub", ["one", "mask"], ["known"])
keep_known = [
    node("Mul", ["fill", "mask"], ["filled"]),
    node("Mul", ["image", "known"], ["kept"]),
    node("Add", ["filled", "kept"], ["whole"]),
]
white = number("white", np.float32(255))

# LaMa as the OpenCV zoo has it: 0..1 in, 0..255 out, what is known comes back as it was. Its filling is too dark by 0.08.
nodes, constants = fill_hole("image", "known", dark=0.08)
scaled = node("Mul", ["whole", "white"], ["output"])
write_inpainter("lama", [known, *nodes, *keep_known, scaled], [*constants, white], TensorProto.FLOAT, LAMA)

# An export that answers in 0..1 and gives the whole picture anew.
nodes, constants = fill_hole("image", "known")
nodes[-1].output[0] = "output"
write_inpainter("lama-unit", [known, *nodes], constants, TensorProto.FLOAT, LAMA)

# Three that are wrong: what is below the hole comes back; a picture of half the size; no numbers.
write_inpainter(
    "lama-idle",
    [node("Mul", ["mask", "none"], ["nothing"]), node("Add", ["image", "nothing"], ["whole"]), scaled],
    [number("none", np.float32(0)), white],
    TensorProto.FLOAT,
    LAMA,
)
write_inpainter(
    "lama-half",
    [
        node("Mul", ["image", "mask"], ["both"]),
        node("AveragePool", ["both"], ["output"], kernel_shape=[2, 2], strides=[2, 2]),
    ],
    [],
    TensorProto.FLOAT,
    LAMA,
    ["batch", 3, "h", "w"],
)
write_inpainter(
    "lama-nan",
    [
        node("Mul", ["mask", "none"], ["zero"]),
        node("Mul", ["image", "none"], ["zeros"]),
        node("Div", ["zeros", "zero"], ["output"]),
    ],
    [number("none", np.float32(0))],
    TensorProto.FLOAT,
    LAMA,
)

# MI-GAN's pipeline: bytes of any size, 255 what is known and 0 the hole.
nodes, constants = fill_hole("picture", "known")
pipeline = [
    node("Cast", ["image"], ["picture"], to=TensorProto.FLOAT),
    node("Cast", ["mask"], ["bytes"], to=TensorProto.FLOAT),
    node("Div", ["bytes", "white"], ["known"]),
    *nodes,
    node("Sub", ["one", "known"], ["hole"]),
    node("Mul", ["fill", "hole"], ["filled"]),
    node("Mul", ["picture", "known"], ["kept"]),
    node("Add", ["filled", "kept"], ["whole"]),
    node("Round", ["whole"], ["rounded"]),
    node("Cast", ["rounded"], ["output"], to=TensorProto.UINT8),
]
write_inpainter("migan", pipeline, [*constants, white], TensorProto.UINT8, FREE)
