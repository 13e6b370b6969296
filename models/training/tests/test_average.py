"""The mean of checkpoints, with norms that know what it is fed."""

import unittest
from typing import Any

import numpy as np
import torch

from pixomax_training.color.average import mean_weights, measure_norms
from pixomax_training.color.network import Colorizer

CENTERS = np.array([[0, 0], [20, 0], [0, 20]], np.float32)


def make_checkpoint(seed: int, scale: float = 1.0) -> dict[str, Any]:
    """A checkpoint of random weights."""
    torch.manual_seed(seed)
    net = Colorizer(len(CENTERS))
    net.scale.fill_(scale)
    return {"ema": net.state_dict(), "centers": CENTERS, "size": "tiny"}


class AverageTest(unittest.TestCase):
    """Networks of random weights."""

    def test_each_weight_is_the_mean_of_theirs(self) -> None:
        one, other = make_checkpoint(1), make_checkpoint(2)
        mean = mean_weights([one, other]).state_dict()["o.2.weight"]
        np.testing.assert_allclose(mean, (one["ema"]["o.2.weight"] + other["ema"]["o.2.weight"]) / 2, atol=1e-6)

    def test_checkpoints_between_which_the_deepest_map_was_brought_down_are_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "no meaningful mean"):
            mean_weights([make_checkpoint(1), make_checkpoint(2, scale=0.5)])

    def test_norms_are_measured_so_that_the_mean_answers_when_run_as_it_does_when_it_learns(self) -> None:
        net = mean_weights([make_checkpoint(1), make_checkpoint(2)])
        lightness = torch.rand(8, 1, 64, 64) * 100
        measure_norms(net, [lightness])
        with torch.no_grad():
            answered = net(lightness / 50 - 1)
            np.testing.assert_allclose(answered, net.train()(lightness / 50 - 1), atol=0.05)


if __name__ == "__main__":
    unittest.main()
