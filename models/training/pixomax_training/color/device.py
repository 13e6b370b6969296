"""Teach the color network on a machine that is lent for minutes and starts bare.

python -m color.device pack-for-device --data DATA --start WEIGHTS --out PACK [--mib 34]: everything such a machine needs in one folder: the training
photos, small and as WebP, and the weights to start from. What it has to fit in is the tree that travels with it: 34 MiB beside the repository's 30.
python -m color.device teach --pack PACK --out OUT [--minutes 7]: there. Unpacks, teaches with whatever accelerator it finds, and leaves
checkpoint.pt in OUT: the averaged weights as float16, 6 MB. `color.train --start checkpoint.pt` and `color.calibrate` go on from it.

The machine needs Python with torch, numpy and OpenCV. A pack without room for every photo drops some of the sources drawn least often.
"""
import argparse
import json
import os
import shutil
import tempfile
import time
from pathlib import Path

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # before torch: see sittings.py

import cv2
import numpy as np
import torch

from pixomax_training.color.balance import draw_shares
from pixomax_training.color.train import teach
from pixomax_training.photos import Photos
from pixomax_training.training_run import arguments

SHORT_SIDE, QUALITY = 112, 60  # of the packed photos: crops of 96 px and more are cut from them
MIB = 2 ** 20
ON_GPU = dict(batch=4.0, rate=2.0)  # times the batches and rates of a CPU


def shrink(photo: np.ndarray) -> bytes:
    """uint8 RGB -> WebP."""
    scale = min(1.0, SHORT_SIDE / min(photo.shape[:2]))
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.imencode('.webp', cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_WEBP_QUALITY, QUALITY])[1].tobytes()


def pack(o: argparse.Namespace) -> None:
    out, photos = Path(o.out), Photos(o.data, 'train')
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(o.start, out / f'start{Path(o.start).suffix}')
    room = o.mib * MIB - Path(o.start).stat().st_size
    # Photos drawn often first, with some chance, so that what is left out is what hardly teaches.
    rng = np.random.default_rng(0)
    order = np.argsort(-np.log(rng.random(len(photos))) / draw_shares(photos.rows))
    rows, offset = [], 0
    with open(out / 'photos.webp', 'wb') as file:
        for i in order:
            packed = shrink(photos[int(i)])
            line = dict(source=photos.rows[i]['source'], hues=photos.rows[i]['hues'], at=offset, bytes=len(packed))
            room -= len(packed) + len(json.dumps(line))
            if room < 0:
                break
            file.write(packed)
            rows.append(line)
            offset += len(packed)
    (out / 'photos.json').write_text(json.dumps(rows))
    size = sum(path.stat().st_size for path in out.iterdir())
    print(f'{len(rows)} of {len(photos)} training photos, {size / MIB:.1f} MiB')


def unpack(folder: Path, data: Path) -> None:
    """What prepare.py would have written."""
    packed, rows, offset = (folder / 'photos.webp').read_bytes(), [], 0
    with open(data / 'photos.bin', 'wb') as file:
        for row in json.loads((folder / 'photos.json').read_text()):
            bytes_ = np.frombuffer(packed, np.uint8, row['bytes'], row['at'])
            photo = cv2.cvtColor(cv2.imdecode(bytes_, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
            file.write(photo.tobytes())
            rows.append(dict(source=row['source'], hues=row['hues'], split='train', offset=offset, height=photo.shape[0], width=photo.shape[1]))
            offset += photo.nbytes
    (data / 'photos.json').write_text(json.dumps(rows))


def teach_here(o: argparse.Namespace) -> None:
    began, out = time.monotonic(), Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data, run = Path(folder, 'data'), Path(folder, 'run')
        data.mkdir()
        unpack(Path(o.pack), data)
        start = next(Path(o.pack).glob('start.*'))
        minutes = o.minutes - (time.monotonic() - began) / 60
        given = ['--data', data, '--run', run, '--crops', o.crops, '--minutes', minutes, '--threads', os.cpu_count() or 1]
        run_options = arguments('', crops=o.crops).parse_args([str(word) for word in given])
        run_options.size, run_options.imagenet, run_options.start = o.size, None, str(start)
        if torch.cuda.is_available():
            run_options.batch, run_options.rate = ON_GPU['batch'], ON_GPU['rate']
        teach(run_options)
        save_small(run / 'checkpoint.pt', out / 'checkpoint.pt')
        shutil.copy(run / 'log.jsonl', out / 'log.jsonl') if (run / 'log.jsonl').exists() else None


def save_small(checkpoint: Path, path: Path) -> None:
    """The averaged weights alone, float16: what goes on from a checkpoint needs no more than these."""
    saved = torch.load(checkpoint, map_location='cpu', weights_only=False)
    ema = {name: value.half() if value.dtype.is_floating_point else value for name, value in saved['ema'].items()}
    torch.save(dict(ema=ema, centers=saved['centers'], size=saved['size'], seen=saved['seen'], step=saved['step']), path)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = a.add_subparsers(dest='command', required=True)
    packing = commands.add_parser('pack-for-device')
    packing.add_argument('--data', required=True), packing.add_argument('--start', required=True), packing.add_argument('--out', required=True)
    packing.add_argument('--mib', type=float, default=34)
    teaching = commands.add_parser('teach')
    teaching.add_argument('--pack', required=True), teaching.add_argument('--out', required=True), teaching.add_argument('--minutes', type=float, default=7)
    teaching.add_argument('--crops', type=int, default=2_500_000, help='end sooner when so many are seen'), teaching.add_argument('--size', default='tiny')
    small = commands.add_parser('save-small', help='a checkpoint without what only the same run needs')
    small.add_argument('checkpoint'), small.add_argument('out')
    o = a.parse_args()
    if o.command == 'pack-for-device':
        pack(o)
    elif o.command == 'teach':
        teach_here(o)
    else:
        save_small(Path(o.checkpoint), Path(o.out))


if __name__ == '__main__':
    main()
