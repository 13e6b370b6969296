"""What the photo restorer learns from: (degraded lightness, lightness as it was), L* 0..100.

Over a quarter of the crops are left as they are. Only photographs that are sharp at their own pixels are used; the
smaller copies of 160 px and the soft portraits do not. What a photo has of its own grain is part of the truth: a clear
photo must come out as it went in.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

from pixomax_training.arrays import ByteArray, FloatArray, Rng
from pixomax_training.faces.degradation import blur, grain
from pixomax_training.old_film import orthochromatic, through_jpeg, to_lightness
from pixomax_training.photos import Photos

UNTOUCHED = 0.28  # share of the crops whose truth is the input
# Shares of the others.
BLURRED = 0.75
ENLARGED = 0.2
GRAINY = 0.65
PACKED = 0.5
BLUR = (0.4, 2.5)  # sigma in px
ENLARGEMENT = (1.2, 2.6)  # times
GRAIN = (0.5, 14.0)  # 1/255
QUALITY = (60, 96)  # JPEG
MOST_REDUCED = 2.0  # times: a photo made smaller is sharp to the pixel
SHARP = 0.95  # see `sharpness`
SHARE_OF_SOURCE = 0.2  # at most, of the crops
PLAIN = 1.5  # standard deviation in 1/255 of the finest detail: below there is nothing to learn sharpness from


def sharpness(gray: FloatArray) -> float:
    """Finest detail (below 1 px) over the next coarser (1 to 2 px) of a float32 gray picture 0..255.

    0.5 soft, 1 sharp, 2 aliased. 0 where there is no detail.
    """
    near = cv2.GaussianBlur(gray, (0, 0), 1)
    fine = (gray - near).std()
    coarse = (near - cv2.GaussianBlur(near, (0, 0), 2)).std()
    return float(fine / max(coarse, 1e-3)) if fine > PLAIN else 0.0


def measure_sharpness(data: str, split: str, photos: Iterable[ByteArray]) -> list[float]:
    """Of each photo of a split. Measured once and kept in DATA/sharpness-SPLIT.json."""
    path = Path(data, f"sharpness-{split}.json")
    if not path.exists():
        grays = (cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32) for photo in photos)
        part = path.with_suffix(".part")
        part.write_text(json.dumps([round(sharpness(gray), 3) for gray in grays]))
        part.replace(path)
    measured: list[float] = json.loads(path.read_text())
    return measured


class SharpPhotos:
    """The sharp photographs of one split, with the chance that each is drawn.

    suffix: of the names of those stored at full size. Raises ValueError where none is sharp.
    """

    def __init__(self, data: str, split: str, suffix: str = ".jpg", sharp: float = SHARP) -> None:
        self.photos = Photos(data, split)
        measured = measure_sharpness(data, split, self.photos)
        rows = self.photos.rows
        self.chosen = np.array(
            [i for i, row in enumerate(rows) if row["name"].endswith(suffix) and measured[i] >= sharp], int
        )
        if not len(self.chosen):
            raise ValueError(
                f"{data} has no sharp photo in {split}. Prepare photos that are sharp at their own pixels."
            )
        sources = [rows[i]["source"] for i in self.chosen]
        most = max(1, SHARE_OF_SOURCE * len(sources))
        chance = np.array([min(1, most / sources.count(source)) for source in sources])
        self.chance = chance / chance.sum()

    def __len__(self) -> int:
        return len(self.chosen)

    def draw(self, count: int, rng: Rng) -> list[ByteArray]:
        """uint8 RGB photos."""
        return [self.photos[i] for i in rng.choice(self.chosen, count, p=self.chance)]


def cut(photo: ByteArray, side: int, rng: Rng) -> ByteArray:
    """A square of `side` px, half the time of the photo made up to MOST_REDUCED times smaller, turned and mirrored."""
    height, width = photo.shape[:2]
    most = min(MOST_REDUCED, min(height, width) / side)
    taken = round(side * rng.uniform(1, most)) if most > 1 and rng.random() < 0.5 else min(side, height, width)
    y, x = (int(rng.integers(0, length - taken + 1)) for length in (height, width))
    square = np.rot90(photo[y : y + taken, x : x + taken], int(rng.integers(0, 4)))
    square = np.ascontiguousarray(square[:, ::-1] if rng.random() < 0.5 else square)
    return square if taken == side else cv2.resize(square, (side, side), interpolation=cv2.INTER_AREA)


def fade(gray: FloatArray, rng: Rng) -> FloatArray:
    """Gamma, contrast and black of an old print, at random; gray 0..255."""
    y = (gray / 255) ** np.exp(rng.uniform(-0.35, 0.35))
    return ((y - 0.5) * rng.uniform(0.6, 1.15) + 0.5 + rng.uniform(-0.08, 0.08)).clip(0, 1) * 255


def compress_rounded(gray: FloatArray, quality: int) -> FloatArray:
    """float32 gray 0..255, rounded, through a JPEG file."""
    return through_jpeg(gray.round().clip(0, 255).astype(np.uint8), quality).astype(np.float32)


def degrade(gray: FloatArray, rng: Rng) -> FloatArray:
    """float32 gray 0..255, soft, enlarged, grainy, compressed: each at random."""
    worse = gray
    if rng.random() < BLURRED:
        worse = blur(worse, rng.uniform(*BLUR), rng)
    if rng.random() < ENLARGED:
        height, width = (max(8, round(length / rng.uniform(*ENLARGEMENT))) for length in gray.shape)
        small = cv2.resize(worse, (width, height), interpolation=cv2.INTER_AREA)
        worse = cv2.resize(small, gray.shape[::-1], interpolation=cv2.INTER_CUBIC)
    if rng.random() < GRAINY:
        strength = rng.uniform(*GRAIN) * (1 if rng.random() < 0.6 else 0.4)
        worse = worse + grain(worse.shape, strength, rng) * (1 + 0.5 * (worse / 255 - 0.5))
    if rng.random() < PACKED:
        worse = compress_rounded(worse, int(rng.integers(*QUALITY)))
    return worse.round().clip(0, 255).astype(np.float32)


def draw_example(photo: ByteArray, side: int, rng: Rng) -> tuple[FloatArray, FloatArray]:
    """(degraded, truth), L* 0..100 float32 [side,side]."""
    rgb = cut(photo, side, rng)
    old = rng.random() < 0.3
    gray = (orthochromatic(rgb, rng) if old else cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)).astype(np.float32)
    truth = fade(gray, rng).round().astype(np.float32) if rng.random() < 0.5 else gray
    degraded = truth if rng.random() < UNTOUCHED else degrade(truth, rng)
    return to_lightness(degraded), to_lightness(truth)


def draw_batch(photos: SharpPhotos, side: int, batch: int, rng: Rng) -> tuple[FloatArray, FloatArray]:
    """The same as batches [B,1,side,side]."""
    drawn = [draw_example(photo, side, rng) for photo in photos.draw(batch, rng)]
    degraded = np.stack([example for example, _ in drawn])
    truth = np.stack([example for _, example in drawn])
    return degraded[:, None], truth[:, None]
