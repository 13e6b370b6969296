"""How old photographs look: film that hardly saw red, fading, contrast, softness, grain."""
import cv2
import numpy as np
import torch
import torch.nn.functional as F

_LINEAR = np.arange(256) / 255
_LINEAR = np.where(_LINEAR <= 0.04045, _LINEAR / 12.92, ((_LINEAR + 0.055) / 1.055) ** 2.4)
GREY_TO_LIGHTNESS = np.where(_LINEAR > 216 / 24389, 116 * np.cbrt(_LINEAR) - 16, _LINEAR * 24389 / 27).astype(np.float32)  # uint8 grey -> L*

BLUR = (torch.tensor([1., 2, 1])[:, None] * torch.tensor([1., 2, 1])[None])[None, None] / 16


def orthochromatic(rgb, rng):
    """uint8 RGB -> uint8 grey of a plate between orthochromatic (red is black) and blind to nothing."""
    red, blue = rng.uniform(0, 0.3), rng.uniform(0.15, 0.5)
    return cv2.transform(rgb, np.array([[red, 1 - red - blue, blue]]))


def age(lightness, share=0.4):
    """L* 0..100 [B,1,H,W]: for a share of the pictures gamma, contrast and fading, and each at random softness and grain."""
    b = lightness.shape[0]
    draw = lambda low, high: low + (high - low) * torch.rand(b, 1, 1, 1)
    chosen = lambda of: torch.rand(b, 1, 1, 1) < of
    y = (lightness / 100).clamp(1e-4, 1) ** torch.exp(draw(-0.35, 0.35))
    y = (y - 0.5) * draw(0.65, 1.25) + 0.5 + draw(-0.1, 0.1)
    soft = y
    for _ in range(2):
        soft = F.conv2d(F.pad(soft, (1, 1, 1, 1), mode='replicate'), BLUR)
    y = torch.where(chosen(0.35), soft, y)
    y = y + chosen(0.6) * draw(0, 0.06) * torch.randn_like(y)
    return torch.where(chosen(share), (y * 100).clamp(0, 100), lightness)
