"""What color.train starts from: a checkpoint brought into a state that can learn, or refused."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from pixomax_training.color.network import Colorizer
from pixomax_training.color.train import train_color
from pixomax_training.hues import HUES
from pixomax_training.training_run import make_training_parser

CENTERS = np.array([[0, 0], [20, 0], [0, 20], [-20, 0], [0, -20]], np.float32)
SIDE = 128  # px, of the photos
COUNT = 4


def write_photos(data: Path) -> None:
    """Prepared training photos of noise."""
    pixels = np.random.default_rng(0).integers(0, 256, (COUNT, SIDE, SIDE, 3), np.uint8)
    (data / "photos.bin").write_bytes(pixels.tobytes())
    row = {"source": "noise", "split": "train", "hues": [1 / len(HUES)] * len(HUES), "height": SIDE, "width": SIDE}
    (data / "photos.json").write_text(json.dumps([row | {"offset": k * pixels[k].nbytes} for k in range(COUNT)]))


class StartTest(unittest.TestCase):
    """One step from a checkpoint."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        write_photos(self.folder)
        torch.manual_seed(0)
        self.net = Colorizer(len(CENTERS)).eval()

    def train(self) -> Colorizer:
        """The network of `self.net`'s checkpoint after a step."""
        start = self.folder / "start.pt"
        torch.save({"ema": self.net.state_dict(), "centers": CENTERS}, start)
        words = ["--data", str(self.folder), "--run", str(self.folder / "run"), "--crops", "1", "--batch", "0.1"]
        options = make_training_parser("", crops=1).parse_args(words)
        options.start, options.imagenet, options.size = str(start), None, "tiny"
        with contextlib.redirect_stdout(io.StringIO()):
            train_color(options)
        trained = Colorizer(len(CENTERS))
        trained.load_state_dict(torch.load(self.folder / "run/checkpoint.pt", weights_only=False)["net"])
        return trained

    def test_a_deepest_map_that_has_grown_is_brought_down_before_the_first_step(self) -> None:
        self.assertEqual(self.train().scale.item(), 1)
        (self.folder / "run/checkpoint.pt").unlink()
        for layer in ("r", "g.2"):
            self.net.state_dict()[f"{layer}.weight"].mul_(1e5)
        self.assertLess(self.train().scale.item(), 0.1)

    def test_a_start_with_a_weight_that_is_no_number_is_refused_by_name(self) -> None:
        self.net.state_dict()["u16.b.running_var"].fill_(np.inf)
        with self.assertRaisesRegex(ValueError, "u16.b.running_var of .*start.pt"):
            self.train()


if __name__ == "__main__":
    unittest.main()
