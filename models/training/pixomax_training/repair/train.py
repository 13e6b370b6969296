"""python3 -m repair.train --data DATA --run RUN --crops 120000: teaches the repair network.

Stops, goes on and logs as sittings.py tells. bf16. With --start-file repair.onnx it goes on from an exported file, and its rate falls sooner.
"""
import json
from functools import partial
from pathlib import Path

from pixomax_training.training_run import LEVEL, Sitting, arguments, in_rounds, sit  # before torch: it makes waiting threads sleep

import numpy as np
import torch
import torch.nn.functional as F

from pixomax_training.photos import Photos
from pixomax_training.reopen import load_exported, restore_norms
from pixomax_training.repair.examples import draw_examples
from pixomax_training.repair.network import Mender
from pixomax_training.repair.sharp import keep_sharp

PHASES = ((0.25, 96, 8), (0.93, 128, 16), (1.0, 224, 6))  # until this share of the crops: their side, how many a batch
CONTINUED = ((0.85, 128, 16), (1.0, 208, 6))  # the same for a run with --start-file
LEVEL_CONTINUED = 0.3  # share of its crops before the rate falls
NORM_BATCHES = 8
RATES, CLIP = (('', 2e-3),), 1.0
INSIDE, RING, ELSEWHERE = 5, 1, 0.2  # weights of a wrong lightness. Elsewhere it should stay as it is: then a false alarm does no harm
RING_PX = 8
FALSE_ALARM, MISSED = 0.5, 0.5  # of the overlap: with 0.6 and 0.4 from the start it left four in five damaged pixels alone
SPECK = 16  # px in a crop that hardly count. The overlap is each crop's own: a hair weighs as much as a stain, and a sound crop should have nothing
OVERLAP, REPAIR = 0.5, 5  # against the cross entropy


def losses(net, damaged, mask, clean):
    with torch.autocast(damaged.device.type, dtype=torch.bfloat16):
        logits, made = net(damaged.contiguous(memory_format=torch.channels_last))
    entropy, overlap, repair = repair_losses(logits, made, mask, clean)
    return entropy + OVERLAP * overlap + REPAIR * repair, dict(entropy=entropy, overlap=overlap, repair=repair)


def repair_losses(logits, made, mask, clean):
    """(cross entropy of the mask, 1 - overlap, wrong lightness per 100 L*). All [B,1,H,W]; logits before the sigmoid."""
    entropy = F.binary_cross_entropy_with_logits(logits, mask)
    told = torch.sigmoid(logits)
    hit, false, missed = (part.sum((1, 2, 3)) for part in (told * mask, told * (1 - mask), (1 - told) * mask))
    overlap = ((hit + SPECK) / (hit + FALSE_ALARM * false + MISSED * missed + SPECK)).mean()
    near = F.max_pool2d(F.max_pool2d(mask, (1, 2 * RING_PX + 1), 1, (0, RING_PX)), (2 * RING_PX + 1, 1), 1, (RING_PX, 0))
    weight = ELSEWHERE + (RING - ELSEWHERE) * near + (INSIDE - RING) * mask
    wrong = (made - clean) / 100
    slopes = (wrong.diff(dim=2).abs() * weight[:, :, 1:]).sum() + (wrong.diff(dim=3).abs() * weight[..., 1:]).sum()
    return entropy, 1 - overlap, ((wrong.abs() * weight).sum() + slopes) / weight.sum()


def start_from(path: str, photos: Photos) -> Mender:
    """The network of an exported file, ready to go on learning."""
    net = Mender().eval()
    load_exported(net, path, lambda n: n(torch.full((1, 1, 64, 64), 50.)))
    rng = np.random.default_rng(0)
    batches = [torch.from_numpy(draw_examples(photos, rng.integers(0, len(photos), 16), 128, rng)[0]) for _ in range(NORM_BATCHES)]
    restore_norms(net, batches, lambda n, batch: n(batch))
    return net


def main() -> None:
    a = arguments(__doc__, crops=120_000)
    a.add_argument('--start-file', help='an exported repair.onnx to go on from'), a.add_argument('--mined', help='what mine.py wrote')
    o = a.parse_args()
    photos = keep_sharp(Photos(o.data, 'train'))
    mined = [(row['photo'], row['y'], row['x']) for row in json.loads(Path(o.mined).read_text())] if o.mined else None
    net = start_from(o.start_file, photos) if o.start_file else Mender()
    phases, level = (CONTINUED, LEVEL_CONTINUED) if o.start_file else (PHASES, LEVEL)
    sit(Sitting(net, RATES, losses, CLIP), in_rounds(photos, partial(draw_examples, mined=mined)), phases, o, level)


if __name__ == '__main__':
    main()
