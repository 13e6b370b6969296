"""Pictures with faces of all sizes for the detector: pieces of labeled photos, at times with faces pasted in."""

from itertools import pairwise

import cv2
import numpy as np

from pixomax_training.arrays import ByteArray, FloatArray, Rng
from pixomax_training.faces.boxes import overlap
from pixomax_training.faces.detector import STRIDE
from pixomax_training.faces.labels import SURE, read_faces
from pixomax_training.old_film import GRAY_TO_LIGHTNESS, lightness_of, orthochromatic
from pixomax_training.photos import Photos

SMALLEST = 12  # px: smaller ones are neither a face nor none
MOST_ENLARGED = 3.5  # times: beyond, a face is a blot
FACE_SHARE = 0.65  # of the photos have a face
PORTRAIT_SHARE = 0.35  # of those are portraits: the large faces
PORTRAITS = "utk"
PASTED_SHARE = 0.35  # of the scenes get heads pasted in
OLD_SHARE = 0.4  # of the lightness is orthochromatic film's
MIRRORED = [2, 3, 0, 1, 4, 5, 8, 9, 6, 7]  # right eye and left eye, right and left corner of the mouth change places
X_COLUMNS = [0, 4, 6, 8, 10, 12]  # of faces.json: x of the center and of the five points


class Scenes:
    """The photos of one split with their faces [N,15] (see label_faces.py)."""

    def __init__(self, data: str, split: str) -> None:
        self.photos = Photos(data, split)
        self.faces = read_faces(data, self.photos.rows)
        sure = [len(faces) > 0 and faces[:, 14].max() >= SURE for faces in self.faces]
        is_portrait = [row["source"] == PORTRAITS for row in self.photos.rows]
        self.portraits = [i for i, found in enumerate(sure) if found and is_portrait[i]]
        self.with_faces = [i for i, found in enumerate(sure) if found and not is_portrait[i]]
        self.without = [i for i, faces in enumerate(self.faces) if not len(faces)]

    def pick(self, rng: Rng) -> int:
        """The number of a photo, by the shares above as far as there are such photos."""
        portrait = rng.random() < PORTRAIT_SHARE
        among = (self.portraits if portrait else self.with_faces) if rng.random() < FACE_SHARE else self.without
        return int(rng.choice(among or self.with_faces or self.portraits or self.without))


def shift(faces: FloatArray, left: float, top: float) -> FloatArray:
    """Faces [N,15] moved by so many pixels."""
    return faces + np.array([left, top, 0, 0] + [left, top] * 5 + [0], np.float32)


def draw_scene(scenes: Scenes, side: int, rng: Rng) -> tuple[ByteArray, FloatArray]:
    """(uint8 RGB [side,side,3], faces [N,15] in its pixels).

    Of a face cut off by an edge the score is lowered: it is neither a face nor none.
    """
    picture = np.empty((side, side, 3), np.uint8)
    pieces = []
    cells = int(rng.choice([1, 2, 3], p=[0.6, 0.3, 0.1]))
    edges = [0, *sorted(int(side * (k + rng.uniform(-0.2, 0.2)) / cells) for k in range(1, cells)), side]
    for top, bottom in pairwise(edges):
        for left, right in pairwise(edges):
            i = scenes.pick(rng)
            piece, seen = draw_piece(scenes.photos[i], scenes.faces[i], bottom - top, right - left, rng)
            picture[top:bottom, left:right] = piece
            pieces.append(shift(seen, left, top))
    faces = np.concatenate(pieces)
    if scenes.portraits and rng.random() < PASTED_SHARE:
        for _ in range(rng.integers(1, 5)):
            i = int(rng.choice(scenes.portraits))
            faces = paste_face(picture, faces, scenes.photos[i], scenes.faces[i][0], rng)
    if rng.random() < 0.5:
        picture = np.ascontiguousarray(picture[:, ::-1])
        faces[:, X_COLUMNS] = side - faces[:, X_COLUMNS]
        faces[:, 4:14] = faces[:, 4:14][:, MIRRORED]
    return picture, faces


def draw_piece(photo: ByteArray, faces: FloatArray, height: int, width: int, rng: Rng) -> tuple[ByteArray, FloatArray]:
    """height x width of the photo, turned a little at times, and the faces in it.

    Around a face drawn from its own, if any, at a size drawn evenly in octaves.
    """
    least = max(height / photo.shape[0], width / photo.shape[1])
    sure = faces[faces[:, 14] >= SURE]
    if len(sure):
        face = sure[rng.integers(len(sure))]
        aim = np.exp(rng.uniform(np.log(16), np.log(0.95 * min(height, width))))
        # Half of what would show beyond the photo's edge is allowed: small faces are rare otherwise.
        scale = max(min(aim / max(face[2:4]), MOST_ENLARGED), least * rng.choice([0.5, 1]))
        reach = np.maximum(np.array([width, height]) - face[2:4] * scale, 0) / 2
        middle = face[:2] + rng.uniform(-reach, reach) / scale
    else:
        scale = least * np.exp(rng.uniform(0, 1))
        middle = rng.uniform(0, 1, 2) * [photo.shape[1], photo.shape[0]]
    half = np.array([width, height]) / scale / 2
    size = np.array([photo.shape[1], photo.shape[0]])
    middle = np.where(half * 2 < size, np.clip(middle, half, np.maximum(size - half, half)), size / 2)
    turn = rng.uniform(-25, 25) if rng.random() < 0.35 else 0
    return take_piece(photo, faces, middle, scale, turn, (height, width))


