"""How faces in old photographs are worse than they were: soft, small, grainy, compressed, flat; and batches of them."""

from dataclasses import dataclass

import cv2
import numpy as np

from pixomax_training.arrays import ByteArray, FloatArray, Rng
from pixomax_training.faces.aligned import Faces
from pixomax_training.faces.restorer import SIDE
from pixomax_training.old_film import orthochromatic, through_jpeg, to_lightness

DEGREES = {"clean": 0.12, "mild": 0.28, "medium": 0.35, "strong": 0.25}  # share of the faces in training
# Nothing can be known of a face this small (side of the square, px): it should stay as it is. From the second number up
# the truth is what the network should give.
HOPELESS = 32
TRUSTED = 56
OLD_SHARE = 0.3  # of the faces: their lightness is orthochromatic film's
JPEG_SHARE = 0.7
FILTERS = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_AREA, cv2.INTER_LANCZOS4)

Range = tuple[float, float]


@dataclass(frozen=True)
class Degree:
    """Ranges to draw from, for a face of 192 px.

    blur: sigma, px. small: the side it was small at, px. noise: 1/255. jpeg: quality. contrast: share that is kept.
    """

    blur: Range
    small: Range
    noise: Range
    jpeg: Range
    contrast: Range


RANGES = {
    "mild": Degree(blur=(0.3, 1.2), small=(110, 192), noise=(0, 6), jpeg=(60, 95), contrast=(0.85, 1)),
    "medium": Degree(blur=(0.5, 2.2), small=(64, 130), noise=(1, 12), jpeg=(35, 90), contrast=(0.7, 1)),
    "strong": Degree(blur=(0.8, 3.2), small=(20, 72), noise=(1, 14), jpeg=(20, 80), contrast=(0.55, 1)),
    # Never trained as such: part of what is strong is like it.
    "hopeless": Degree(blur=(0.8, 3.2), small=(16, 32), noise=(2, 12), jpeg=(30, 80), contrast=(0.7, 1)),
}


def disc(radius: float) -> FloatArray:
    """The kernel of a lens out of focus; radius in px."""
    half = int(np.ceil(radius))
    y, x = np.mgrid[-half : half + 1, -half : half + 1]
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return kernel / kernel.sum()


def streak(length: float, angle: float) -> FloatArray:
    """The kernel of a hand that moved by `length` px at `angle` radians."""
    side = int(np.ceil(length)) | 1
    kernel = np.zeros((side, side), np.float32)
    middle = side // 2
    dx, dy = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    start = (round(middle - dx), round(middle - dy))
    end = (round(middle + dx), round(middle + dy))
    cv2.line(kernel, start, end, 1, 1, cv2.LINE_AA)
    return kernel / kernel.sum()


def blur(picture: FloatArray, strength: float, rng: Rng) -> FloatArray:
    """Made soft by about `strength` px, as one of three causes does it: any softness, focus, movement."""
    kind = rng.random()
    if kind < 0.55:
        return cv2.GaussianBlur(picture, (0, 0), strength, borderType=cv2.BORDER_REFLECT)
    kernel = disc(1.6 * strength) if kind < 0.85 else streak(1 + 2.2 * strength, rng.uniform(0, np.pi))
    return cv2.filter2D(picture, -1, kernel, borderType=cv2.BORDER_REFLECT)


def grain(shape: tuple[int, ...], strength: float, rng: Rng) -> FloatArray:
    """Fine noise, or grain in lumps as film has it, of the same strength."""
    noise = rng.standard_normal(shape, np.float32)
    lump = rng.uniform(0, 1.4)
    if lump > 0.4:
        noise = cv2.GaussianBlur(noise, (0, 0), lump)
        noise /= noise.std() + 1e-6
    return noise * strength


def compress(gray: FloatArray, quality: int) -> FloatArray:
    """float32 gray 0..255 through a JPEG file; digits after the point are cut off."""
    return through_jpeg(gray.clip(0, 255).astype(np.uint8), quality).astype(np.float32)


