"""The mean of several networks of one run, and what the studio's manifest is told of a file."""

import hashlib
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from pixomax_training.color.export import enter_in_manifest
from pixomax_training.color.network import Colorizer
from pixomax_training.color.saved_network import open_mixed

CENTERS = np.array([[0, 0], [20, 0], [0, 20]], np.float32)


class ColorExportTest(unittest.TestCase):
    """A folder with checkpoints, or with a manifest."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def save(self, name: str, net: Colorizer, bias: float) -> str:
        """The path of a checkpoint whose last layer adds `bias` to each logit."""
        net.state_dict()["o.2.bias"].fill_(bias)
        path = self.folder / name
        torch.save({"ema": net.state_dict(), "centers": CENTERS, "size": "tiny"}, path)
        return str(path)

    def test_networks_are_mixed_in_turn_each_by_its_share(self) -> None:
        torch.manual_seed(0)
        net = Colorizer(len(CENTERS)).eval()
        first, second, third = (self.save(f"{bias}.pt", net, bias) for bias in (1.0, 2.0, 6.0))
        mean, centers = open_mixed(first, [(second, "0.5"), (third, "0.25")])
        np.testing.assert_allclose(mean.state_dict()["o.2.bias"], np.full(len(CENTERS), 2.625))
        np.testing.assert_array_equal(centers, CENTERS)

    def test_a_manifest_is_told_the_size_and_hash_of_its_file_and_nothing_else_changes(self) -> None:
        manifest = self.folder / "manifest.json"
        other = {"name": "repair", "file": "repair.onnx", "sha256": "1", "bytes": 1}
        manifest.write_text(json.dumps({"models": [{"name": "color", "file": "color.onnx"}, other], "presets": []}))
        file = self.folder / "color.onnx"
        file.write_bytes(b"weights")
        enter_in_manifest(manifest, file)
        told = {"name": "color", "file": "color.onnx", "sha256": hashlib.sha256(b"weights").hexdigest(), "bytes": 7}
        self.assertEqual(json.loads(manifest.read_text()), {"models": [told, other], "presets": []})
        with self.assertRaisesRegex(ValueError, "no model whose file is half.onnx"):
            enter_in_manifest(manifest, self.folder / "half.onnx")


if __name__ == "__main__":
    unittest.main()
