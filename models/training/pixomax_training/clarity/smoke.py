"""python3 -m clarity.smoke: the recipe on painted pictures and a few steps, stop and resume included. Half a minute on two cores; says nothing of quality."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

TRAINING = Path(__file__).parents[2]


def run(module: str, *arguments: object) -> None:
    subprocess.run([sys.executable, '-m', f'pixomax_training.{module}', *map(str, arguments)], check=True, cwd=TRAINING)


def paint_data(folder: Path) -> None:
    """What prepare.py and label_faces.py would have made: a dozen sharp pictures, each with a face."""
    rng, rows, labels, offset = np.random.default_rng(0), [], {}, 0
    folder.mkdir()
    with open(folder / 'photos.bin', 'wb') as out:
        for i in range(12):
            picture = cv2.resize(rng.integers(0, 256, (80, 100, 3), np.uint8), (200, 160), interpolation=cv2.INTER_NEAREST)
            row = dict(name=f'{i:02}.jpg', source='painted', offset=offset, height=160, width=200, split='held-out' if i % 4 == 3 else 'train')
            labels[row['name']] = [[100, 80, 90, 110, 80, 60, 120, 62, 100, 85, 82, 105, 118, 106, 0.95]]
            rows.append(row), out.write(picture.tobytes())
            offset += picture.nbytes
    (folder / 'photos.json').write_text(json.dumps(rows)), (folder / 'faces.json').write_text(json.dumps(labels))


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paint_data(folder / 'data')
        shipped = TRAINING.parent / 'face-restorer.onnx'
        train = ['clarity.train', '--data', folder / 'data', '--run', folder / 'photo', '--start', shipped, '--batch', 0.25, '--crops']
        run(*train, 8)
        run(*train, 24)  # goes on from the checkpoint
        run('clarity.export', folder / 'photo/checkpoint.pt', folder / 'photo.onnx')
        change = onnxruntime.InferenceSession(str(folder / 'photo.onnx'), providers=['CPUExecutionProvider'])
        for height, width in ((96, 64), (160, 200)):
            made = change.run(['change'], {'lightness': np.full((1, 1, height, width), 50, np.float32)})[0]
            assert made.shape == (1, 1, height, width) and np.isfinite(made).all()
        run('clarity.evaluate', '--data', folder / 'data', '--photo', folder / 'photo.onnx', '--face', shipped, '--json', folder / 'told.json', '--sheet', folder / 'sheet.png')
        told = json.loads((folder / 'told.json').read_text())
        assert told['photos'] == 3 and told['faces'] == 3 and (folder / 'sheet.png').exists(), told
    print('the recipe runs')


if __name__ == '__main__':
    main()