def degrade(gray: ByteArray, degree: str, rng: Rng) -> tuple[FloatArray, FloatArray, float]:
    """uint8 gray [192,192] -> (made worse by `degree`; the truth in the same contrast; how far to trust that truth).

    Both float32 0..255; the trust is 0..1.
    """
    face = gray.astype(np.float32)
    if degree == "clean":
        return face, face, 1.0
    ranges = RANGES[degree]
    worse: FloatArray = face
    if rng.random() < 0.85:
        worse = blur(worse, rng.uniform(*ranges.blur), rng)
    grain_while_small = rng.random() < 0.5
    # Down and up again. Noise of a small scan is coarse afterwards, that of a print is fine.
    small = round(np.exp(rng.uniform(*np.log(ranges.small))))
    reducing = cv2.INTER_AREA if rng.random() < 0.6 else int(rng.choice(FILTERS))
    worse = cv2.resize(worse, (small, small), interpolation=reducing)
    noise = rng.uniform(*ranges.noise) if rng.random() < 0.8 else 0
    if grain_while_small:
        worse = worse + grain(worse.shape, noise, rng) * (1 + 0.5 * (worse / 255 - 0.5))
    if rng.random() < JPEG_SHARE:
        worse = compress(worse, int(rng.uniform(*ranges.jpeg)))
    worse = cv2.resize(worse, (SIDE, SIDE), interpolation=int(rng.choice(FILTERS[:2])))
    if not grain_while_small:
        worse = worse + grain(worse.shape, noise * 0.6, rng)
    # The truth fades with it: a photo's contrast is its own look, not the restorer's to guess.
    kept = rng.uniform(*ranges.contrast) if rng.random() < 0.4 else 1
    middle = face.mean()

    def fade(picture: FloatArray) -> FloatArray:
        return ((picture - middle) * kept + middle).clip(0, 255).astype(np.float32)

    return fade(worse), fade(face), float(np.clip((small - HOPELESS) / (TRUSTED - HOPELESS), 0, 1))


def jitter(face: ByteArray, side: int, rng: Rng) -> ByteArray:
    """The middle `side` pixels of a larger cut, a little turned, moved and scaled, mirrored half the time.

    No detector aligns exactly.
    """
    center = (face.shape[1] / 2, face.shape[0] / 2)
    matrix = cv2.getRotationMatrix2D(center, rng.uniform(-6, 6), rng.uniform(0.93, 1.08))
    matrix[:, 2] += side / 2 - face.shape[0] / 2 + rng.uniform(-0.03, 0.03, 2) * side
    moved = cv2.warpAffine(face, matrix, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    return np.ascontiguousarray(moved[:, ::-1]) if rng.random() < 0.5 else moved


def draw_batch(faces: Faces, side: int, batch: int, rng: Rng) -> tuple[FloatArray, FloatArray]:
    """(degraded, what the network should give), L* 0..100 float32 [B,1,S,S], a piece of an aligned face or all of it.

    faces: cut with a margin. The larger, sharper ones come more often.
    """
    share = (faces.sizes / 100) ** 2
    made = np.empty((2, batch, 1, side, side), np.float32)
    for k, i in enumerate(rng.choice(len(faces), batch, p=share / share.sum())):
        rgb = jitter(faces.cut[i], SIDE, rng)
        gray = orthochromatic(rgb, rng) if rng.random() < OLD_SHARE else cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
        degree = rng.choice(list(DEGREES), p=list(DEGREES.values()))
        worse, truth, trust = degrade(gray, degree, rng)
        y, x = rng.integers(0, SIDE - side + 1, 2)
        pair = np.stack([worse, trust * truth + (1 - trust) * worse])
        made[:, k, 0] = to_lightness(pair)[:, y : y + side, x : x + side]
    return made[0], made[1]
