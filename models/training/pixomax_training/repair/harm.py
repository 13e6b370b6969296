"""python3 -m repair.harm --data DATA --model repair.onnx --faces face-detector.onnx: what repair does to photos that need none.

Each photo of the split as a scan of each of --sizes (short side, px): brought to size, sharpened and grained as scanners and their programs do,
in gray, as JPEG. It is marked and repaired as the engine does it. Told for each size: changed pixels per mille of all pixels, by what they were (in faces;
at edges; on flat ground), the mean change of all pixels in 1/255, and how many photos change at all and by more than 1 per mille. A pixel is changed
when its 8-bit gray is another. The photos are small: what is above their own size is enlarged and holds less detail than a true scan. A photo
that is truly damaged counts as harmed; look at --sheet, the worst twenty: before, changed, after.

Two tables: as the engine repairs, and, to see what its rules are worth, as it did before it had any: all that is marked above 0.5 counts, grown by 2 px.
"""
import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from pixomax_training.faces.evaluate_detector import detect
from pixomax_training.old_film import GREY_TO_LIGHTNESS
from pixomax_training.photos import Photos
from pixomax_training.repair.evaluate import BARE_THRESHOLD, FACE, STRIDE, mend, open_session
from pixomax_training.repair.marking import grow, keep_damage, mark, sure_for
from pixomax_training.repair.sharp import keep_sharp

SIZES, LOOKED_AT = (256, 400, 1000, 3000), 1024  # px; a larger scan is looked at reduced
EDGE, EDGE_WINDOW = 15, 1 / 80  # L* between the lightest and the darkest of a window, whose side is a share of the short side
BARE_GROWTH = 2  # px
WORST, CROP, COLUMNS = 20, 160, 4
PLACES = 'faces', 'edges', 'flat'


@dataclass
class Harm:
    """What one scan suffered. shares: changed pixels of all, by place; change: mean of all pixels, 1/255."""
    photo: int
    size: int
    shares: dict[str, float]
    change: float
    strip: np.ndarray | None = None

    @property
    def changed(self) -> float:
        return sum(self.shares.values())


def as_scan(photo: np.ndarray, short: int, rng: np.random.Generator) -> np.ndarray:
    """uint8 gray of a uint8 RGB photo as a scan of this short side, px."""
    scale = short / min(photo.shape[:2])
    size = [round(side * scale) for side in photo.shape[1::-1]]
    gray = cv2.resize(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4).astype(np.float32)
    gray += 0.8 * (gray - cv2.GaussianBlur(gray, (0, 0), max(0.6, 0.7 * scale)))
    gray += cv2.GaussianBlur(rng.normal(0, 1, gray.shape).astype(np.float32), (0, 0), 0.6) * rng.uniform(1, 5)
    gray = gray.clip(0, 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode('.jpg', gray, [cv2.IMWRITE_JPEG_QUALITY, 90])[1], cv2.IMREAD_GRAYSCALE)


