"""How far a coloring is from the truth, and how colorful it is."""
import numpy as np


def psnr(a, b):
    """dB between two uint8 pictures."""
    return 10 * np.log10(255 ** 2 / max(1e-9, np.square(a.astype(np.float32) - b).mean()))


def colorfulness(rgb):
    """Hasler and Suesstrunk 2003, of a uint8 RGB picture: 0 is gray, 33 average, above 80 gaudy."""
    r, g, b = (rgb[..., k].astype(np.float32) for k in range(3))
    rg, yb = r - g, (r + g) / 2 - b
    return np.hypot(rg.std(), yb.std()) + 0.3 * np.hypot(rg.mean(), yb.mean())


def delta_e_2000(one, other):
    """CIEDE2000 per pixel of two float CIELAB pictures, after Sharma, Wu and Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = (np.moveaxis(lab.astype(np.float64), -1, 0) for lab in (one, other))
    c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(c7 / (c7 + 25. ** 7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    gray = c1 * c2 == 0
    turn = np.where(gray, 0, (h2 - h1 + 180) % 360 - 180)
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    l, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = np.where(gray, h1 + h2, h1 + turn / 2)
    cos = lambda degrees: np.cos(np.radians(degrees))
    t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63)
    sl = 1 + 0.015 * (l - 50) ** 2 / np.sqrt(20 + (l - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    rt = -np.sin(np.radians(60 * np.exp(-(((h % 360) - 275) / 25) ** 2))) * 2 * np.sqrt(c ** 7 / (c ** 7 + 25. ** 7))
    return np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))
