"""How far a coloring is from the truth, and how colorful it is."""

from typing import Any

import numpy as np

from pixomax_training.arrays import FloatArray


def psnr(made: np.ndarray, truth: np.ndarray) -> np.floating[Any]:
    """dB between two pictures of the same shape with values 0..255."""
    return 10 * np.log10(255**2 / max(1e-9, np.square(made.astype(np.float32) - truth).mean()))


def colorfulness(rgb: np.ndarray) -> np.floating[Any]:
    """Hasler and Suesstrunk 2003, of an RGB picture with values 0..255: 0 is gray, 33 average, above 80 gaudy."""
    r, g, b = (rgb[..., k].astype(np.float32) for k in range(3))
    rg = r - g
    yb = (r + g) / 2 - b
    return np.hypot(rg.std(), yb.std()) + 0.3 * np.hypot(rg.mean(), yb.mean())


def delta_e_2000(one: FloatArray, other: FloatArray) -> FloatArray:
    """CIEDE2000 per pixel of two float CIELAB pictures [H,W,3] -> float64 [H,W], after Sharma, Wu and Dalal 2005."""
    l1, a1, b1 = np.moveaxis(one.astype(np.float64), -1, 0)
    l2, a2, b2 = np.moveaxis(other.astype(np.float64), -1, 0)
    mean_chroma_7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 0.5 * (1 - np.sqrt(mean_chroma_7 / (mean_chroma_7 + 25.0**7)))
    a1 = (1 + stretch) * a1
    a2 = (1 + stretch) * a2
    c1 = np.hypot(a1, b1)
    c2 = np.hypot(a2, b2)
    h1 = np.degrees(np.arctan2(b1, a1)) % 360
    h2 = np.degrees(np.arctan2(b2, a2)) % 360
    gray = c1 * c2 == 0
    turn = np.where(gray, 0, (h2 - h1 + 180) % 360 - 180)
    d_lightness = l2 - l1
    d_chroma = c2 - c1
    d_hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    lightness = (l1 + l2) / 2
    chroma = (c1 + c2) / 2
    hue = np.where(gray, h1 + h2, h1 + turn / 2)
    s_lightness = 1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2)
    s_chroma = 1 + 0.045 * chroma
    s_hue = 1 + 0.015 * chroma * hue_weight(hue)
    rotation = -np.sin(np.radians(60 * np.exp(-((((hue % 360) - 275) / 25) ** 2)))) * 2
    rotation = rotation * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    return np.sqrt(
        (d_lightness / s_lightness) ** 2
        + (d_chroma / s_chroma) ** 2
        + (d_hue / s_hue) ** 2
        + rotation * (d_chroma / s_chroma) * (d_hue / s_hue)
    )


def hue_weight(hue: FloatArray) -> FloatArray:
    """CIEDE2000's T for hue angles in degrees."""
    return (
        1
        - 0.17 * cos_degrees(hue - 30)
        + 0.24 * cos_degrees(2 * hue)
        + 0.32 * cos_degrees(3 * hue + 6)
        - 0.2 * cos_degrees(4 * hue - 63)
    )


def cos_degrees(degrees: FloatArray) -> FloatArray:
    """The cosine of angles in degrees."""
    return np.cos(np.radians(degrees))
