"""Weights of an exported ONNX file back into the network they came from, to go on training where only the file is left.

An export folds each batch norm into the convolution before it. The folded weights go into the convolution, and the norm
gets the mean and variance that some batches show, with a scale and shift that undo them: the network answers as the
file does, and can be trained on.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

PREFIX = "n."  # the exported module holds the network under this name
State = dict[str, torch.Tensor]


def read_tensors(path: str) -> tuple[list[onnx.NodeProto], dict[str, np.ndarray]]:
    """(nodes in the order they run, float32 tensors by the name they are used by).

    Tensors stored as float16 behind a Cast are found under the Cast's name.
    """
    graph = onnx.load(path).graph
    tensors = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute[0].HasField("t"):
            tensors[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        if node.op_type in ("Cast", "Identity") and node.input[0] in tensors:
            tensors[node.output[0]] = tensors[node.input[0]].astype(np.float32)
    return list(graph.node), tensors


def load_exported(net: nn.Module, path: str, run: Callable[[nn.Module], object]) -> None:
    """Fills `net`, in eval mode, from `path`. Raises ValueError on another architecture.

    run: puts any input through the network, to learn the order of its layers.
    """
    nodes, tensors = read_tensors(path)
    state = net.state_dict()
    for name in state:
        if PREFIX + name in tensors and tensors[PREFIX + name].shape == tuple(state[name].shape):
            state[name] = torch.from_numpy(tensors[PREFIX + name].copy())
    convs = [node for node in nodes if node.op_type == "Conv" and node.input[1] in tensors]
    products = [node for node in nodes if node.op_type in ("MatMul", "Gemm") and node.input[1] in tensors]
    order = layers_in_order(net, run)
    conv_layers = [(name, layer) for name, layer in order if isinstance(layer, nn.Conv2d)]
    linear_layers = [(name, layer) for name, layer in order if isinstance(layer, nn.Linear)]
    if len(convs) < len(conv_layers) or len(products) != len(linear_layers):
        raise ValueError(
            f"{path} has {len(convs)} convolutions and {len(products)} products, "
            f"the network {len(conv_layers)} and {len(linear_layers)}"
        )
    norm_after = {
        id(layer): (name, norm) for (_, layer), (name, norm) in pairwise(order) if isinstance(norm, nn.BatchNorm2d)
    }
    # A file may have more convolutions than the network, at its end: those that its export added.
    for (name, layer), node in zip(conv_layers, convs, strict=False):
        weight = tensors[node.input[1]]
        if weight.shape != tuple(layer.weight.shape):
            raise ValueError(f"{name} is {tuple(layer.weight.shape)}, in {path} {weight.shape}")
        bias = tensors[node.input[2]] if len(node.input) > 2 else None
        _fill_conv(state, name, norm_after.get(id(layer)), weight, bias)
    for (name, _), node in zip(linear_layers, products, strict=True):
        weight = tensors[node.input[1]] if node.op_type == "Gemm" else tensors[node.input[1]].T
        state[f"{name}.weight"] = torch.from_numpy(weight.astype(np.float32).copy())
        if node.op_type == "Gemm":
            state[f"{name}.bias"] = torch.from_numpy(tensors[node.input[2]].astype(np.float32))
    net.load_state_dict(state)


def _fill_conv(
    state: State, name: str, norm: tuple[str, nn.BatchNorm2d] | None, weight: np.ndarray, bias: np.ndarray | None
) -> None:
    """A folded convolution's weights into `state`; the norm after it becomes an identity plus the bias."""
    state[f"{name}.weight"] = torch.from_numpy(weight.astype(np.float32))
    shift = None if bias is None else torch.from_numpy(bias.astype(np.float32))
    if norm:
        norm_name, module = norm
        count = len(weight)
        state[f"{norm_name}.weight"] = torch.full((count,), (1 + module.eps) ** 0.5)
        state[f"{norm_name}.running_mean"] = torch.zeros(count)
        state[f"{norm_name}.running_var"] = torch.ones(count)
        state[f"{norm_name}.bias"] = torch.zeros(count) if shift is None else shift
    elif shift is not None:
        state[f"{name}.bias"] = shift


def layers_in_order(net: nn.Module, run: Callable[[nn.Module], object]) -> list[tuple[str, nn.Module]]:
    """(name, layer) of each convolution, linear layer and batch norm, in the order in which they run."""
    order: list[tuple[str, nn.Module]] = []
    names: dict[nn.Module, str] = {
        module: name
        for name, module in net.named_modules()
        if isinstance(module, nn.Conv2d | nn.Linear | nn.BatchNorm2d)
    }

    def note(module: nn.Module, _inputs: object, _output: object) -> None:
        order.append((names[module], module))

    hooks = [module.register_forward_hook(note) for module in names]
    with torch.no_grad():
        run(net)
    for hook in hooks:
        hook.remove()
    return order


def list_norms(net: nn.Module) -> Iterator[nn.BatchNorm2d]:
    """The batch norms of a network."""
    return (module for module in net.modules() if isinstance(module, nn.BatchNorm2d))


def statistics_of(norm: nn.BatchNorm2d) -> tuple[torch.Tensor, torch.Tensor]:
    """(running mean, running variance). Raises ValueError where a norm keeps none."""
    if norm.running_mean is None or norm.running_var is None:
        raise ValueError("A batch norm without running statistics cannot be folded or restored.")
    return norm.running_mean, norm.running_var


@torch.no_grad()
def fold_norms(net: nn.Module, run: Callable[[nn.Module], object]) -> None:
    """Folds each batch norm into the convolution before it, as an export does, and leaves it an identity plus a shift.

    What the network answers in eval mode stays the same.
    """
    for (_, conv), (_, norm) in pairwise(layers_in_order(net, run)):
        if not isinstance(norm, nn.BatchNorm2d) or not isinstance(conv, nn.Conv2d):
            continue
        mean, variance = statistics_of(norm)
        scale = norm.weight / torch.sqrt(variance + norm.eps)
        shift = norm.bias - mean * scale
        if conv.bias is not None:
            shift = shift + conv.bias * scale
            conv.bias = None
        conv.weight.mul_(scale[:, None, None, None])
        norm.weight.fill_((1 + norm.eps) ** 0.5)
        mean.zero_()
        variance.fill_(1)
        norm.bias.copy_(shift)


@torch.no_grad()
def restore_norms(
    net: nn.Module, batches: Iterable[torch.Tensor], run: Callable[[nn.Module, torch.Tensor], object]
) -> None:
    """Gives each batch norm, now an identity plus a shift, the statistics of what it is fed.

    What the network answers in eval mode stays the same.
    """
    sums: dict[nn.Module, list[torch.Tensor]] = {norm: [] for norm in list_norms(net)}

    def note(module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        x = inputs[0].float()
        sums[module].append(torch.stack([x.mean((0, 2, 3)), (x**2).mean((0, 2, 3))]))

    hooks = [module.register_forward_pre_hook(note) for module in sums]
    net.eval()
    for batch in batches:
        run(net, batch)
    for hook in hooks:
        hook.remove()
    for norm in list_norms(net):
        mean, of_squares = torch.stack(sums[norm]).mean(0)
        variance = (of_squares - mean**2).clamp(min=1e-6)
        kept_mean, kept_variance = statistics_of(norm)
        kept_mean.copy_(mean)
        kept_variance.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.add_(mean)
