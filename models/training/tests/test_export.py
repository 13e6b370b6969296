"""A stored network answers as the trained one, and what cannot be stored is refused."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from pixomax_training.color.answer import ColorizerForExport
from pixomax_training.color.device import save_small
from pixomax_training.color.network import Colorizer
from pixomax_training.color.saved_network import open_network
from pixomax_training.half import halve
from pixomax_training.onnx_export import write_onnx
from pixomax_training.reopen import load_exported
from pixomax_training.repair.network import RepairNetwork, RepairNetworkForExport

CENTERS = np.array([[0, 0], [20, 0], [0, 20], [-20, 0], [0, -20]], np.float32)


def make_model(weights: np.ndarray) -> onnx.ModelProto:
    """A graph that adds `weights` [64] to its input."""
    inputs = helper.make_tensor_value_info("x", TensorProto.FLOAT, [64])
    outputs = helper.make_tensor_value_info("y", TensorProto.FLOAT, [64])
    node = helper.make_node("Add", ["x", "w"], ["y"])
    graph = helper.make_graph([node], "add", [inputs], [outputs], [numpy_helper.from_array(weights, "w")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


class ExportTest(unittest.TestCase):
    """Files as they are written and read."""

    def test_weights_are_stored_as_float16_and_used_under_their_name(self) -> None:
        graph = halve(make_model(np.full(64, 0.1, np.float32))).graph
        self.assertEqual([tensor.data_type for tensor in graph.initializer], [TensorProto.FLOAT16])
        self.assertEqual([(node.op_type, node.output[0]) for node in graph.node], [("Cast", "w"), ("Add", "y")])

    def test_a_weight_that_float16_cannot_hold_is_refused_by_name(self) -> None:
        with self.assertRaisesRegex(ValueError, "w has values"):
            halve(make_model(np.full(64, 1e5, np.float32)))

    def test_a_layer_that_float16_would_turn_to_zero_is_refused_by_name(self) -> None:
        weights = np.full(64, 1e-9, np.float32)
        with self.assertRaisesRegex(ValueError, "most of w to 0"):
            halve(make_model(weights))
        weights[:32] = 0  # what says nothing already may go on saying nothing
        halve(make_model(weights))

    def test_an_exported_network_answers_as_before_when_it_is_reopened(self) -> None:
        torch.manual_seed(0)
        net = RepairNetwork().train()
        net(torch.rand(2, 1, 32, 32) * 100)  # norms that are not the identity
        net.eval()
        reopened = RepairNetwork().eval()
        lightness = torch.rand(1, 1, 64, 48) * 100
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder, "repair.onnx"))
            write_onnx(RepairNetworkForExport(net).eval(), lightness, ["mask", "clean"], {}, path)
            load_exported(reopened, path, lambda each: each(lightness))
        with torch.no_grad():
            for expected, made in zip(net(lightness), reopened(lightness), strict=True):
                np.testing.assert_allclose(made, expected, atol=1e-3)

    def test_a_deepest_map_brought_down_changes_no_answer_nor_does_a_file_of_it(self) -> None:
        torch.manual_seed(0)
        net = Colorizer(len(CENTERS)).train()
        weights = net.state_dict()
        nn.init.normal_(weights["a32.0.out.weight"])  # adds something
        for layer in ("r", "g.2"):
            weights[f"{layer}.weight"].mul_(1e5)
        for _ in range(40):
            net(torch.rand(2, 1, 64, 64))  # norms that know what they are fed
        net.eval()
        lightness = torch.rand(1, 1, 64, 96) * 100
        with torch.no_grad(), tempfile.TemporaryDirectory() as folder:
            expected = net(lightness / 50 - 1)
            net.scale_deepest(1e-4)
            np.testing.assert_allclose(net(lightness / 50 - 1), expected, atol=1e-3)
            path = str(Path(folder, "color.onnx"))
            write_onnx(ColorizerForExport(net, CENTERS, 0.5, 1.6, 1.0).eval(), lightness, ["ab"], {}, path)
            np.testing.assert_allclose(open_network(path)[0](lightness / 50 - 1), expected, atol=1e-3)

    def test_a_small_checkpoint_keeps_norms_statistics_whole_and_refuses_what_is_no_number(self) -> None:
        net = Colorizer(len(CENTERS)).eval()
        weights = net.state_dict()
        weights["u16.b.running_var"].fill_(1e9)
        with tempfile.TemporaryDirectory() as folder:
            whole, small = Path(folder, "checkpoint.pt"), Path(folder, "small.pt")
            saved = {"centers": CENTERS, "size": "tiny", "seen": 0, "step": 0}
            torch.save(saved | {"ema": net.state_dict()}, whole)
            save_small(whole, small)
            self.assertEqual(open_network(str(small))[0].state_dict()["u16.b.running_var"].max().item(), 1e9)
            weights["o.0.weight"].fill_(1e5)
            torch.save(saved | {"ema": net.state_dict()}, whole)
            with self.assertRaisesRegex(ValueError, "o.0.weight"):
                save_small(whole, small)

    def test_a_file_of_another_architecture_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder, "linear.onnx"))
            write_onnx(nn.Linear(8, 1), torch.rand(2, 8), ["y"], {}, path)
            with self.assertRaisesRegex(ValueError, "convolutions"):
                load_exported(RepairNetwork().eval(), path, lambda each: each(torch.rand(1, 1, 32, 32)))


if __name__ == "__main__":
    unittest.main()
