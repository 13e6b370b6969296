"""The reference's faces as they are learned from and measured against."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pixomax_training.arrays import FloatArray
from pixomax_training.photos import PhotoRow

SURE = 0.8  # the reference's score from which on a face is a face; below it neither a face nor none
# The reference takes dogs, cows and cats for faces, at scores below this one; by eye nearly all of those in this source
# that are no smaller than so many px are animals.
ANIMALS = "vocanim"
ANIMAL_SCORE = 0.88
ANIMAL_PX = 30


def read_faces(data: str, rows: Sequence[PhotoRow]) -> list[FloatArray]:
    """For each row of photos.json float32 [N,15] (see label_faces.py), without what is an animal."""
    labels = json.loads(Path(data, "faces.json").read_text())
    return [_without_animals(np.array(labels[row["name"]], np.float32).reshape(-1, 15), row["source"]) for row in rows]


def _without_animals(faces: FloatArray, source: str) -> FloatArray:
    if source != ANIMALS:
        return faces
    return faces[(faces[:, 14] >= ANIMAL_SCORE) | (faces[:, 2:4].max(1, initial=0) < ANIMAL_PX)]
