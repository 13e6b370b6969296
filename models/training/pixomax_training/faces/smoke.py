"""python3 -m faces.smoke: both recipes on painted pictures and a few steps, stop and resume included. A minute on two cores; says nothing of quality.

The reference detector is not needed: the labels are made up.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

TRAINING = Path(__file__).parents[2]
SIZES = ((96, 64), (256, 320))


def run(module, *arguments):
    subprocess.run([sys.executable, '-m', f'pixomax_training.{module}', *map(str, arguments)], check=True, cwd=TRAINING)


def paint_data(folder):
    """What prepare.py and label_faces.py would have made: a dozen pictures with a face each, and as many without."""
    rng, rows, labels, offset = np.random.default_rng(0), [], {}, 0
    folder.mkdir()
    with open(folder / 'photos.bin', 'wb') as out:
        for i in range(24):
            picture = cv2.resize(rng.integers(0, 256, (4, 5, 3), np.uint8), (200, 160), interpolation=cv2.INTER_CUBIC)
            row = dict(name=f'{i:02}.jpg', source='utk' if i < 4 else 'painted', offset=offset, height=160, width=200, split='held-out' if i % 4 == 3 else 'train')
            face = [100, 80, 90, 110, 80, 60, 120, 62, 100, 85, 82, 105, 118, 106, 0.95]
            labels[row['name']] = [face] if i < 12 else []
            rows.append(row), out.write(picture.tobytes())
            offset += picture.nbytes
    (folder / 'photos.json').write_text(json.dumps(rows)), (folder / 'faces.json').write_text(json.dumps(labels))


def open_model(path):
    return onnxruntime.InferenceSession(str(path), providers=['CPUExecutionProvider'])


def smoke_detector(folder):
    train = ['faces.train_detector', '--data', folder / 'data', '--run', folder / 'detector', '--batch', 0.25, '--crops']
    run(*train, 8)
    run(*train, 24)  # goes on from the checkpoint, through the larger sides
    run('faces.export', 'detector', folder / 'detector/checkpoint.pt', folder / 'detector.onnx')
    run('faces.evaluate_detector', '--data', folder / 'data', '--model', folder / 'detector.onnx', '--json', folder / 'detector.json')
    assert json.loads((folder / 'detector.json').read_text())['photos'] == 6
    session = open_model(folder / 'detector.onnx')
    for height, width in SIZES:
        score, box, points = session.run(['score', 'box', 'points'], {'lightness': np.full((1, 1, height, width), 50, np.float32)})
        assert (score.shape, box.shape, points.shape) == tuple((1, c, height // 8, width // 8) for c in (1, 4, 10))
        assert all(np.isfinite(part).all() for part in (score, box, points)) and score.min() >= 0 and score.max() <= 1


def smoke_restorer(folder):
    train = ['faces.train_restorer', '--data', folder / 'data', '--run', folder / 'restorer', '--batch', 0.25, '--crops']
    run(*train, 4)
    run(*train, 12)
    run('faces.export', 'restorer', folder / 'restorer/checkpoint.pt', folder / 'restorer.onnx')
    clear = open_model(folder / 'restorer.onnx').run(['clear'], {'lightness': np.full((3, 1, 192, 192), 50, np.float32)})[0]
    assert clear.shape == (3, 1, 192, 192) and np.isfinite(clear).all() and clear.min() >= 0 and clear.max() <= 100


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        paint_data(folder / 'data')
        smoke_detector(folder)
        smoke_restorer(folder)
    print('both recipes run')


if __name__ == '__main__':
    main()
