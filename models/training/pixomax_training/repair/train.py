"""python -m pixomax_training.repair.train --data DATA --run RUN --crops 120000: trains the repair network.

Stops, goes on and logs as training_run.py says. With --start-file repair.onnx it goes on from an exported file,
and its rate falls sooner.
"""

import json
from functools import partial
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.photos import Photos
from pixomax_training.prefetch import draw_in_rounds
from pixomax_training.reopen import load_exported, restore_norms
from pixomax_training.repair.examples import Place, draw_examples, keep_sharp
from pixomax_training.repair.network import RepairNetwork
from pixomax_training.training_run import LEVEL, TrainingRun, fast_precision, make_training_parser, run_training

PHASES = ((0.25, 96, 8), (0.93, 128, 16), (1.0, 224, 6))  # until this share of the crops: their side, how many a batch
CONTINUED = ((0.85, 128, 16), (1.0, 208, 6))  # the same for a run with --start-file
LEVEL_CONTINUED = 0.3  # share of its crops before the rate falls
# An exported file's batch norms get their statistics from so many batches.
NORM_BATCHES = 8
NORM_SIDE = 128
NORM_BATCH = 16
RATES = (("", 2e-3),)
CLIP = 1.0
# Weights of a wrong lightness. Elsewhere it should stay as it is: then a false alarm does no harm.
INSIDE = 5
RING = 1
ELSEWHERE = 0.2
RING_PX = 8
# Of the overlap: with 0.6 and 0.4 from the start it left four in five damaged pixels alone.
FALSE_ALARM = 0.5
MISSED = 0.5
# px in a crop that hardly count. The overlap is each crop's own: a hair weighs as much as a stain, and a sound crop
# should have nothing.
SPECK = 16
# Against the cross entropy.
OVERLAP = 0.5
REPAIR = 5


def losses(
    net: nn.Module, damaged: torch.Tensor, mask: torch.Tensor, clean: torch.Tensor
) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """The losses of TrainingRun for batches of examples.py."""
    with fast_precision(damaged.device):
        logits, made = net(damaged.contiguous(memory_format=torch.channels_last))
    entropy, overlap, repair = repair_losses(logits, made, mask, clean)
    parts = {"entropy": entropy, "overlap": overlap, "repair": repair}
    return entropy + OVERLAP * overlap + REPAIR * repair, parts


def repair_losses(
    logits: torch.Tensor, made: torch.Tensor, mask: torch.Tensor, clean: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(cross entropy of the mask, 1 - overlap, wrong lightness per 100 L*). All arguments [B,1,H,W]."""
    entropy = F.binary_cross_entropy_with_logits(logits, mask)
    damage = torch.sigmoid(logits)
    hit = (damage * mask).sum((1, 2, 3))
    false = (damage * (1 - mask)).sum((1, 2, 3))
    missed = ((1 - damage) * mask).sum((1, 2, 3))
    overlap = ((hit + SPECK) / (hit + FALSE_ALARM * false + MISSED * missed + SPECK)).mean()
    across = F.max_pool2d(mask, (1, 2 * RING_PX + 1), 1, (0, RING_PX))
    near = F.max_pool2d(across, (2 * RING_PX + 1, 1), 1, (RING_PX, 0))
    weight = ELSEWHERE + (RING - ELSEWHERE) * near + (INSIDE - RING) * mask
    wrong = (made - clean) / 100
    down = (wrong.diff(dim=2).abs() * weight[:, :, 1:]).sum()
    right = (wrong.diff(dim=3).abs() * weight[..., 1:]).sum()
    return entropy, 1 - overlap, ((wrong.abs() * weight).sum() + (down + right)) / weight.sum()


def start_from(path: str, photos: Photos) -> RepairNetwork:
    """The network of an exported file, ready to go on learning."""
    net = RepairNetwork().eval()
    load_exported(net, path, lambda net: net(torch.full((1, 1, 64, 64), 50.0)))
    rng = np.random.default_rng(0)
    batches = []
    for _ in range(NORM_BATCHES):
        ids = rng.integers(0, len(photos), NORM_BATCH)
        batches.append(torch.from_numpy(draw_examples(photos, ids.tolist(), NORM_SIDE, rng)[0]))
    restore_norms(net, batches, lambda net, batch: net(batch))
    return net


def read_mined(path: str) -> list[Place]:
    """The places that mine.py wrote."""
    return [(row["photo"], row["y"], row["x"]) for row in json.loads(Path(path).read_text())]


def main() -> None:
    """Trains from nothing or on from a file."""
    parser = make_training_parser(__doc__, crops=120_000)
    parser.add_argument("--start-file", help="an exported repair.onnx to go on from")
    parser.add_argument("--mined", help="what repair.mine wrote")
    options = parser.parse_args()
    photos = keep_sharp(Photos(options.data, "train"))
    mined = read_mined(options.mined) if options.mined else None
    net = start_from(options.start_file, photos) if options.start_file else RepairNetwork()
    phases, level = (CONTINUED, LEVEL_CONTINUED) if options.start_file else (PHASES, LEVEL)
    draw = draw_in_rounds(photos, partial(draw_examples, mined=mined))
    run_training(TrainingRun(net, RATES, losses, CLIP), draw, phases, options, level)


if __name__ == "__main__":
    main()
