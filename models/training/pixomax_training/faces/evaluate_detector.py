"""python3 -m faces.evaluate_detector --data DATA --model face-detector.onnx: how much of what the reference sees the detector sees as well.

For each threshold, on the photos of the split, fed at longer sides of 640 and, for large faces, 192, as the studio does: recall of the reference's faces of score 0.8 and more (IoU of
0.4 at least), false faces per photo (those that match no face the reference gives 0.4 or more), the points' mean distance from the
reference's in % of the face's width, and false faces per photo where the reference sees none. `--split tune` is for choosing the threshold.
A second table tells the recall by the face's size at a longer side of 640; `filling` is the recall of faces that fill pictures of 512 px (see `fill`). --json and --sheet (a PNG: up to 24 photos with faces, then what was falsely found) write files.
"""
import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from pixomax_training.photos import Photos
from pixomax_training.faces.boxes import overlap, suppress
from pixomax_training.faces.labels import SURE, read_faces

STRIDE, LONG_SIDE = 32, 640
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)
MATCH = 0.4
SIZES = (0, 24, 48, 96, 192, 1000)  # px at a longer side of 640
SMALL_SIDE, SMALL_LEAST, SMALL_SURER = 192, 48, 0.1  # a second feed for faces that fill the picture: its longer side, px of a face there, added to the threshold
FILLED, FILLED_AROUND, FILLING = 512, 1.15, 24  # px of a picture that one face fills; its side over the box's; how many are made


