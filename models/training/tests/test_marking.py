"""What is measured as damage here is what the studio repairs."""

import json
import unittest

from pixomax_training.repair.check_marking import CASES, find_differences


class MarkingTest(unittest.TestCase):
    """The cases of the engine's own test."""

    def test_marking_answers_every_case_as_the_engine_does(self) -> None:
        self.assertEqual(find_differences(json.loads(CASES.read_text())), [])

    def test_a_case_that_differs_is_named(self) -> None:
        cases = json.loads(CASES.read_text())
        cases["cases"] = cases["cases"][:1]
        cases["cases"][0]["kept"] = []
        cases["growth"][0]["pixels"] += 1
        cases["surest"][0]["value"] += 0.001
        first, second, third = find_differences(cases)
        self.assertIn(cases["cases"][0]["name"], first)
        self.assertIn("grows by", second)
        self.assertIn("must be surer", third)


if __name__ == "__main__":
    unittest.main()
