"""Train the color network on a machine that is lent for minutes and starts bare.

python -m pixomax_training.color.device pack-for-device --data DATA --start WEIGHTS --out PACK [--mib 34]: everything
such a machine needs in one folder: the training photos, small and as WebP, and the weights to start from. What it has
to fit in is the tree that travels with it: 34 MiB beside the repository's 30.

python -m pixomax_training.color.device train --pack PACK --out OUT [--minutes 7]: there. Unpacks, trains with whatever
accelerator it finds, and leaves checkpoint.pt in OUT: the averaged weights as float16, 6 MB. `color.train --start
checkpoint.pt` and `color.calibrate` go on from it.

The machine needs Python with torch, numpy and OpenCV. A pack without room for every photo drops some of the sources
drawn least often.
"""

import argparse
import json
import os
import shutil
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from pixomax_training.arrays import ByteArray
from pixomax_training.color.balance import draw_shares
from pixomax_training.color.train import train_color
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.photos import Photos
from pixomax_training.training_run import check_finite, make_training_parser

# Of the packed photos: crops of 96 px and more are cut from them.
SHORT_SIDE = 112
QUALITY = 60
MIB = 2**20
# Times the batches and rates of a CPU.
GPU_BATCH = 4.0
GPU_RATE = 2.0


def shrink(photo: ByteArray) -> bytes:
    """uint8 RGB -> WebP."""
    scale = min(1.0, SHORT_SIDE / min(photo.shape[:2]))
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    quality = [cv2.IMWRITE_WEBP_QUALITY, QUALITY]
    return cv2.imencode(".webp", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), quality)[1].tobytes()


def pack(options: argparse.Namespace) -> None:
    """Writes the folder and prints what went into it."""
    out = Path(options.out)
    start = Path(options.start)
    photos = Photos(options.data, "train")
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(start, out / f"start{start.suffix}")
    room = options.mib * MIB - start.stat().st_size
    # Photos drawn often first, with some chance, so that what is left out matters least.
    rng = np.random.default_rng(0)
    order = np.argsort(-np.log(rng.random(len(photos))) / draw_shares(photos.rows))
    rows = []
    offset = 0
    with (out / "photos.webp").open("wb") as file:
        for i in order:
            packed = shrink(photos[int(i)])
            photo = photos.rows[i]
            row = {"source": photo["source"], "hues": photo["hues"], "at": offset, "bytes": len(packed)}
            room -= len(packed) + len(json.dumps(row))
            if room < 0:
                break
            file.write(packed)
            rows.append(row)
            offset += len(packed)
    (out / "photos.json").write_text(json.dumps(rows))
    size = sum(path.stat().st_size for path in out.iterdir())
    print(f"{len(rows)} of {len(photos)} training photos, {size / MIB:.1f} MiB")


def unpack(folder: Path, data: Path) -> None:
    """Writes into `data` what prepare.py would have written."""
    packed = (folder / "photos.webp").read_bytes()
    rows = []
    offset = 0
    with (data / "photos.bin").open("wb") as file:
        for row in json.loads((folder / "photos.json").read_text()):
            webp = np.frombuffer(packed, np.uint8, row["bytes"], row["at"])
            photo = cv2.cvtColor(cv2.imdecode(webp, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
            file.write(photo.tobytes())
            rows.append(
                {
                    "source": row["source"],
                    "hues": row["hues"],
                    "split": "train",
                    "offset": offset,
                    "height": photo.shape[0],
                    "width": photo.shape[1],
                }
            )
            offset += photo.nbytes
    (data / "photos.json").write_text(json.dumps(rows))


def find_start(folder: Path) -> Path:
    """The weights in a pack. Raises FileNotFoundError where there are none."""
    for path in sorted(folder.glob("start.*")):
        return path
    raise FileNotFoundError(f"{folder} holds no start.pt or start.onnx. Make it with pack-for-device.")


def train_here(options: argparse.Namespace) -> None:
    """Trains for the rest of --minutes after unpacking, and leaves a small checkpoint and the log in --out."""
    began = time.monotonic()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        data = Path(name, "data")
        run = Path(name, "run")
        data.mkdir()
        unpack(Path(options.pack), data)
        minutes = options.minutes - (time.monotonic() - began) / 60
        words = ["--data", data, "--run", run, "--crops", options.crops, "--minutes", minutes]
        words += ["--threads", os.cpu_count() or 1]
        training = make_training_parser("", crops=options.crops).parse_args([str(word) for word in words])
        training.size = options.size
        training.imagenet = None
        training.start = str(find_start(Path(options.pack)))
        if torch.cuda.is_available():
            training.batch = GPU_BATCH
            training.rate = GPU_RATE
        train_color(training)
        save_small(run / "checkpoint.pt", out / "checkpoint.pt")
        if (run / "log.jsonl").exists():
            shutil.copy(run / "log.jsonl", out / "log.jsonl")


def save_small(checkpoint: Path, path: Path) -> None:
    """The averaged weights alone, float16: what goes on from a checkpoint needs no more than these.

    Single numbers and norms' statistics stay float32: a variance of 65,504 is none too large. Raises ValueError where a
    weight is no number, or too large for float16.
    """
    saved = torch.load(checkpoint, map_location="cpu", weights_only=False)
    ema = {}
    for name, value in saved["ema"].items():
        kept = not value.dtype.is_floating_point or value.ndim == 0 or "running_" in name
        ema[name] = value if kept else value.half()
    check_finite(ema, f"{checkpoint} as float16")
    torch.save({"ema": ema} | {name: saved[name] for name in ("centers", "size", "seen", "step")}, path)


def main() -> None:
    """Runs the subcommand."""
    parser = make_parser(__doc__)
    commands = parser.add_subparsers(required=True)
    packing = commands.add_parser("pack-for-device", help="write the folder that travels")
    add_data(packing)
    packing.add_argument("--start", required=True, help="checkpoint or exported file")
    packing.add_argument("--out", required=True)
    packing.add_argument("--mib", type=float, default=34)
    packing.set_defaults(run=pack)
    training = commands.add_parser("train", help="train from such a folder")
    training.add_argument("--pack", required=True)
    training.add_argument("--out", required=True)
    training.add_argument("--minutes", type=float, default=7)
    training.add_argument("--crops", type=positive_int, default=2_500_000, help="end sooner when so many are seen")
    training.add_argument("--size", default="tiny")
    training.set_defaults(run=train_here)
    small = commands.add_parser("save-small", help="a checkpoint without what only the same run needs")
    small.add_argument("checkpoint", type=Path)
    small.add_argument("out", type=Path)
    small.set_defaults(run=lambda options: save_small(options.checkpoint, options.out))
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
