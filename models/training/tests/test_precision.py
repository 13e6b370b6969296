"""Networks learn in the precision that the device computes in."""

import unittest
from unittest.mock import patch

import torch

from pixomax_training.training_run import fast_precision


class PrecisionTest(unittest.TestCase):
    """A CPU with bfloat16 and one without."""

    def multiplied(self, has_bfloat16: bool) -> torch.dtype:
        """What two matrices are multiplied to."""
        with (
            patch("torch.cpu._is_avx512_bf16_supported", return_value=has_bfloat16),
            fast_precision(torch.device("cpu")),
        ):
            return (torch.ones(2, 2) @ torch.ones(2, 2)).dtype

    def test_a_cpu_without_bfloat16_learns_in_float32_instead_of_emulating_it(self) -> None:
        self.assertEqual(self.multiplied(False), torch.float32)
        self.assertEqual(self.multiplied(True), torch.bfloat16)


if __name__ == "__main__":
    unittest.main()
