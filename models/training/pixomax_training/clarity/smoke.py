"""python -m pixomax_training.clarity.smoke: the recipe on painted pictures and a few steps, stop and resume included.

Half a minute on two cores; it says nothing of quality.
"""

import json
import tempfile
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from pixomax_training.faces.smoke import FACE
from pixomax_training.smoke_tools import MODELS, expect, expect_within, run, run_on_gray, write_data

PICTURES = 12


def paint_data(folder: Path) -> None:
    """A dozen sharp pictures, each with a face."""
    rng = np.random.default_rng(0)
    colors = [rng.integers(0, 256, (80, 100, 3), np.uint8) for _ in range(PICTURES)]
    pictures = [cv2.resize(each, (200, 160), interpolation=cv2.INTER_NEAREST) for each in colors]
    write_data(folder, pictures, ["painted"] * PICTURES, [[FACE]] * PICTURES)


def smoke_clarity(folder: Path) -> None:
    """Trains, exports and measures in an empty folder, from the shipped face restorer's weights."""
    data = folder / "data"
    paint_data(data)
    shipped = MODELS / "face-restorer.onnx"
    train = partial(run, "clarity.train", data=data, run=folder / "photo", start=shipped, batch=0.25)
    train(crops=8)
    train(crops=24)  # goes on from the checkpoint
    exported = folder / "photo.onnx"
    run("clarity.export", folder / "photo/checkpoint.pt", exported)
    for height, width in ((96, 64), (160, 200)):
        expect_within(run_on_gray(exported, height, width)["change"], (1, 1, height, width))
    report = folder / "report.json"
    sheet = folder / "sheet.png"
    run("clarity.evaluate", data=data, photo=exported, face=shipped, json=report, sheet=sheet)
    numbers = json.loads(report.read_text())
    expect(numbers["photos"] == PICTURES // 4 and numbers["faces"] == PICTURES // 4 and sheet.exists(), numbers)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        smoke_clarity(Path(name))
    print("the recipe runs")
