"""python3 -m clarity.evaluate --data DATA --photo photo-clarity.onnx --face face-restorer.onnx: degraded copies of sharp photos, made clear, against the originals.

Per kind of copy (copies.py): PSNR of the lightness before and after, for the whole photo and for aligned faces, the mean change in 1/255, and how
often the gain is told as 0, 1, 2 and 3. Faces are measured after the whole photo's step, as the studio runs them, and before it (`alone`).
--imagenet and --reference add likeness (cosine of ImageNet features) and the distance of the landmarks from the truth's in % of the face's width.
--gains: means of the change in L* from which the gain is 1, 2 and 3, of the photo and of the face. --sheet: before and after at 100 %.
"""
import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from pixomax_training.clarity.copies import KINDS, make_copy
from pixomax_training.clarity.examples import SharpPhotos
from pixomax_training.clarity.models import clear_face, clear_photo, cut_face, open_session
from pixomax_training.faces.evaluate_restorer import Judge, distance, ssim
from pixomax_training.faces.labels import SURE, read_faces
from pixomax_training.faces.degradation import to_lightness
from pixomax_training.measures import psnr

PX = 48  # of the larger side of a face's box, in a sharp photo: portraits of the data are soft, and a soft truth cannot tell
SHEET_PX, SHEET_PHOTOS = 224, 10
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)  # of the change's size, to choose the gains by


def levels(sizes: list[float], gains: list[float]) -> list[float]:
    """Share of the sizes at gain 0, 1, 2, 3."""
    return [round(float(share), 3) for share in np.bincount(np.searchsorted(gains, sizes, 'right'), minlength=4) / max(1, len(sizes))]


def mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(float(np.mean(known)), 4) if known else None


def measure_photo(session, truth: np.ndarray, copy: np.ndarray, gains: list[float]) -> tuple[dict, np.ndarray]:
    """truth, copy: L* 0..100 [H,W]. Also gives what was made."""
    made, size = clear_photo(session, copy, gains[0])
    told = dict(before=psnr(copy * 2.55, truth * 2.55), after=psnr(made * 2.55, truth * 2.55), ssim_before=ssim(copy * 2.55, truth * 2.55),
                ssim=ssim(made * 2.55, truth * 2.55), change=float(np.abs(made - copy).mean() * 2.55), size=size)
    return told, made


def measure_face(session, truth: np.ndarray, copy: np.ndarray, made: np.ndarray, face: np.ndarray, gains: list[float], judge: Judge | None) -> dict:
    """truth, copy and made (after the whole photo's step): L* 0..100 [H,W]."""
    true, worn, fed = (cut_face(picture, face) for picture in (truth, copy, made))
    clear, _ = clear_face(session, fed, gains[0])
    alone, size = clear_face(session, worn, gains[0])
    told = dict(before=psnr(worn * 2.55, true * 2.55), photo=psnr(fed * 2.55, true * 2.55), after=psnr(clear * 2.55, true * 2.55), alone=psnr(alone * 2.55, true * 2.55),
                change=float(np.abs(clear - worn).mean() * 2.55), size=size)
    if judge:
        at = [judge.landmarks(picture * 2.55) for picture in (worn, clear, true)]
        seen = [judge.features(picture * 2.55) for picture in (worn, clear, true)]
        told |= dict(likeness_before=float(seen[0] @ seen[2]), likeness=float(seen[1] @ seen[2]), landmarks_before=distance(at[0], at[2]), landmarks=distance(at[1], at[2]))
    return told


def summarize(each: list[dict], gains: list[float]) -> dict:
    row = {name: mean([told[name] for told in each]) for name in each[0] if name != 'size'} if each else {}
    return dict(count=len(each), **row, size=mean([told['size'] for told in each]), sizes=[round(float(q), 3) for q in np.quantile([told['size'] for told in each], QUANTILES)], gain_shares=levels([told['size'] for told in each], gains)) if each else dict(count=0)


def lightness_of(photo: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32)


def choose(photos: SharpPhotos, most: int) -> list[int]:
    """Evenly over the sharp photos, at most so many."""
    return [int(photos.chosen[k]) for k in np.linspace(0, len(photos) - 1, min(most, len(photos))).astype(int)]


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--photo', required=True), a.add_argument('--face', required=True)
    a.add_argument('--split', default='held-out'), a.add_argument('--photos', type=int, default=120), a.add_argument('--faces', type=int, default=60)
    a.add_argument('--gains', type=float, nargs=3, default=(0.2, 0.7, 1.3)), a.add_argument('--face-gains', type=float, nargs=3, default=(0.5, 0.8, 1.2))
    a.add_argument('--imagenet'), a.add_argument('--reference'), a.add_argument('--json'), a.add_argument('--sheet'), a.add_argument('--kinds', nargs='*', default=list(KINDS))
    o = a.parse_args()
    photo, face = open_session(o.photo), open_session(o.face)
    judge = Judge(o.reference, o.imagenet) if o.imagenet and o.reference else None
    photos = SharpPhotos(o.data, o.split, '')
    chosen = choose(photos, o.photos)
    labels = read_faces(o.data, photos.photos.rows)
    large = [(int(i), found) for i in photos.chosen for found in labels[i] if found[14] >= SURE and max(found[2:4]) >= PX]
    large = [large[k] for k in np.linspace(0, len(large) - 1, min(o.faces, len(large))).astype(int)] if large else []
    report, cells = dict(split=o.split, photos=len(chosen), faces=len(large), gains=list(o.gains), face_gains=list(o.face_gains), kinds={}), []
    for kind in o.kinds:
        whole, faces = [], []
        for k, i in enumerate(chosen):
            grey = lightness_of(photos.photos[i])
            truth, copy = to_lightness(grey), to_lightness(make_copy(grey, kind, [i]))
            told, made = measure_photo(photo, truth, copy, o.gains)
            whole.append(told)
            if k % max(1, len(chosen) // SHEET_PHOTOS) == 0:
                cells.append(np.hstack([picture[:SHEET_PX, :SHEET_PX] for picture in map(pad, (copy, made, truth))]))
        for i, found in large:
            grey = lightness_of(photos.photos[i])
            truth, copy = to_lightness(grey), to_lightness(make_copy(grey, kind, [i]))
            faces.append(measure_face(face, truth, copy, clear_photo(photo, copy, o.gains[0])[0], found, o.face_gains, judge))
        report['kinds'][kind] = dict(photo=summarize(whole, o.gains), faces=summarize(faces, o.face_gains))
        for what in ('photo', 'faces'):
            print(f'{kind:18}{what:6}' + '  '.join(f'{name} {value}' for name, value in report['kinds'][kind][what].items()), flush=True)
    if o.json:
        Path(o.json).write_text(json.dumps(report, indent=2) + '\n')
    if o.sheet:
        columns = 2
        cells += [np.zeros_like(cells[0])] * (-len(cells) % columns)
        cv2.imwrite(o.sheet, (np.vstack([np.hstack(cells[k:k + columns]) for k in range(0, len(cells), columns)]) * 2.55).round().clip(0, 255).astype(np.uint8))


def pad(picture: np.ndarray) -> np.ndarray:
    """At least SHEET_PX on each side."""
    return cv2.copyMakeBorder(picture, 0, max(0, SHEET_PX - picture.shape[0]), 0, max(0, SHEET_PX - picture.shape[1]), cv2.BORDER_CONSTANT, value=0)


if __name__ == '__main__':
    main()