def take_piece(
    photo: ByteArray, faces: FloatArray, middle: FloatArray, scale: float, turn: float, shape: tuple[int, int]
) -> tuple[ByteArray, FloatArray]:
    """A picture of this shape of the photo around `middle`, and its faces there.

    It is `scale` times as large and turned by `turn` degrees.
    """
    height, width = shape
    shrink = min(1, scale * 1.3)  # area averaging first: sampling far apart makes stairs
    small = cv2.resize(photo, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 0.8 else photo
    matrix = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), turn, float(scale))
    matrix[:, 2] += np.array([width, height]) / 2 - middle
    from_small = matrix.copy()
    from_small[:, :2] /= np.array([small.shape[1] / photo.shape[1], small.shape[0] / photo.shape[0]])
    piece = cv2.warpAffine(small, from_small, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    seen = faces.copy()
    for x in X_COLUMNS:
        seen[:, x : x + 2] = faces[:, x : x + 2] @ matrix[:, :2].T + matrix[:, 2]
    seen[:, 2:4] *= scale
    low = (seen[:, :2] - seen[:, 2:4] / 2).clip(0)
    high = np.minimum(seen[:, :2] + seen[:, 2:4] / 2, [width, height])
    inside = (high - low).clip(0).prod(1) / (seen[:, 2:4].prod(1) + 1e-9)
    seen[inside < 0.7, 14] = np.minimum(seen[inside < 0.7, 14], SURE / 2)
    return piece, seen[inside > 0.1]


def paste_face(picture: ByteArray, faces: FloatArray, photo: ByteArray, face: FloatArray, rng: Rng) -> FloatArray:
    """Puts a portrait's head, in a soft ellipse, into a free place of the picture; the faces with this one.

    Does nothing where there is no room.
    """
    side = picture.shape[0]
    size = np.exp(rng.uniform(np.log(16), np.log(side / 3)))
    scale = size / max(face[2:4])
    across = max(8, int(size * 1.7))
    middle = rng.uniform(across / 2, side - across / 2, 2) if across < side else np.full(2, side / 2)
    wanted = np.array([[*middle, across, across]])
    if len(faces) and overlap(wanted, faces[:, :4]).max() > 0:
        return faces
    head, seen = take_piece(photo, face[None], face[:2], scale, rng.uniform(-20, 20), (across, across))
    if not len(seen):
        return faces
    y, x = np.mgrid[:across, :across] / across * 2 - 1
    alpha = np.clip((1 - np.hypot(x / 0.8, y / 0.98)) * 6, 0, 1)[..., None]
    left, top = (middle - across / 2).astype(int)
    under = picture[top : top + across, left : left + across]
    height, width = under.shape[:2]
    under[:] = (alpha * head[:height, :width] + (1 - alpha) * under).astype(np.uint8)
    return np.concatenate([faces, shift(seen, left, top)])


def make_targets(faces: FloatArray, side: int) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """What the network should give on its grid for a picture of `side` px; faces [N,15] in its pixels.

    (how near a face's center is, 1 on it; 0 where neither a face nor none counts; shape [14,s,s]; its weight), all
    [s,s] but the third.
    """
    cells = side // STRIDE
    heat = np.zeros((cells, cells), np.float32)
    counts = np.ones((cells, cells), np.float32)
    shape = np.zeros((14, cells, cells), np.float32)
    weight = np.zeros((cells, cells), np.float32)
    y, x = np.mgrid[:cells, :cells] * np.float32(STRIDE) + STRIDE / 2
    for face in faces[np.argsort(-faces[:, 2] * faces[:, 3])]:  # small ones over large ones
        unit = np.sqrt(face[2] * face[3])
        if face[14] < SURE or unit < SMALLEST:
            counts[(np.abs(x - face[0]) < face[2] / 2) & (np.abs(y - face[1]) < face[3] / 2)] = 0
            continue
        spread = max(0.6 * STRIDE, 0.08 * unit)
        near = np.exp(-((x - face[0]) ** 2 + (y - face[1]) ** 2) / (2 * spread**2))
        column, row = (np.clip(face[:2] / STRIDE, 0, cells - 1)).astype(int)
        near[row, column] = 1
        heat = np.maximum(heat, near)
        mine = near > 0.3
        counts[mine] = 1
        offsets = [(face[k] - (x if k % 2 == 0 else y)) / unit for k in (0, 1, *range(4, 14))]
        sizes = [np.full_like(x, np.log(length / STRIDE)) for length in face[2:4]]
        shape[:, mine] = np.stack([*offsets[:2], *sizes, *offsets[2:]])[:, mine]
        weight[mine] = near[mine]
    return heat, counts, shape, weight


def draw_batch(scenes: Scenes, side: int, batch: int, rng: Rng) -> tuple[FloatArray, ...]:
    """(lightness [B,1,S,S], then make_targets of each: [B,s,s], [B,s,s], [B,14,s,s], [B,s,s]), all float32."""
    drawn = []
    for _ in range(batch):
        rgb, faces = draw_scene(scenes, side, rng)
        old = rng.random() < OLD_SHARE
        lightness = GRAY_TO_LIGHTNESS[orthochromatic(rgb, rng)] if old else lightness_of(rgb)
        drawn.append((lightness[None], *make_targets(faces, side)))
    return tuple(np.stack(part).astype(np.float32) for part in zip(*drawn, strict=True))
