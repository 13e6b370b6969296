"""How faces in old photographs are worse than they were: soft, small, grainy, compressed, flat; and batches of them beside the truth."""
import cv2
import numpy as np

from pixomax_training.faces.restorer import SIDE
from pixomax_training.old_film import GREY_TO_LIGHTNESS, orthochromatic

DEGREES = {'clean': 0.12, 'mild': 0.28, 'medium': 0.35, 'strong': 0.25}  # share of the faces in training
# Nothing can be known of a face this small (side of the square, px): it should stay as it is. From the second number up the truth is asked for.
HOPELESS, TRUSTED = 32, 56
# Blur in px of a 192 px face; the side it was small at; noise in 1/255; JPEG quality; contrast kept.
_RANGES = {
    'mild': dict(blur=(0.3, 1.2), small=(110, 192), noise=(0, 6), jpeg=(60, 95), contrast=(0.85, 1)),
    'medium': dict(blur=(0.5, 2.2), small=(64, 130), noise=(1, 12), jpeg=(35, 90), contrast=(0.7, 1)),
    'strong': dict(blur=(0.8, 3.2), small=(20, 72), noise=(1, 14), jpeg=(20, 80), contrast=(0.55, 1)),
    'hopeless': dict(blur=(0.8, 3.2), small=(16, 32), noise=(2, 12), jpeg=(30, 80), contrast=(0.7, 1)),  # never trained: part of what is strong is like it
}
_FILTERS = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_AREA, cv2.INTER_LANCZOS4)


def disc(radius):
    """A lens out of focus."""
    half = int(np.ceil(radius))
    y, x = np.mgrid[-half:half + 1, -half:half + 1]
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return kernel / kernel.sum()


def streak(length, angle):
    """A hand that moved."""
    side = int(np.ceil(length)) | 1
    kernel = np.zeros((side, side), np.float32)
    middle, (dx, dy) = side // 2, np.array([np.cos(angle), np.sin(angle)]) * length / 2
    cv2.line(kernel, (round(middle - dx), round(middle - dy)), (round(middle + dx), round(middle + dy)), 1, 1, cv2.LINE_AA)
    return kernel / kernel.sum()


def blur(face, strength, rng):
    kind = rng.random()
    if kind < 0.55:
        return cv2.GaussianBlur(face, (0, 0), strength, borderType=cv2.BORDER_REFLECT)
    kernel = disc(1.6 * strength) if kind < 0.85 else streak(1 + 2.2 * strength, rng.uniform(0, np.pi))
    return cv2.filter2D(face, -1, kernel, borderType=cv2.BORDER_REFLECT)


def grain(shape, strength, rng):
    """Fine noise, or grain in lumps as film has it, of the same strength."""
    noise = rng.standard_normal(shape, np.float32)
    lump = rng.uniform(0, 1.4)
    if lump > 0.4:
        noise = cv2.GaussianBlur(noise, (0, 0), lump)
        noise /= noise.std() + 1e-6
    return noise * strength


def wear(face, degree, rng):
    """uint8 grey [192,192] -> (float32 0..255, made worse by `degree`; the truth in the same contrast; how much of it may be asked for, 0..1)."""
    face = face.astype(np.float32)
    if degree == 'clean':
        return face, face, 1.0
    ranges = _RANGES[degree]
    draw = lambda of: rng.uniform(*ranges[of])
    worn = face
    if rng.random() < 0.85:
        worn = blur(worn, draw('blur'), rng)
    grain_while_small = rng.random() < 0.5
    # Down and up again. Noise of a small scan is coarse afterwards, that of a print is fine.
    small = round(np.exp(rng.uniform(*np.log(ranges['small']))))
    worn = cv2.resize(worn, (small, small), interpolation=cv2.INTER_AREA if rng.random() < 0.6 else int(rng.choice(_FILTERS)))
    noise = draw('noise') if rng.random() < 0.8 else 0
    if grain_while_small:
        worn = worn + grain(worn.shape, noise, rng) * (1 + 0.5 * (worn / 255 - 0.5))
    if rng.random() < 0.7:
        quality = int(draw('jpeg'))
        worn = cv2.imdecode(cv2.imencode('.jpg', worn.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE).astype(np.float32)
    worn = cv2.resize(worn, (SIDE, SIDE), interpolation=int(rng.choice(_FILTERS[:2])))
    if not grain_while_small:
        worn = worn + grain(worn.shape, noise * 0.6, rng)
    # The truth fades with it: a photo's contrast is its own look, not the restorer's to guess.
    kept, middle = (draw('contrast') if rng.random() < 0.4 else 1), face.mean()
    fade = lambda picture: ((picture - middle) * kept + middle).clip(0, 255).astype(np.float32)
    return fade(worn), fade(face), float(np.clip((small - HOPELESS) / (TRUSTED - HOPELESS), 0, 1))


def to_lightness(grey):
    """float32 grey 0..255 -> L* 0..100."""
    return np.interp(grey, np.arange(256), GREY_TO_LIGHTNESS).astype(np.float32)


def jitter(face, side, rng):
    """The middle `side` pixels of a larger cut, a little turned, moved and scaled, mirrored half the time: no detector aligns exactly."""
    matrix = cv2.getRotationMatrix2D((face.shape[1] / 2, face.shape[0] / 2), rng.uniform(-6, 6), rng.uniform(0.93, 1.08))
    matrix[:, 2] += side / 2 - face.shape[0] / 2 + rng.uniform(-0.03, 0.03, 2) * side
    face = cv2.warpAffine(face, matrix, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    return np.ascontiguousarray(face[:, ::-1]) if rng.random() < 0.5 else face


def draw_batch(faces, side, batch, rng):
    """(worn, asked for), L* 0..100 float32 [B,1,S,S], a piece of an aligned face or the whole one. faces: cut with a margin. The larger, sharper ones come more often."""
    share = (faces.sizes / 100) ** 2
    made = np.empty((2, batch, 1, side, side), np.float32)
    for k, i in enumerate(rng.choice(len(faces), batch, p=share / share.sum())):
        rgb = jitter(faces.cut[i], SIDE, rng)
        grey = orthochromatic(rgb, rng) if rng.random() < 0.3 else cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
        worn, truth, trust = wear(grey, rng.choice(list(DEGREES), p=list(DEGREES.values())), rng)
        y, x = rng.integers(0, SIDE - side + 1, 2)
        made[:, k, 0] = to_lightness(np.stack([worn, trust * truth + (1 - trust) * worn])[:, y:y + side, x:x + side])
    return made[0], made[1]
