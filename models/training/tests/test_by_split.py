"""What color.by_split prints, on networks whose answers are known."""

import unittest

import numpy as np
import torch
from torch import nn

from pixomax_training.color.by_split import lab_of, measure_squares

RED = np.full((64, 64, 3), (200, 60, 60), np.uint8)
GRAY = np.full((64, 64, 3), 128, np.uint8)


class Constant(nn.Module):
    """The same logits everywhere."""

    def __init__(self, logits: list[float]) -> None:
        super().__init__()
        self.logits = torch.tensor(logits)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[B,1,H,W] -> [B,Q,H/4,W/4]."""
        return self.logits[None, :, None, None].expand(len(x), -1, x.shape[2] // 4, x.shape[3] // 4)


class BySplitTest(unittest.TestCase):
    """Two bins: neutral, and one near the red of the picture."""

    centers = np.array([[0, 0], [50, 30]], np.float32)

    def test_a_network_that_says_gray_has_all_of_the_error_of_a_gray_copy(self) -> None:
        entropy, error = measure_squares(Constant([50.0, 0.0]), self.centers, [RED, GRAY])
        self.assertAlmostEqual(error, 1, 3)
        self.assertGreater(entropy, 20)  # surely wrong on one of two

    def test_a_network_that_is_right_has_next_to_none(self) -> None:
        entropy, error = measure_squares(Constant([0.0, 50.0]), self.centers, [RED])
        self.assertLess(error, 0.02)
        self.assertLess(entropy, 1e-3)

    def test_a_network_that_does_not_know_has_the_entropy_of_its_bins(self) -> None:
        entropy, _ = measure_squares(Constant([0.0, 0.0]), self.centers, [RED])
        self.assertAlmostEqual(entropy, float(np.log(2)), 4)

    def test_lightness_is_the_picture_s_own_and_ab_a_quarter_of_its_size(self) -> None:
        lightness, ab = lab_of(RED)
        self.assertEqual((tuple(lightness.shape), tuple(ab.shape)), ((1, 1, 64, 64), (1, 2, 16, 16)))
        self.assertAlmostEqual(float(lightness.mean()), 46.7, delta=0.1)
        self.assertGreater(float(ab[:, 0].min()), 40)


if __name__ == "__main__":
    unittest.main()
