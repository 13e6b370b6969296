"""python -m pixomax_training.color.train --data DATA --start color.onnx --run RUN: trains the color network.

--start CHECKPOINT or --start FILE.onnx goes on from other weights, with the bins that they have; from nothing,
--imagenet mobilenet-v2-imagenet.npz gives the encoder its start. Two processes that average their gradients:
--processes 2. Stops, goes on and logs as training_run.py says. A GPU is used when there is one.
"""

import argparse

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.color.balance import draw_balanced
from pixomax_training.color.bins import Bins, soft_cross_entropy
from pixomax_training.color.crops import draw_batch
from pixomax_training.color.network import SIZES, Colorizer
from pixomax_training.color.saved_network import centers_of_file, run_once
from pixomax_training.old_film import age
from pixomax_training.photos import Photos
from pixomax_training.reopen import load_exported, restore_norms
from pixomax_training.training_run import (
    Losses,
    TrainingRun,
    check_finite,
    fast_precision,
    make_training_parser,
    run_training,
    train_in_processes,
)

# Until this share of the crops: their side, how many a batch. Small crops of many scenes first: at 96 px a core sees
# four times the photos that it sees at 192 px. The last third is large, as the photos are in use.
PHASES = ((0.4, 96, 24), (0.67, 128, 16), (0.93, 192, 8), (1.0, 256, 6))
# Stem and first blocks, down to 1/8, keep the weights they start with: 40 % more photos in the same time on a CPU. At
# the end they learn too, slowly.
FROZEN = ("e.stem.", *(f"e.b.{k}." for k in range(6)))
UNFROZEN_FROM = 0.85
RATES = (*((name, 3e-5) for name in FROZEN), ("e.", 3e-4), ("", 1.5e-3))
EVERY = 2  # the loss is taken at each second row and column, from a random start
# Of the regression term: the annealed mean should be near the truth, in CIELAB units.
TEMPERATURE = 0.7
MEAN_SHARE = 0.06
# Of the term against patches; L* between two points above which the ground is no longer flat.
PATCH_SHARE = 0.1
FLAT = 3.0
# An exported file's batch norms get their statistics from so many batches.
NORM_BATCHES = 12
NORM_SIDE = 128
NORM_BATCH = 16
# The deepest map's mean size above which a start brings it down to 1.
LARGEST_MAP = 30


def bins_of(photos: Photos) -> Bins:
    """Made from a fifth of the photos: the same photos give the same bins."""
    rng = np.random.default_rng(0)
    samples = []
    for i in range(0, len(photos), 5):
        _, ab = draw_batch(photos, [i], 128, rng)
        samples.append(ab[0].reshape(2, -1).T[::16])
    return Bins.of(np.concatenate(samples))


def start_from_file(path: str, size: str, photos: Photos) -> tuple[Colorizer, Bins]:
    """The network of an exported file, ready to go on learning, and its bins."""
    bins = Bins(centers_of_file(path))
    net = Colorizer(len(bins.centers), size).eval()
    load_exported(net, path, run_once)
    draw = draw_balanced(photos, draw_batch)
    rng = np.random.default_rng(0)
    batches = (torch.from_numpy(draw(NORM_SIDE, NORM_BATCH, rng)[0]) / 50 - 1 for _ in range(NORM_BATCHES))
    restore_norms(net, batches, lambda net, batch: net(batch))
    return net, bins


def start_network(options: argparse.Namespace, photos: Photos) -> tuple[Colorizer, Bins]:
    """The network as --start, --imagenet and --size ask for it, and its bins."""
    if options.start and options.start.endswith(".onnx"):
        return start_from_file(options.start, options.size, photos)
    saved = torch.load(options.start, map_location="cpu", weights_only=False) if options.start else None
    bins = Bins(saved["centers"]) if saved else bins_of(photos)
    net = Colorizer(len(bins.centers), options.size)
    if options.imagenet:
        net.e.load_imagenet(options.imagenet)
    if saved:
        net.start_from(saved["ema"])
    return net, bins


