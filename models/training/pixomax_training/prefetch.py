"""Batches drawn ahead of the training step that needs them."""

import atexit
import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from pixomax_training.arrays import FloatArray, IntArray, Rng
from pixomax_training.photos import Photos

Batch: TypeAlias = tuple[FloatArray, ...]
DrawBatch: TypeAlias = Callable[[int, int, Rng], Batch]  # (side, batch size, rng)
PhotoNumbers: TypeAlias = Sequence[int] | IntArray
DrawPhotos: TypeAlias = Callable[[Photos, PhotoNumbers, int, Rng], Batch]  # (photos, their numbers, side, rng)

WAITING_BATCHES = 4


class Prefetcher:
    """Batches of `draw`, drawn ahead by a thread. What was drawn at another side or batch size is dropped."""

    def __init__(self, draw: DrawBatch, seed: int | Sequence[int]) -> None:
        self.draw = draw
        self.rng = np.random.default_rng(seed)
        self.waiting: queue.Queue[tuple[tuple[int, int], Batch]] = queue.Queue(WAITING_BATCHES)
        self.size: tuple[int, int] | None = None
        self.ended = False

    def next(self, side: int, batch: int) -> Batch:
        """The next batch of this size. Blocks until it is drawn."""
        if self.size is None:
            thread = threading.Thread(target=self._draw_ahead, daemon=True)
            thread.start()
            atexit.register(self._end, thread)
        self.size = side, batch
        while True:
            size, drawn = self.waiting.get()
            if size == self.size:
                return drawn

    def _draw_ahead(self) -> None:
        while not self.ended:
            if size := self.size:
                self.waiting.put((size, self.draw(*size, self.rng)))

    def _end(self, thread: threading.Thread) -> None:
        """Waits for the thread: one that is inside torch when Python ends takes the process down."""
        self.ended = True
        while thread.is_alive():
            try:
                self.waiting.get(timeout=0.1)
            except queue.Empty:
                continue


def draw_in_rounds(photos: Photos, draw: DrawPhotos) -> DrawBatch:
    """Draws each photo once per round, in an order of its own each time."""
    order: list[int] = []

    def draw_next(side: int, batch: int, rng: Rng) -> Batch:
        while len(order) < batch:
            order.extend(rng.permutation(len(photos)))
        ids = order[:batch]
        order[:] = order[batch:]
        return draw(photos, ids, side, rng)

    return draw_next
