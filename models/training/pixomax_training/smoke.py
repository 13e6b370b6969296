"""python -m pixomax_training.smoke: the unit tests, then every recipe on painted pictures and a few steps.

Stopping and going on is included. A minute on two free cores; it says nothing of quality.
"""

import tarfile
import tempfile
import unittest
from pathlib import Path

import cv2
import numpy as np

from pixomax_training.clarity.smoke import smoke_clarity
from pixomax_training.color.smoke import smoke_color
from pixomax_training.faces.smoke import smoke_faces
from pixomax_training.repair.smoke import smoke_repair
from pixomax_training.smoke_tools import TRAINING, expect, run

PICTURES = 12


def paint_shard(path: Path) -> None:
    """A shard of PICTURES JPEG files of soft random colors."""
    rng = np.random.default_rng(0)
    with tarfile.open(path, "w") as tar:
        for i in range(PICTURES):
            colors = rng.integers(0, 256, (4, 5, 3), np.uint8)
            file = path.parent / f"{i:02}.jpg"
            cv2.imwrite(str(file), cv2.resize(colors, (200, 160 + i), interpolation=cv2.INTER_CUBIC))
            tar.add(file, file.name)


def run_unit_tests() -> None:
    """Raises RuntimeError unless there are tests and all of them pass."""
    result = unittest.TextTestRunner().run(unittest.defaultTestLoader.discover(str(TRAINING / "tests")))
    expect(result.testsRun > 0 and result.wasSuccessful(), f"{len(result.failures) + len(result.errors)} failing tests")


def main() -> None:
    """Runs everything; ends with an error at the first thing that fails."""
    run_unit_tests()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paint_shard(folder / "painted.tar")
        run("prepare", photos=folder, data=folder / "data")
        smoke_color(folder)
        smoke_repair(folder)
    with tempfile.TemporaryDirectory() as name:
        smoke_faces(Path(name))
    with tempfile.TemporaryDirectory() as name:
        smoke_clarity(Path(name))
    print("the recipe runs")


if __name__ == "__main__":
    main()
