"""The smoke run of the color recipe: a few steps on painted pictures, stop and resume included."""

import json
from functools import partial
from pathlib import Path

import numpy as np

from pixomax_training.smoke_tools import expect, expect_within, run, run_on_gray

LARGEST_SMALL_CHECKPOINT = 10 * 2**20  # bytes


def smoke_color(folder: Path) -> None:
    """Trains, calibrates, exports, measures and packs in `folder`, which holds the prepared data."""
    data = folder / "data"
    train = partial(run, "color.train", data=data)
    train(run=folder / "run", crops=24)
    train(run=folder / "run", crops=64)  # goes on from the checkpoint, through the larger crops
    checkpoint = folder / "both/checkpoint.pt"
    start = folder / "run/checkpoint.pt"
    train(run=folder / "both", start=start, processes=2, threads=1, crops=96, batch=0.25)
    calibration = folder / "calibration.json"
    run("color.calibrate", data=data, split="train", weights=checkpoint, steps=3, short_side=(64, 96), out=calibration)
    exported = folder / "colorizer.onnx"
    run("color.export", checkpoint, exported, calibration=calibration, half=True)
    run("color.evaluate", data=data, split="train", model=exported, json=folder / "numbers.json")
    numbers = json.loads((folder / "numbers.json").read_text())["models"][str(exported)]
    expect(all(np.isfinite(value) for value in numbers.values()), numbers)
    for height, width in ((96, 64), (256, 320)):
        expect_within(run_on_gray(exported, height, width)["ab"], (1, 2, height // 4, width // 4))
    run("color.by_split", data=data, weights=(checkpoint, exported), photos=2, side=64)
    run("color.average", data=data, weights=(start, start), out=folder / "mean.pt")
    run("color.balance", data=data)
    run("color.device", "pack-for-device", data=data, start=exported, out=folder / "pack")
    run("color.device", "train", pack=folder / "pack", out=folder / "back", crops=24)  # reopens the exported file
    expect((folder / "back/checkpoint.pt").stat().st_size < LARGEST_SMALL_CHECKPOINT, "a checkpoint of over 10 MiB")
