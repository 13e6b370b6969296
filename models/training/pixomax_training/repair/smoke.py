"""The smoke run of the repair recipe: a few steps on painted pictures, stop and resume included."""

import json
from functools import partial
from pathlib import Path

import numpy as np

from pixomax_training.smoke_tools import MODELS, expect, expect_within, run, run_on_gray


def smoke_repair(folder: Path) -> None:
    """Trains, exports, mines and measures in `folder`, which holds the prepared data."""
    data = folder / "data"
    train = partial(run, "repair.train", data=data)
    train(run=folder / "repair", crops=32)
    train(run=folder / "repair", crops=80)  # goes on from the checkpoint, through the larger crops
    exported = folder / "repair.onnx"
    run("repair.export", folder / "repair/checkpoint.pt", exported)
    mined = folder / "mined.json"
    run("repair.mine", data=data, model=exported, out=mined)
    train(run=folder / "repair-on", start_file=exported, mined=mined, crops=22)
    run("repair.show", data=data, out=folder / "examples.png")
    measure = {"data": data, "split": "train", "photos": 3, "model": exported, "faces": MODELS / "face-detector.onnx"}
    run("repair.evaluate", **measure, large=240, json=folder / "repair.json", sheet=folder / "repair.png")
    rows = json.loads((folder / "repair.json").read_text())["rows"]
    expect(all(np.isfinite(list(row.values())).all() for row in rows), rows)
    harm = {"sizes": (200, 1100), "sure": 0.3, "threshold": 0.1}
    run("repair.harm", **measure, **harm, json=folder / "harm.json", sheet=folder / "harm.png")
    for row in json.loads((folder / "harm.json").read_text())["per_mille"]["engine"]:
        expect(abs(sum(row[place] for place in ("faces", "edges", "flat")) - row["changed"]) < 1e-3, row)
    run("repair.check_marking")
    for height, width in ((96, 64), (256, 336)):
        answers = run_on_gray(exported, height, width)
        for name, most in (("mask", 1), ("clean", 100)):
            expect_within(answers[name], (1, 1, height, width), 0, most)
