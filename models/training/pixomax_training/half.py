"""Weights of an ONNX file as float16, widened again when it is loaded: half the size, the same arithmetic."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALL = 64  # values: biases and constants that decide shapes stay as they are
LARGEST_HALF = 65504  # the largest finite float16
# Of a tensor's values: a third of the first encoder blocks' are those of channels that say nothing. Beyond a half it is
# a layer behind a map that has grown too large.
MOST_LOST = 0.5


def halve(model: onnx.ModelProto) -> onnx.ModelProto:
    """Stores every large float32 initializer as float16 behind a Cast, which runtimes fold once at load.

    Changes `model` and returns it. Raises ValueError where a weight is too large for float16, or most of a tensor's
    are so small that it turns them to 0.
    """
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < SMALL:
            continue
        if np.abs(values).max() >= LARGEST_HALF:
            raise ValueError(f"{tensor.name} has values that float16 cannot hold. Export it without --half.")
        half = values.astype(np.float16)
        if ((half == 0) & (values != 0)).mean() > MOST_LOST:
            raise ValueError(f"float16 turns most of {tensor.name} to 0. Export it without --half.")
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(half, f"{tensor.name}.half"))
        casts.append(helper.make_node("Cast", [f"{tensor.name}.half"], [tensor.name], to=TensorProto.FLOAT))
    for node in reversed(casts):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    return model
