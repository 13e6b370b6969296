"""Weights of an exported ONNX file back into the network they came from, to go on teaching where only the file is left.

An export folds each batch norm into the convolution before it. The folded weights go into the convolution, and the norm gets the mean and variance
that some batches show, with a scale and shift that undo them: the network answers as the file does, and can be taught on.
"""
from collections.abc import Callable, Iterable

import numpy as np
import onnx
import torch
import torch.nn as nn
from onnx import numpy_helper

PREFIX = 'n.'  # the exported module holds the network under this name


def read_tensors(path: str) -> tuple[list[onnx.NodeProto], dict[str, np.ndarray]]:
    """(nodes in the order they run, float32 tensors by name); tensors stored as float16 behind a Cast under the name they are used by."""
    graph = onnx.load(path).graph
    tensors = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    for node in graph.node:
        if node.op_type == 'Constant' and node.attribute[0].HasField('t'):
            tensors[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        if node.op_type in ('Cast', 'Identity') and node.input[0] in tensors:
            tensors[node.output[0]] = tensors[node.input[0]].astype(np.float32)
    return list(graph.node), tensors


def load_exported(net: nn.Module, path: str, run: Callable[[nn.Module], object]) -> None:
    """Fills `net`, in eval mode, from `path`. `run` puts any input through it, to learn the order of its layers. Raises ValueError on another architecture."""
    nodes, tensors = read_tensors(path)
    state = net.state_dict()
    for name in state:
        if PREFIX + name in tensors and tensors[PREFIX + name].shape == tuple(state[name].shape):
            state[name] = torch.from_numpy(tensors[PREFIX + name].copy())
    order = layers_in_order(net, run)
    convs = [node for node in nodes if node.op_type == 'Conv' and node.input[1] in tensors]
    matmuls = [node for node in nodes if node.op_type in ('MatMul', 'Gemm') and node.input[1] in tensors]
    called = [(name, layer) for name, layer in order if not isinstance(layer, nn.BatchNorm2d)]
    called_convs, called_linear = ([(n, l) for n, l in called if isinstance(l, kind)] for kind in (nn.Conv2d, nn.Linear))
    if len(convs) < len(called_convs) or len(matmuls) != len(called_linear):
        raise ValueError(f'{path} has {len(convs)} convolutions and {len(matmuls)} products, the network {len(called_convs)} and {len(called_linear)}')
    norm_after = {id(layer): order[i + 1] for i, (_, layer) in enumerate(order[:-1]) if isinstance(order[i + 1][1], nn.BatchNorm2d)}
    for (name, layer), node in zip(called_convs, convs):
        weight, bias = tensors[node.input[1]], tensors[node.input[2]] if len(node.input) > 2 else None
        if weight.shape != tuple(layer.weight.shape):
            raise ValueError(f'{name} is {tuple(layer.weight.shape)}, in {path} {weight.shape}')
        state[f'{name}.weight'] = torch.from_numpy(weight.astype(np.float32))
        if id(layer) in norm_after:
            norm, module = norm_after[id(layer)]
            state[f'{norm}.weight'], state[f'{norm}.running_mean'] = torch.full((len(weight),), (1 + module.eps) ** 0.5), torch.zeros(len(weight))
            state[f'{norm}.running_var'], state[f'{norm}.bias'] = torch.ones(len(weight)), torch.from_numpy(bias.astype(np.float32))
        elif bias is not None:
            state[f'{name}.bias'] = torch.from_numpy(bias.astype(np.float32))
    for (name, layer), node in zip(called_linear, matmuls):
        weight = tensors[node.input[1]]
        state[f'{name}.weight'] = torch.from_numpy((weight if node.op_type == 'Gemm' else weight.T).astype(np.float32).copy())
        if node.op_type == 'Gemm':
            state[f'{name}.bias'] = torch.from_numpy(tensors[node.input[2]].astype(np.float32))
    net.load_state_dict(state)


def layers_in_order(net: nn.Module, run: Callable[[nn.Module], object]) -> list[tuple[str, nn.Module]]:
    """(name, layer) of each convolution, linear layer and batch norm, in the order in which they run."""
    order: list[tuple[str, nn.Module]] = []
    kinds = (nn.Conv2d, nn.Linear, nn.BatchNorm2d)
    hooks = [m.register_forward_hook(lambda m, _in, _out, name=name: order.append((name, m))) for name, m in net.named_modules() if isinstance(m, kinds)]
    with torch.no_grad():
        run(net)
    for hook in hooks:
        hook.remove()
    return order


@torch.no_grad()
def fold_norms(net: nn.Module, run: Callable[[nn.Module], object]) -> None:
    """Folds each batch norm into the convolution before it, as an export does, and leaves it an identity plus a shift. Answers in eval mode stay the same."""
    order = layers_in_order(net, run)
    for (_, conv), (_, norm) in zip(order, order[1:]):
        if isinstance(norm, nn.BatchNorm2d) and isinstance(conv, nn.Conv2d):
            scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            shift = norm.bias - norm.running_mean * scale
            if conv.bias is not None:
                shift, conv.bias = shift + conv.bias * scale, None
            conv.weight.mul_(scale[:, None, None, None])
            norm.weight.fill_((1 + norm.eps) ** 0.5), norm.running_mean.zero_(), norm.running_var.fill_(1), norm.bias.copy_(shift)


@torch.no_grad()
def restore_norms(net: nn.Module, batches: Iterable[torch.Tensor], run: Callable[[nn.Module, torch.Tensor], object]) -> None:
    """Gives each batch norm, now an identity plus a shift, the statistics of what it is fed. The network's answers in eval mode stay the same."""
    sums: dict[nn.Module, list[torch.Tensor]] = {m: [] for m in net.modules() if isinstance(m, nn.BatchNorm2d)}

    def note(module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        x = inputs[0].float()
        sums[module].append(torch.stack([x.mean((0, 2, 3)), (x ** 2).mean((0, 2, 3))]))

    hooks = [m.register_forward_pre_hook(note) for m in sums]
    net.eval()
    for batch in batches:
        run(net, batch)
    for hook in hooks:
        hook.remove()
    for norm, seen in sums.items():
        mean, of_squares = torch.stack(seen).mean(0)
        variance = (of_squares - mean ** 2).clamp(min=1e-6)
        norm.running_mean.copy_(mean), norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps)), norm.bias.add_(mean)
