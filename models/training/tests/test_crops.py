"""Crops lie in their photo, and are of the size that was asked for."""

import unittest

import numpy as np

from pixomax_training.color.crops import SMALLEST_CUT, STRETCH, draw_crop

SHORT, LONG, SIDE = 90, 250, 32


class DrawCropTest(unittest.TestCase):
    """Many draws from pictures that count their columns."""

    def test_a_crop_shows_between_the_smallest_cut_and_the_whole_short_side(self) -> None:
        columns = np.broadcast_to(np.arange(LONG, dtype=np.uint8)[:, None], (SHORT, LONG, 3))
        for photo in (columns, columns[:, :SHORT], np.ascontiguousarray(columns.transpose(1, 0, 2))):
            rng = np.random.default_rng(0)
            crops = [draw_crop(photo, SIDE, rng) for _ in range(400)]
            self.assertEqual({crop.shape for crop in crops}, {(SIDE, SIDE, 3)})
            shown = np.array([int(crop.max()) - int(crop.min()) for crop in crops]) / SHORT
            self.assertLessEqual(shown.max(), 1)
            self.assertGreater(shown.max(), 0.9)
            self.assertLess(shown.min(), SMALLEST_CUT)  # stretched
            self.assertGreater(shown.min(), SMALLEST_CUT * np.exp(-STRETCH) - 0.06)  # averaged at both rims


if __name__ == "__main__":
    unittest.main()
