"""How old photographs look: film that hardly saw red, fading, contrast, softness, grain."""

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from pixomax_training.arrays import BYTE_TO_LIGHTNESS, ByteArray, FloatArray, Rng

_ENCODED = np.arange(256) / 255
_LINEAR = np.where(_ENCODED <= 0.04045, _ENCODED / 12.92, ((_ENCODED + 0.055) / 1.055) ** 2.4)
# uint8 gray -> L* 0..100.
GRAY_TO_LIGHTNESS = np.where(_LINEAR > 216 / 24389, 116 * np.cbrt(_LINEAR) - 16, _LINEAR * 24389 / 27).astype(
    np.float32
)

BLUR = (torch.tensor([1.0, 2, 1])[:, None] * torch.tensor([1.0, 2, 1])[None])[None, None] / 16
BLUR_PASSES = 2


def to_lightness(gray: FloatArray) -> FloatArray:
    """float32 gray 0..255 -> float32 L* 0..100, of the same shape."""
    return np.interp(gray, np.arange(256), GRAY_TO_LIGHTNESS).astype(np.float32)


def lightness_of(rgb: ByteArray) -> FloatArray:
    """uint8 RGB [H,W,3] -> float32 L* 0..100 [H,W]."""
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)[..., 0] * BYTE_TO_LIGHTNESS


def through_jpeg(gray: ByteArray, quality: int) -> ByteArray:
    """uint8 gray as it comes out of a JPEG file of this quality, 0..100."""
    file = cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    decoded = cv2.imdecode(file, cv2.IMREAD_GRAYSCALE)
    if decoded is None:
        raise ValueError(f"A picture of {gray.shape} could not be packed as JPEG.")
    return decoded


def orthochromatic(rgb: ByteArray, rng: Rng) -> ByteArray:
    """uint8 RGB -> uint8 gray of a plate between orthochromatic (red is black) and blind to nothing."""
    red = rng.uniform(0, 0.3)
    blue = rng.uniform(0.15, 0.5)
    return cv2.transform(rgb, np.array([[red, 1 - red - blue, blue]]))


def age(lightness: torch.Tensor, share: float = 0.4) -> torch.Tensor:
    """L* 0..100 [B,1,H,W]: for a share of the pictures gamma, contrast, fading, softness and grain at random.

    Draws from torch's global generator, so torch.manual_seed repeats it.
    """
    count = lightness.shape[0]

    def draw(low: float, high: float) -> torch.Tensor:
        return low + (high - low) * torch.rand(count, 1, 1, 1)

    def choose(chance: float) -> torch.Tensor:
        return torch.rand(count, 1, 1, 1) < chance

    y = (lightness / 100).clamp(1e-4, 1) ** torch.exp(draw(-0.35, 0.35))
    y = (y - 0.5) * draw(0.65, 1.25) + 0.5 + draw(-0.1, 0.1)
    soft = y
    for _ in range(BLUR_PASSES):
        soft = F.conv2d(F.pad(soft, (1, 1, 1, 1), mode="replicate"), BLUR)
    y = torch.where(choose(0.35), soft, y)
    y = y + choose(0.6) * draw(0, 0.06) * torch.randn_like(y)
    return torch.where(choose(share), (y * 100).clamp(0, 100), lightness)
