"""What the photo restorer learns from: (lightness made worse, lightness as it was), L* 0..100. Over a quarter of the crops are left as they are.

Only photographs that are sharp at their own pixels teach; the smaller copies of 160 px and the soft portraits do not. What a photo has of its
own grain is part of the truth: a clear photo must come out as it went in.
"""
import json
from pathlib import Path

import cv2
import numpy as np

from pixomax_training.faces.degradation import blur, grain, to_lightness
from pixomax_training.old_film import orthochromatic
from pixomax_training.photos import Photos

UNTOUCHED = 0.28  # share of the crops whose truth is the input
BLURRED, ENLARGED, GRAINY, PACKED = 0.75, 0.2, 0.65, 0.5  # shares of the others
BLUR, DISC_OF_BLUR, GRAIN, QUALITY = (0.4, 2.5), 1.6, (0.5, 14.0), (60, 96)  # sigma in px; its disc's radius; 1/255; JPEG
MOST_REDUCED = 2.0  # times: a photo made smaller is sharp to the pixel
SHARP = 0.95  # see `sharpness`
SHARE_OF_SOURCE = 0.2  # at most, of the crops
PLAIN = 1.5  # standard deviation in 1/255 of the finest detail: below there is nothing to learn sharpness from


def sharpness(grey: np.ndarray) -> float:
    """Finest detail (below 1 px) over the next coarser (1 to 2 px) of a float32 grey picture 0..255: 0.5 soft, 1 sharp, 2 aliased. 0 where there is none."""
    near = cv2.GaussianBlur(grey, (0, 0), 1)
    fine, coarse = (grey - near).std(), (near - cv2.GaussianBlur(near, (0, 0), 2)).std()
    return float(fine / max(coarse, 1e-3)) if fine > PLAIN else 0.0


def measure_sharpness(data: str, split: str, photos: Photos) -> list[float]:
    """Of each photo of a split. Measured once and kept in DATA/sharpness-SPLIT.json."""
    path = Path(data, f'sharpness-{split}.json')
    if not path.exists():
        values = [round(sharpness(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32)), 3) for photo in photos]
        path.with_suffix('.part').write_text(json.dumps(values))
        path.with_suffix('.part').replace(path)
    return json.loads(path.read_text())


class SharpPhotos:
    """The sharp photographs of one split, with the chance that each is drawn. `suffix`: of the names of those stored at full size."""

    def __init__(self, data: str, split: str, suffix: str = '.jpg', sharp: float = SHARP):
        self.photos = Photos(data, split)
        measured = measure_sharpness(data, split, self.photos)
        self.chosen = np.array([i for i, row in enumerate(self.photos.rows) if row['name'].endswith(suffix) and measured[i] >= sharp], int)
        sources = [self.photos.rows[i]['source'] for i in self.chosen]
        most = max(1, SHARE_OF_SOURCE * len(sources))
        chance = np.array([min(1, most / sources.count(source)) for source in sources])
        self.chance = chance / chance.sum()

    def __len__(self) -> int:
        return len(self.chosen)

    def draw(self, count: int, rng: np.random.Generator) -> list[np.ndarray]:
        """uint8 RGB photos."""
        return [self.photos[i] for i in rng.choice(self.chosen, count, p=self.chance)]


def cut(photo: np.ndarray, side: int, rng: np.random.Generator) -> np.ndarray:
    """A square of `side` px, half the time of the photo made up to MOST_REDUCED times smaller, turned and mirrored."""
    most = min(MOST_REDUCED, min(photo.shape[:2]) / side)
    taken = round(side * rng.uniform(1, most)) if most > 1 and rng.random() < 0.5 else min(side, *photo.shape[:2])
    y, x = (int(rng.integers(0, length - taken + 1)) for length in photo.shape[:2])
    square = np.rot90(photo[y:y + taken, x:x + taken], rng.integers(0, 4))
    square = np.ascontiguousarray(square[:, ::-1] if rng.random() < 0.5 else square)
    return square if taken == side else cv2.resize(square, (side, side), interpolation=cv2.INTER_AREA)


def fade(grey: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Gamma, contrast and black of an old print, at random."""
    y = (grey / 255) ** np.exp(rng.uniform(-0.35, 0.35))
    return ((y - 0.5) * rng.uniform(0.6, 1.15) + 0.5 + rng.uniform(-0.08, 0.08)).clip(0, 1) * 255


def pack(grey: np.ndarray, quality: int) -> np.ndarray:
    """Through a JPEG file."""
    file = cv2.imencode('.jpg', grey.round().clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return cv2.imdecode(file, cv2.IMREAD_GRAYSCALE).astype(np.float32)


def make_worse(grey: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """float32 grey 0..255, soft, enlarged, grainy, compressed: each at random."""
    worse = grey
    if rng.random() < BLURRED:
        worse = blur(worse, rng.uniform(*BLUR), rng)
    if rng.random() < ENLARGED:
        small = [max(8, round(length / rng.uniform(1.2, 2.6))) for length in grey.shape]
        worse = cv2.resize(cv2.resize(worse, small[::-1], interpolation=cv2.INTER_AREA), grey.shape[::-1], interpolation=cv2.INTER_CUBIC)
    if rng.random() < GRAINY:
        strength = rng.uniform(*GRAIN) * (1 if rng.random() < 0.6 else 0.4)
        worse = worse + grain(worse.shape, strength, rng) * (1 + 0.5 * (worse / 255 - 0.5))
    if rng.random() < PACKED:
        worse = pack(worse, int(rng.integers(*QUALITY)))
    return worse.round().clip(0, 255).astype(np.float32)


def draw_example(photo: np.ndarray, side: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(made worse, truth), L* 0..100 float32 [side,side]."""
    rgb = cut(photo, side, rng)
    grey = (orthochromatic(rgb, rng) if rng.random() < 0.3 else cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)).astype(np.float32)
    truth = fade(grey, rng).round().astype(np.float32) if rng.random() < 0.5 else grey
    worse = truth if rng.random() < UNTOUCHED else make_worse(truth, rng)
    return to_lightness(worse), to_lightness(truth)


def draw_batch(photos: SharpPhotos, side: int, batch: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The same as batches [B,1,side,side]."""
    made = [draw_example(photo, side, rng) for photo in photos.draw(batch, rng)]
    return tuple(np.stack(part)[:, None] for part in zip(*made))