def open_model(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry('session.intra_op.allow_spinning', '0')
    return onnxruntime.InferenceSession(path, options, providers=['CPUExecutionProvider'])


def detect(session: onnxruntime.InferenceSession, lightness: np.ndarray, low: float) -> np.ndarray:
    """Faces in a picture's L* 0..100 [H,W], best first: float32 [N,15] as in faces.json, scores above `low`, in the picture's pixels. As the studio does it."""
    filling = detect_at(session, lightness, low, SMALL_SIDE)
    filling[:, 14] -= SMALL_SURER
    large = filling[:, 2:4].max(1, initial=0) * SMALL_SIDE / max(lightness.shape) >= SMALL_LEAST
    faces = np.concatenate([detect_at(session, lightness, low, LONG_SIDE), filling[large & (filling[:, 14] > low)]])
    return faces[suppress(faces[:, :4], faces[:, 14])]


def detect_at(session: onnxruntime.InferenceSession, lightness: np.ndarray, low: float, long_side: int) -> np.ndarray:
    """The same at one size, neighbours that overlap included."""
    height, width = lightness.shape
    scale = long_side / max(height, width)
    size = [max(1, round(side * scale)) for side in (width, height)]
    fed = cv2.resize(lightness, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC).clip(0, 100)
    fed = cv2.copyMakeBorder(fed, 0, -size[1] % STRIDE, 0, -size[0] % STRIDE, cv2.BORDER_REPLICATE)
    score, box, points = (out[0] for out in session.run(['score', 'box', 'points'], {'lightness': fed[None, None]}))
    at = np.nonzero(score[0] > low)
    back = np.array([width / size[0], height / size[1]], np.float32)
    faces = np.concatenate([box[:, at[0], at[1]].T * np.tile(back, 2), points[:, at[0], at[1]].T * np.tile(back, 5), score[0][at][:, None]], 1)
    return faces[(faces[:, 0] < width) & (faces[:, 1] < height)]  # what lies in the padding is no part of the picture


def fill(photos: Photos, labels: list[np.ndarray]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pictures of FILLED px that one face fills, with its true box: [(L* [FILLED,FILLED], float32 [1,4])]."""
    large = [(i, face) for i, faces in enumerate(labels) for face in faces if face[14] >= SURE and max(face[2:4]) >= 80][:FILLING]
    pictures = []
    for i, face in large:
        scale = FILLED / (FILLED_AROUND * max(face[2:4]))
        matrix = np.array([[scale, 0, FILLED / 2 - face[0] * scale], [0, scale, FILLED / 2 - face[1] * scale]])
        grey = cv2.cvtColor(photos[i], cv2.COLOR_RGB2LAB)[..., 0] * np.float32(100 / 255)
        picture = cv2.warpAffine(grey, matrix, (FILLED, FILLED), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101).clip(0, 100)
        pictures.append((picture, np.array([[FILLED / 2, FILLED / 2, *face[2:4] * scale]], np.float32)))
    return pictures


def match(found, true):
    """For each true face the index of the best-scored found one that lies on it, or -1; each found one serves once."""
    pairs, taken, of = overlap(true[:, :4], found[:, :4]), set(), []
    for row in pairs:
        fitting = [j for j in np.flatnonzero(row >= MATCH) if j not in taken]
        of.append(fitting[0] if fitting else -1)
        taken.update(fitting[:1])
    return np.array(of, int)


def measure(each, threshold):
    """The numbers at one threshold over [(found, true, longer side of the photo)]."""
    hits = faces = false = false_without = without = 0
    distances, by_size = [], np.zeros((len(SIZES) - 1, 2), int)
    for found, true, long_side in each:
        found, sure = found[found[:, 14] > threshold], true[true[:, 14] >= SURE]
        of = match(found, sure)
        hits, faces = hits + (of >= 0).sum(), faces + len(sure)
        for face, j in zip(sure, of):
            by_size[np.searchsorted(SIZES, max(face[2:4]) * LONG_SIDE / long_side) - 1] += [j >= 0, 1]
            if j >= 0:
                distances.append(np.hypot(*(found[j, 4:14] - face[4:14]).reshape(5, 2).T).mean() / face[2])
        wrong = len(found) - (match(found, true) >= 0).sum()
        false += wrong
        if not len(true):
            false_without, without = false_without + wrong, without + 1
    numbers = dict(threshold=threshold, recall=hits / max(faces, 1), false_per_photo=false / len(each), false_per_photo_without=false_without / max(without, 1),
                   points_percent=100 * np.mean(distances) if distances else None)
    return {k: None if v is None else round(float(v), 4) for k, v in numbers.items()}, by_size


def draw(rgb, found, true, side=320):
    """The photo with the reference's boxes in green and what was found in red, points in yellow."""
    scale = side / max(rgb.shape[:2])
    picture = np.full((side, side, 3), 40, np.uint8)
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)[:side, :side]
    picture[:small.shape[0], :small.shape[1]] = small
    for faces, colour in ((true[true[:, 14] >= SURE], (0, 220, 0)), (found, (255, 60, 60))):
        for face in faces * scale:
            cv2.rectangle(picture, *(tuple(int(v) for v in corner) for corner in (face[:2] - face[2:4] / 2, face[:2] + face[2:4] / 2)), colour)
    for x, y in (found[:, 4:14] * scale).reshape(-1, 2):
        cv2.circle(picture, (int(x), int(y)), 1, (255, 255, 0), -1)
    return picture


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--model', required=True), a.add_argument('--split', default='held-out')
    a.add_argument('--threads', type=int, default=2), a.add_argument('--json'), a.add_argument('--sheet'), a.add_argument('--threshold', type=float, default=0.4, help='of the sheet and the table by size')
    o = a.parse_args()
    photos, session = Photos(o.data, o.split), open_model(o.model, o.threads)
    each = []
    labels = read_faces(o.data, photos.rows)
    for photo, true in zip(photos, labels):
        lightness = np.ascontiguousarray(cv2.cvtColor(photo, cv2.COLOR_RGB2LAB)[..., 0] * np.float32(100 / 255))
        each.append((detect(session, lightness, THRESHOLDS[0]), true, max(photo.shape[:2])))
    table = [measure(each, threshold)[0] for threshold in THRESHOLDS]
    for row in table:
        print('  '.join(f'{name} {value}' for name, value in row.items()))
    by_size = measure(each, o.threshold)[1]
    sizes = [dict(px=f'{low}-{high}', found=int(hit), of=int(of)) for low, high, (hit, of) in zip(SIZES, SIZES[1:], by_size)]
    print(f'found at {o.threshold} by size:', sizes)
    filled = fill(photos, labels)
    found = [match(detect(session, lightness, o.threshold), true) >= 0 for lightness, true in filled]
    filling = float(np.mean(found)) if found else None
    print(f'found at {o.threshold} of faces that fill {FILLED} px: {filling}, {len(filled)} pictures')
    if o.json:
        Path(o.json).write_text(json.dumps(dict(split=o.split, photos=len(photos), thresholds=table, sizes=sizes, sizes_at=o.threshold, filling=filling), indent=2) + '\n')
    if o.sheet:
        above = [(photos[i], found[found[:, 14] > o.threshold], true) for i, (found, true, _) in enumerate(each)]
        shown = [k for k in range(len(above)) if len(above[k][2])][::max(1, sum(len(t) > 0 for _, _, t in above) // 24)][:24]
        shown += [k for k in range(len(above)) if len(above[k][1]) > (match(above[k][1], above[k][2]) >= 0).sum()][:24]
        cells = [draw(*above[k]) for k in shown]
        cells += [np.zeros_like(cells[0])] * (-len(cells) % 6)
        cv2.imwrite(o.sheet, cv2.cvtColor(np.vstack([np.hstack(cells[k:k + 6]) for k in range(0, len(cells), 6)]), cv2.COLOR_RGB2BGR))


if __name__ == '__main__':
    main()
