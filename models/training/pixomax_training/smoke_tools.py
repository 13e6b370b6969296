"""What the smoke runs of all recipes share: running a module as a command line does, painted data, and expectations."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from pixomax_training.arrays import FloatArray
from pixomax_training.sessions import open_session

TRAINING = Path(__file__).parents[1]
MODELS = TRAINING.parent
GRAY = 50.0  # L*


def run(module: str, *words: object, **options: object) -> None:
    """Runs a module of this package in a process of its own. Raises CalledProcessError when it fails.

    start_file="x" becomes --start-file x; a tuple becomes several values, True an option without one.
    """
    command = [sys.executable, "-m", f"pixomax_training.{module}", *map(str, words)]
    for name, value in options.items():
        command.append("--" + name.replace("_", "-"))
        if value is not True:
            command += map(str, value if isinstance(value, tuple) else (value,))
    subprocess.run(command, check=True, cwd=TRAINING)


def expect(holds: bool | np.bool_, found: object) -> None:
    """Raises RuntimeError with what was found instead, unless it `holds`."""
    if not holds:
        raise RuntimeError(f"The smoke run found something wrong: {found}")


def run_on_gray(path: Path, height: int, width: int, count: int = 1) -> dict[str, FloatArray]:
    """What an exported network answers to `count` even gray pictures, by the names of its outputs."""
    session = open_session(str(path))
    answers = session.run(None, {"lightness": np.full((count, 1, height, width), GRAY, np.float32)})
    return {output.name: answer for output, answer in zip(session.get_outputs(), answers, strict=True)}


def expect_within(values: FloatArray, shape: tuple[int, ...], low: float = -np.inf, high: float = np.inf) -> None:
    """Raises RuntimeError unless `values` has this shape and is finite and between `low` and `high`."""
    fits = values.shape == shape and np.isfinite(values).all() and values.min() >= low and values.max() <= high
    expect(fits, f"{values.shape}, {values.min()} to {values.max()}; wanted {shape}, {low} to {high}")


def write_data(folder: Path, pictures: list[np.ndarray], sources: list[str], faces: list[list[list[float]]]) -> None:
    """Writes what prepare.py and label_faces.py would have made of `pictures`; every fourth is held out."""
    rows = []
    labels = {}
    offset = 0
    folder.mkdir()
    with (folder / "photos.bin").open("wb") as out:
        for i, picture in enumerate(pictures):
            row = {
                "name": f"{i:02}.jpg",
                "source": sources[i],
                "offset": offset,
                "height": picture.shape[0],
                "width": picture.shape[1],
                "split": "held-out" if i % 4 == 3 else "train",
            }
            labels[row["name"]] = faces[i]
            rows.append(row)
            out.write(picture.tobytes())
            offset += picture.nbytes
    (folder / "photos.json").write_text(json.dumps(rows))
    (folder / "faces.json").write_text(json.dumps(labels))
