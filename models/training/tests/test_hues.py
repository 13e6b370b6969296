"""The classes of hues are those of `npm run evaluate`, whose tests read the same cases."""

import json
import unittest
from pathlib import Path

import numpy as np

from pixomax_training.hues import HUES, count_hues, hue_classes

CASES = json.loads(Path(__file__).parents[1].joinpath("hue-cases.json").read_text())


class HuesTest(unittest.TestCase):
    """hue-cases.json has points on both sides of each border."""

    def test_each_case_gets_the_hue_that_the_evaluation_gives_it(self) -> None:
        ab = np.array([[case["a"], case["b"]] for case in CASES])
        self.assertEqual([HUES[index] for index in hue_classes(ab)], [case["hue"] for case in CASES])

    def test_shares_are_of_all_pixels_in_the_order_of_hues(self) -> None:
        shares = count_hues(np.array([[[0.0, 0.0], [50.0, 0.0]], [[50.0, 1.0], [0.0, 50.0]]]))
        self.assertEqual(shares.tolist(), [0.25, 0.5, 0.25, 0, 0, 0])


if __name__ == "__main__":
    unittest.main()
