"""python -m pixomax_training.faces.smoke: both recipes on painted pictures and a few steps, stop and resume included.

A minute on two cores; it says nothing of quality. The reference detector is not needed: the labels are made up.
"""

import json
import tempfile
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from pixomax_training.smoke_tools import expect, expect_within, run, run_on_gray, write_data

PICTURES = 24
WITH_FACE = 12
PORTRAITS = 4
FACE = [100, 80, 90, 110, 80, 60, 120, 62, 100, 85, 82, 105, 118, 106, 0.95]  # as in faces.json


def paint_data(folder: Path) -> None:
    """A dozen pictures with a face each, and as many without."""
    rng = np.random.default_rng(0)
    colors = [rng.integers(0, 256, (4, 5, 3), np.uint8) for _ in range(PICTURES)]
    pictures = [cv2.resize(each, (200, 160), interpolation=cv2.INTER_CUBIC) for each in colors]
    sources = ["utk" if i < PORTRAITS else "painted" for i in range(PICTURES)]
    write_data(folder, pictures, sources, [[FACE] if i < WITH_FACE else [] for i in range(PICTURES)])


def smoke_detector(folder: Path) -> None:
    """Trains, exports and measures the detector on what paint_data made."""
    train = partial(run, "faces.train_detector", data=folder / "data", run=folder / "detector", batch=0.25)
    train(crops=8)
    train(crops=24)  # goes on from the checkpoint, through the larger sides
    exported = folder / "detector.onnx"
    run("faces.export", "detector", folder / "detector/checkpoint.pt", exported)
    numbers = folder / "detector.json"
    run("faces.evaluate_detector", data=folder / "data", model=exported, json=numbers, sheet=folder / "detector.png")
    photos = json.loads(numbers.read_text())["photos"]
    expect(photos == PICTURES // 4, f"{photos} photos")
    for height, width in ((96, 64), (256, 320)):
        answers = run_on_gray(exported, height, width)
        expect_within(answers["score"], (1, 1, height // 8, width // 8), 0, 1)
        expect_within(answers["box"], (1, 4, height // 8, width // 8))
        expect_within(answers["points"], (1, 10, height // 8, width // 8))


def smoke_restorer(folder: Path) -> None:
    """Trains and exports the restorer on what paint_data made."""
    train = partial(run, "faces.train_restorer", data=folder / "data", run=folder / "restorer", batch=0.25)
    train(crops=4)
    train(crops=12)
    exported = folder / "restorer.onnx"
    run("faces.export", "restorer", folder / "restorer/checkpoint.pt", exported)
    expect_within(run_on_gray(exported, 192, 192, count=3)["clear"], (3, 1, 192, 192), 0, 100)


def smoke_faces(folder: Path) -> None:
    """Both recipes in an empty folder."""
    paint_data(folder / "data")
    smoke_detector(folder)
    smoke_restorer(folder)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        smoke_faces(Path(name))
    print("both recipes run")