def look(session: onnxruntime.InferenceSession, gray: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(lightness, mask 0..1, clean L*) of a scan at the size at which the engine looks at it."""
    scale = min(1, LOOKED_AT / min(gray.shape))
    h, w = (round(side * scale) for side in gray.shape)
    lightness = cv2.resize(GREY_TO_LIGHTNESS[gray], (w, h), interpolation=cv2.INTER_AREA)
    fed = cv2.copyMakeBorder(lightness, 0, -h % STRIDE, 0, -w % STRIDE, cv2.BORDER_REPLICATE)
    return lightness, *(out[:h, :w] for out in mend(session, fed))


def fill_in(gray: np.ndarray, clean: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The repaired scan, uint8, from what was made at the size it was looked at."""
    weight, clean = (cv2.resize(plane, gray.shape[::-1], interpolation=cv2.INTER_LINEAR) for plane in (weight, clean))
    made = np.interp(clean, GREY_TO_LIGHTNESS, np.arange(256)).astype(np.float32)
    return np.floor(gray + (made - gray) * weight + 0.5).clip(0, 255).astype(np.uint8)


def places_of(gray: np.ndarray, faces: np.ndarray) -> dict[str, np.ndarray]:
    """bool [H,W] for each of PLACES; together they are all pixels."""
    in_face = np.zeros(gray.shape, np.uint8)
    for x, y, w, h in faces:
        cv2.rectangle(in_face, (round(x - w / 2), round(y - h / 2)), (round(x + w / 2), round(y + h / 2)), 1, -1)
    lightness, window = GREY_TO_LIGHTNESS[gray], np.ones((2 * round(min(gray.shape) * EDGE_WINDOW / 2) + 1,) * 2, np.uint8)
    edge = cv2.dilate(lightness, window) - cv2.erode(lightness, window) > EDGE
    return dict(faces=in_face > 0, edges=(in_face == 0) & edge, flat=(in_face == 0) & ~edge)


def strip_of(gray: np.ndarray, made: np.ndarray, label: str) -> np.ndarray:
    """Before, changed, after, around where most was changed."""
    change = np.abs(made.astype(np.float32) - gray)
    y, x = np.unravel_index(int(cv2.boxFilter(change, -1, (31, 31)).argmax()), gray.shape)
    parts = [cv2.getRectSubPix(part, (CROP, CROP), (float(x), float(y))) for part in (gray, (change > 0).astype(np.uint8) * 255, made)]
    strip = np.hstack(parts)
    for tone, width in ((0, 3), (255, 1)):
        cv2.putText(strip, label, (3, 12), cv2.FONT_HERSHEY_PLAIN, 0.9, tone, width, cv2.LINE_AA)
    return strip


def harm_of(photo: np.ndarray, number: int, size: int, sessions: tuple, o: argparse.Namespace) -> tuple[Harm, Harm]:
    """What one photo suffers as a scan of this short side: by the engine, and without its rules."""
    gray = as_scan(photo, size, np.random.default_rng(number))
    lightness, told, clean = look(sessions[0], gray)
    faces = detect(sessions[1], GREY_TO_LIGHTNESS[gray], FACE)[:, :4] if (told > o.sure).any() else np.zeros((0, 4), np.float32)
    kept = keep_damage(mark(told, o.threshold, sure_for(o.sure, told.shape)), lightness, faces * (len(lightness) / len(gray)))
    weights = grow(kept), grow(mark(told, BARE_THRESHOLD, o.sure), BARE_GROWTH)
    return tuple(measure(gray, fill_in(gray, clean, weight) if weight.any() else gray, faces, number, size) for weight in weights)


def measure(gray: np.ndarray, made: np.ndarray, faces: np.ndarray, number: int, size: int) -> Harm:
    """What was changed from `gray` to `made`."""
    changed = made != gray
    if not changed.any():
        return Harm(number, size, dict.fromkeys(PLACES, 0.0), 0.0)
    shares = {name: float((changed & place).sum()) / gray.size for name, place in places_of(gray, faces).items()}
    harm = Harm(number, size, shares, float(cv2.absdiff(made, gray).mean()))
    harm.strip = strip_of(gray, made, f'{number} at {size}: {1000 * harm.changed:.2f} per mille')
    return harm


def rows_of(harms: list[Harm], sizes: list[int]) -> list[dict]:
    """A row per size, and one of all sizes."""
    rows = []
    for size in [*sizes, None]:
        some = [harm for harm in harms if size in (harm.size, None)]
        row = {'size': size or 'all', **{name: round(1000 * float(np.mean([harm.shares[name] for harm in some])), 4) for name in PLACES}}
        row |= dict(changed=round(1000 * float(np.mean([harm.changed for harm in some])), 4), change=round(float(np.mean([harm.change for harm in some])), 5),
                    photos_changed=round(float(np.mean([harm.changed > 0 for harm in some])), 3),
                    photos_over_1=round(float(np.mean([harm.changed > 0.001 for harm in some])), 3))
        rows.append(row)
    return rows


def write_sheet(harms: list[Harm], path: str) -> None:
    """The worst, each photo once."""
    worst: dict[int, Harm] = {}
    for harm in sorted(harms, key=lambda harm: -harm.change):
        if harm.strip is not None:
            worst.setdefault(harm.photo, harm)
    strips = [harm.strip for harm in list(worst.values())[:WORST]] or [np.zeros((CROP, 3 * CROP), np.uint8)]
    strips += [np.zeros((CROP, 3 * CROP), np.uint8)] * (-len(strips) % COLUMNS)
    cv2.imwrite(path, np.vstack([np.hstack(strips[k:k + COLUMNS]) for k in range(0, len(strips), COLUMNS)]))


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--model', required=True), a.add_argument('--faces', required=True)
    a.add_argument('--split', default='tune-foreign'), a.add_argument('--photos', type=int, default=100, help='so many of them, evenly from the list')
    a.add_argument('--sizes', type=int, nargs='+', default=SIZES), a.add_argument('--threads', type=int, default=1)
    a.add_argument('--threshold', type=float, default=0.4), a.add_argument('--sure', type=float, default=0.97)
    a.add_argument('--sharp', action='store_true', help='JPEG photos only: those of the collections that teach are the sharpest')
    a.add_argument('--json'), a.add_argument('--sheet', help='a PNG of the worst twenty')
    o = a.parse_args()
    sessions = open_session(o.model, o.threads), open_session(o.faces, o.threads)
    photos = keep_sharp(Photos(o.data, o.split)) if o.sharp else Photos(o.data, o.split)
    chosen = np.unique(np.linspace(0, len(photos) - 1, min(o.photos, len(photos))).astype(int))
    harms = [harm_of(photos[i], int(i), size, sessions, o) for i in chosen for size in o.sizes]
    tables = {name: rows_of([pair[k] for pair in harms], o.sizes) for k, name in enumerate(('engine', 'without rules'))}
    for name, rows in tables.items():
        for row in rows:
            print(f'{name}:', '  '.join(f'{column} {value}' for column, value in row.items()), flush=True)
    if o.json:
        report = dict(split=o.split, photos=len(chosen), threshold=o.threshold, sure=o.sure, per_mille=tables)
        Path(o.json).write_text(json.dumps(report, indent=2) + '\n')
    if o.sheet:
        write_sheet([engine for engine, _ in harms], o.sheet)


if __name__ == '__main__':
    main()
