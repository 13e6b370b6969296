"""The color graph with other arithmetic, to measure: float16 throughout, and convolutions in int8.

Writes a folder of models per variant, DIR/fp16 and DIR/int8, each whole, for `npm run bench:models -- --variants DIR`
and `npm run evaluate -- --models DIR/int8`. int8 is dynamic: weights have a scale per channel, each input gets its own
when it runs.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def widen(model: onnx.ModelProto) -> onnx.ModelProto:
    """Float32 initializers in place of float16 ones behind a Cast, as runtimes fold them at load. Changes `model`."""
    graph = model.graph
    stored = {tensor.name: tensor for tensor in graph.initializer}
    for node in list(graph.node):
        if node.op_type == "Cast" and node.input[0] in stored and node.attribute[0].i == TensorProto.FLOAT:
            tensor = stored[node.input[0]]
            values = numpy_helper.to_array(tensor).astype(np.float32)
            graph.initializer.append(numpy_helper.from_array(values, node.output[0]))
            graph.initializer.remove(tensor)
            graph.node.remove(node)
    return model


def to_fp16(model: onnx.ModelProto) -> onnx.ModelProto:
    """Every number inside as float16; input and output stay float32. Changes `model`."""
    graph = widen(model).graph
    del graph.value_info[:]
    # The factors of a Resize are float32 by its definition.
    factors = {name for node in graph.node if node.op_type == "Resize" for name in node.input[1:]}

    def narrow(tensor: onnx.TensorProto, name: str) -> None:
        if tensor.data_type == TensorProto.FLOAT and name not in factors:
            values = numpy_helper.to_array(tensor).astype(np.float16)
            tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))

    for tensor in graph.initializer:
        narrow(tensor, tensor.name)
    entry, leave = graph.input[0].name, graph.output[0].name
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                narrow(attribute.t, node.output[0])
            if node.op_type == "Cast" and attribute.name == "to" and attribute.i == TensorProto.FLOAT:
                attribute.i = TensorProto.FLOAT16
        node.input[:] = [f"{name}.half" if name == entry else name for name in node.input]
        node.output[:] = [f"{name}.half" if name == leave else name for name in node.output]
    graph.node.insert(0, helper.make_node("Cast", [entry], [f"{entry}.half"], to=TensorProto.FLOAT16))
    graph.node.append(helper.make_node("Cast", [f"{leave}.half"], [leave], to=TensorProto.FLOAT))
    return model


def to_int8(model: onnx.ModelProto) -> onnx.ModelProto:
    """Convolutions over all channels in int8; depthwise ones and the rest stay float32. Changes `model`."""
    graph = widen(model).graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    nodes = []
    for node in graph.node:
        groups = next((attribute.i for attribute in node.attribute if attribute.name == "group"), 1)
        if node.op_type != "Conv" or groups != 1 or node.input[1] not in weights:
            nodes.append(node)
            continue
        tensor = weights[node.input[1]]
        nodes += quantize(node, numpy_helper.to_array(tensor), graph)
        graph.initializer.remove(tensor)
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def quantize(node: onnx.NodeProto, weight: np.ndarray, graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """The nodes that do in int8 what a convolution does; their constants go into `graph`."""
    result = node.output[0]
    fed, bias = node.input[0], node.input[2] if len(node.input) > 2 else None
    scale = np.maximum(np.abs(weight).reshape(len(weight), -1).max(axis=1), 1e-12) / 127
    steps = np.round(weight / scale[:, None, None, None]).astype(np.int8)
    across = scale.astype(np.float32).reshape(1, -1, 1, 1)
    graph.initializer.append(numpy_helper.from_array(steps, f"{result}.steps"))
    graph.initializer.append(numpy_helper.from_array(across, f"{result}.scale"))
    if bias:
        shape = numpy_helper.from_array(np.array([1, -1, 1, 1], np.int64), f"{result}.shape")
        graph.initializer.append(shape)
    made = helper.make_node("ConvInteger", [f"{result}.x", f"{result}.steps", f"{result}.zero"], [f"{result}.sum"])
    made.attribute.extend(node.attribute)
    return [
        helper.make_node("DynamicQuantizeLinear", [fed], [f"{result}.x", f"{result}.xs", f"{result}.zero"]),
        made,
        helper.make_node("Cast", [f"{result}.sum"], [f"{result}.float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{result}.xs", f"{result}.scale"], [f"{result}.factor"]),
        helper.make_node("Mul", [f"{result}.float", f"{result}.factor"], [f"{result}.scaled" if bias else result]),
        *(
            [
                helper.make_node("Reshape", [bias, f"{result}.shape"], [f"{result}.bias"]),
                helper.make_node("Add", [f"{result}.scaled", f"{result}.bias"], [result]),
            ]
            if bias
            else []
        ),
    ]


def write_folder(models: Path, out: Path, model: onnx.ModelProto) -> None:
    """Copies a folder of models with another file for the color graph, and says so in its manifest."""
    out.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((models / "manifest.json").read_text())
    for entry in manifest["models"]:
        if entry["role"] == "color":
            weights = model.SerializeToString()
            (out / entry["file"]).write_bytes(weights)
            entry |= {"bytes": len(weights), "sha256": hashlib.sha256(weights).hexdigest()}
        else:
            shutil.copyfile(models / entry["file"], out / entry["file"])
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def main() -> None:
    """Writes both variants of the color graph in a folder of models."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--models", type=Path, required=True, help="folder with manifest.json and color graph")
    parser.add_argument("--out", type=Path, required=True, help="gets fp16/ and int8/")
    arguments = parser.parse_args()
    manifest = json.loads((arguments.models / "manifest.json").read_text())
    file = next(entry["file"] for entry in manifest["models"] if entry["role"] == "color")
    for name, convert in {"fp16": to_fp16, "int8": to_int8}.items():
        write_folder(arguments.models, arguments.out / name, convert(onnx.load(arguments.models / file)))


if __name__ == "__main__":
    main()
