"""What a training run reports: a line of JSON every so many steps, printed and added to a file."""

import json
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

LOG_EVERY = 100  # steps


class RunLog:
    """Collects the losses of each step. seen: crops that the run has seen before."""

    def __init__(self, path: Path, seen: int) -> None:
        self.path = path
        self.rows: list[Mapping[str, float]] = []
        self.since = seen
        self.logged = time.monotonic()

    def add(self, step: int, seen: int, side: int, losses: Mapping[str, float]) -> None:
        """The losses of a step on crops of `side` px, after which `seen` crops are seen in all."""
        self.rows.append(losses)
        if step % LOG_EVERY:
            return
        now = time.monotonic()
        row: dict[str, float] = {
            "step": step,
            "crops": seen,
            "side": side,
            "crops_per_s": round((seen - self.since) / (now - self.logged), 1),
        }
        row |= {name: round(float(np.mean([r[name] for r in self.rows])), 4) for name in self.rows[0]}
        print(json.dumps(row), flush=True)
        with self.path.open("a") as log:
            log.write(json.dumps(row) + "\n")
        self.rows = []
        self.since = seen
        self.logged = now