@torch.no_grad()
def bring_down(net: Colorizer, photos: Photos) -> None:
    """Brings the deepest map down where it has grown too large for what is added and put beside it."""
    lightness, _ = draw_batch(photos, range(min(NORM_BATCH, len(photos))), NORM_SIDE, np.random.default_rng(0))
    sizes: list[float] = []
    hook = net.a32.register_forward_pre_hook(lambda _, inputs: sizes.append(inputs[0].abs().mean().item()))
    net.eval()(torch.from_numpy(lightness) / 50 - 1)
    hook.remove()
    if sizes[0] > LARGEST_MAP:
        net.scale_deepest(1 / sizes[0])


def make_losses(bins: Bins) -> Losses:
    """The losses of TrainingRun for batches of color.crops."""

    def losses(
        net: nn.Module, lightness: torch.Tensor, ab: torch.Tensor
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        aged = age(lightness.cpu()).to(lightness.device)
        top, left = (int(k) for k in torch.randint(EVERY, (2,)))
        with fast_precision(aged.device):
            logits = net((aged / 50 - 1).contiguous(memory_format=torch.channels_last), (top, left, EVERY))
        rows = slice(top, None, EVERY)
        columns = slice(left, None, EVERY)
        seen_lightness = F.avg_pool2d(aged, 4)[:, :, rows, columns]
        classes, mean, patches = color_losses(logits, ab[:, :, rows, columns], seen_lightness, bins)
        parts = {"classes": classes, "mean": mean, "patches": patches}
        return classes + MEAN_SHARE * mean + PATCH_SHARE * patches, parts

    return losses


def color_losses(
    logits: torch.Tensor, ab: torch.Tensor, lightness: torch.Tensor, bins: Bins
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(cross entropy against soft bins, weighted by chroma; Huber of the annealed mean; patches on flat ground).

    logits [B,Q,h,w]; ab [B,2,h,w]; lightness [B,1,h,w], L*. The second and third are in CIELAB units.
    """
    logits = logits.float()
    index, share = bins.soft(ab)
    weight = (bins.weight.to(logits.device)[index] * share).sum(1)
    classes = (soft_cross_entropy(logits, index, share) * weight).mean()
    centers = torch.from_numpy(bins.centers).to(logits.device)
    mean = torch.einsum("bqhw,qc->bchw", F.softmax(logits / TEMPERATURE, 1), centers)
    return classes, F.huber_loss(mean, ab, delta=10.0) / 10, patches_on_flat(mean, ab, lightness)


def patches_on_flat(mean: torch.Tensor, ab: torch.Tensor, lightness: torch.Tensor) -> torch.Tensor:
    """How much more color changes from point to point than in truth, where lightness does not.

    A wall, a sky, a coat has one color. mean, ab [B,2,h,w]; lightness [B,1,h,w].
    """
    total = mean.new_zeros(())
    for dim in (2, 3):
        flat = torch.exp(-((lightness.diff(dim=dim) / FLAT) ** 2))
        made = mean.diff(dim=dim).norm(dim=1, keepdim=True)
        true = ab.diff(dim=dim).norm(dim=1, keepdim=True)
        total = total + (F.relu(made - true) * flat).mean()
    return total


def train_color(options: argparse.Namespace, rank: int = 0) -> None:
    """One process of a run. Raises ValueError where a weight of --start is no number."""
    photos = Photos(options.data, "train")
    net, bins = start_network(options, photos)
    check_finite(net.state_dict(), options.start or "the new network")
    bring_down(net, photos)
    training = TrainingRun(
        net,
        RATES,
        make_losses(bins),
        identity={"size": options.size, "centers": bins.centers},
        frozen=FROZEN,
        frozen_until=UNFROZEN_FROM,
    )
    run_training(training, draw_balanced(photos, draw_batch), PHASES, options, rank=rank)


def main() -> None:
    """Trains in one process or several."""
    parser = make_training_parser(__doc__, crops=2_500_000)
    parser.add_argument("--size", choices=SIZES, default="tiny")
    parser.add_argument("--imagenet", help="weights the encoder starts with")
    parser.add_argument("--start", help="checkpoint or exported file to start from")
    train_in_processes(train_color, parser.parse_args())


if __name__ == "__main__":
    main()
