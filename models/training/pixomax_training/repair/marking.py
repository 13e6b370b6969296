"""What the engine repairs, step by step as lib/colorize/providers/embedded/stages/repair does it.

Both are tested on the same cases, marking-cases.json there. mask [H,W]: how surely a pixel is damaged, 0..1. lightness
[H,W]: L*. boxes [N,4]: center x, center y, width, height of faces, px of the same picture.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from pixomax_training.arrays import BoolArray, FloatArray

SLIM = 6  # box's diagonal in widths: a disk has 3 to 4
BOX_REACH = 1.2  # a face's box is taken so many times larger: ears and chin are beyond it
# A blob thicker than this, px and share of the short side, must stand alone.
WIDE = 4.0
WIDE_SHARE = 1 / 128
RING = 1 / 256  # share of the short side: the width of the ring around a blob that counts, 2 px at least
# L*: more than this share of the ring as light as the blob, and the blob is part of something.
ALIKE = 8.0
ALIKE_SHARE = 0.3
LARGE = 0.004  # share of the picture: a stain so large meets all kinds of things
GROWTH = 1 / 512  # share of the short side
# px: below this short side all detail is as sharp as a scratch, and a mark must be surer.
CRISP = 512
CRISP_POWER = 2


@dataclass
class Piece:
    """Pixels that hang together by sides or corners: bool [h,w] inside the box that begins at left, top."""

    pixels: BoolArray
    left: int
    top: int
    area: int
    thickness: float
    slimness: float


def mark(mask: FloatArray, threshold: float, sure: float) -> BoolArray:
    """bool [H,W]: what is above the threshold and hangs together with something above `sure`."""
    count, pieces = cv2.connectedComponents((mask > threshold).astype(np.uint8), connectivity=8)
    surest = np.zeros(count, np.float32)
    np.maximum.at(surest, pieces.ravel(), mask.ravel())
    surest[0] = 0  # the background
    return (surest > sure)[pieces]


def sure_for(sure: float, shape: tuple[int, ...]) -> float:
    """How sure the surest pixel of a piece must be on a picture of this size: `sure`, and more on a small one."""
    return 1 - (1 - sure) * min(1.0, min(shape) / CRISP) ** CRISP_POWER


def depth_of(bits: BoolArray) -> FloatArray:
    """Distance of each true pixel to the nearest false one in steps to any of the eight neighbors.

    What is outside of the picture is not false.
    """
    if bits.all():
        return np.full(bits.shape, sum(bits.shape), np.float32)
    return cv2.distanceTransform(bits.astype(np.uint8), cv2.DIST_C, 3)


def list_pieces(marked: BoolArray) -> list[Piece]:
    """The pieces of a bool picture [H,W]."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(marked.astype(np.uint8), connectivity=8)
    depth = depth_of(marked)
    pieces = []
    for k in range(1, count):
        left, top, w, h, area = (int(value) for value in boxes[k])
        pixels = labels[top : top + h, left : left + w] == k
        total_depth = float(depth[top : top + h, left : left + w][pixels].sum(dtype=np.float64))
        thickness = max(1.0, 4 * total_depth / area - 3)
        pieces.append(Piece(pixels, left, top, area, thickness, float(np.hypot(w, h)) / thickness))
    return pieces


def keep_damage(marked: BoolArray, lightness: FloatArray, boxes: FloatArray) -> BoolArray:
    """bool [H,W]: `marked` less what is no damage.

    All but long thin marks in faces, and wide blobs that are part of what is beside them.
    """
    kept = marked.copy()
    in_face = cover_boxes(boxes, marked.shape)
    short = min(marked.shape)
    for piece in list_pieces(marked):
        if piece.slimness >= SLIM:
            continue
        h, w = piece.pixels.shape
        window = np.s_[piece.top : piece.top + h, piece.left : piece.left + w]
        wide = piece.thickness > max(WIDE, WIDE_SHARE * short) and piece.area < LARGE * marked.size
        if wide and alike_around(piece, marked, lightness) > ALIKE_SHARE:
            kept[window] &= ~piece.pixels
        else:
            kept[window] &= ~(piece.pixels & in_face[window])
    return kept


def cover_boxes(boxes: FloatArray, shape: tuple[int, ...]) -> BoolArray:
    """bool [H,W]: pixels whose middle is in a face's enlarged box."""
    height, width = shape
    y, x = np.ogrid[:height, :width]
    covered = np.zeros(shape, bool)
    for cx, cy, w, h in boxes:
        covered |= (np.abs(x + 0.5 - cx) <= w / 2 * BOX_REACH) & (np.abs(y + 0.5 - cy) <= h / 2 * BOX_REACH)
    return covered


def alike_around(piece: Piece, marked: BoolArray, lightness: FloatArray) -> float:
    """Share of the ring around a piece, next to its rim left out, that is as light as the piece.

    What else is marked does not count.
    """
    reach = max(2, round_half_up(RING * min(marked.shape))) + 1
    h, w = piece.pixels.shape
    height, width = marked.shape
    top = max(0, piece.top - reach)
    left = max(0, piece.left - reach)
    bottom = min(height, piece.top + h + reach)
    right = min(width, piece.left + w + reach)
    outside = np.ones((bottom - top, right - left), bool)
    outside[piece.top - top : piece.top - top + h, piece.left - left : piece.left - left + w] = ~piece.pixels
    away = depth_of(outside)
    window = np.s_[top:bottom, left:right]
    ring = (away >= 2) & (away <= reach) & ~marked[window]
    if not ring.any():
        return 0.0
    tone = lightness[window][~outside].mean(dtype=np.float64)
    return float((np.abs(lightness[window][ring] - tone) < ALIKE).mean())


def growth_for(shape: tuple[int, ...]) -> int:
    """Pixels the mask is grown by, and fades over: 1 up to a short side of 767, 2 at 1,024."""
    return max(1, round_half_up(GROWTH * min(shape)))


def grow(kept: BoolArray, growth: int | None = None) -> FloatArray:
    """float32 [H,W]: 1 on damage, falling to 0 at the last pixel around it.

    growth: px, by default as the engine grows it.
    """
    side = 2 * (growth_for(kept.shape) if growth is None else growth) + 1
    grown = cv2.dilate(kept.astype(np.uint8), np.ones((side, side), np.uint8))
    inside = np.ones(kept.shape, np.float32)  # windows are cut off at the borders
    return box_sum(grown.astype(np.float32), side) / box_sum(inside, side)


def box_sum(plane: FloatArray, side: int) -> FloatArray:
    """The sum of the square of this side around each pixel; beyond the border are zeros."""
    return cv2.boxFilter(plane, cv2.CV_32F, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)


def round_half_up(value: float) -> int:
    """As Math.round does."""
    return int(np.floor(value + 0.5))
