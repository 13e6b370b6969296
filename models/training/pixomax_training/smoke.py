"""python3 smoke.py: every recipe on a dozen painted pictures and a few steps, stop and resume included. A minute on two cores; says nothing of quality."""
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from pixomax_training.hues import HUES, hue_classes
from pixomax_training.old_film import orthochromatic

HERE = Path(__file__).parent.parent


def run(module, *arguments):
    subprocess.run([sys.executable, '-m', f'pixomax_training.{module}', *map(str, arguments)], check=True, cwd=HERE)


def paint_shard(path):
    rng = np.random.default_rng(0)
    with tarfile.open(path, 'w') as tar:
        for i in range(12):
            picture = cv2.resize(rng.integers(0, 256, (4, 5, 3), np.uint8), (200, 160 + i), interpolation=cv2.INTER_CUBIC)
            file = path.parent / f'{i:02}.jpg'
            cv2.imwrite(str(file), picture)
            tar.add(file, file.name)


def smoke_color(folder):
    data = folder / 'data'
    train = ['color.train', '--data', data, '--run', folder / 'run', '--crops']
    run(*train, 24)
    run(*train, 64)  # goes on from the checkpoint, through the larger crops
    run('color.train', '--data', data, '--run', folder / 'both', '--start', folder / 'run/checkpoint.pt', '--processes', 2, '--threads', 1, '--crops', 96, '--batch', 0.25)
    run('color.calibrate', '--data', data, '--split', 'train', '--weights', folder / 'both/checkpoint.pt', '--steps', 3, '--short-side', 64, 96,
        '--out', folder / 'calibration.json')
    run('color.export', folder / 'both/checkpoint.pt', folder / 'colorizer.onnx', '--calibration', folder / 'calibration.json', '--half')
    run('color.evaluate', '--data', data, '--split', 'train', '--model', folder / 'colorizer.onnx', '--json', folder / 'numbers.json')
    numbers = json.loads((folder / 'numbers.json').read_text())['models'][str(folder / 'colorizer.onnx')]
    assert all(np.isfinite(value) for value in numbers.values()), numbers
    session = onnxruntime.InferenceSession(str(folder / 'colorizer.onnx'), providers=['CPUExecutionProvider'])
    for height, width in ((96, 64), (256, 320)):
        ab = session.run(['ab'], {'lightness': np.full((1, 1, height, width), 50, np.float32)})[0]
        assert ab.shape == (1, 2, height // 4, width // 4) and np.isfinite(ab).all(), ab.shape
    run('color.device', 'pack-for-device', '--data', data, '--start', folder / 'colorizer.onnx', '--out', folder / 'pack')  # an exported file is reopened there
    run('color.device', 'teach', '--pack', folder / 'pack', '--out', folder / 'back', '--crops', 24)
    assert (folder / 'back/checkpoint.pt').stat().st_size < 10 * 2 ** 20


def smoke_repair(folder):
    train = ['repair.train', '--data', folder / 'data', '--run', folder / 'repair', '--crops']
    run(*train, 32)
    run(*train, 80)  # goes on from the checkpoint, through the larger crops
    run('repair.export', folder / 'repair/checkpoint.pt', folder / 'repair.onnx')
    run('repair.mine', '--data', folder / 'data', '--model', folder / 'repair.onnx', '--out', folder / 'mined.json')
    run('repair.train', '--data', folder / 'data', '--run', folder / 'repair-on', '--start-file', folder / 'repair.onnx', '--mined', folder / 'mined.json', '--crops', 22)
    run('repair.show', '--data', folder / 'data', '--out', folder / 'taught.png')
    measured = ['--data', folder / 'data', '--split', 'train', '--photos', 3, '--model', folder / 'repair.onnx', '--faces', HERE.parent / 'face-detector.onnx']
    run('repair.evaluate', *measured, '--large', 240, '--json', folder / 'repair.json', '--sheet', folder / 'repair.png')
    assert all(np.isfinite(list(row.values())).all() for row in json.loads((folder / 'repair.json').read_text())['rows'])
    run('repair.harm', *measured, '--sizes', 200, 1100, '--sure', 0.3, '--threshold', 0.1, '--json', folder / 'harm.json', '--sheet', folder / 'harm.png')
    for row in json.loads((folder / 'harm.json').read_text())['per_mille']['engine']:
        assert abs(sum(row[place] for place in ('faces', 'edges', 'flat')) - row['changed']) < 1e-3, row
    run('repair.check_marking')
    session = onnxruntime.InferenceSession(str(folder / 'repair.onnx'), providers=['CPUExecutionProvider'])
    for height, width in ((96, 64), (256, 336)):
        for values, most in zip(session.run(['mask', 'clean'], {'lightness': np.full((1, 1, height, width), 50, np.float32)}), (1, 100)):
            assert values.shape == (1, 1, height, width) and values.min() >= 0 and values.max() <= most, (values.shape, values.min(), values.max())


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        paint_shard(folder / 'painted.tar')
        run('prepare', '--photos', folder, '--data', folder / 'data')
        smoke_color(folder)
        smoke_repair(folder)
    run('faces.smoke')
    run('clarity.smoke')
    cases = json.loads((HERE / 'hue-cases.json').read_text())  # the tests of `npm run evaluate` read the same ones
    found = [HUES[index] for index in hue_classes(np.array([[case['a'], case['b']] for case in cases]))]
    assert found == [case['hue'] for case in cases], list(zip(cases, found))
    photo = np.zeros((5, 7, 3), np.uint8)
    assert orthochromatic(photo, np.random.default_rng(0)).shape == (5, 7)
    print('the recipe runs')


if __name__ == '__main__':
    main()
