"""python3 -m color.train --data DATA --imagenet mobilenet-v2-imagenet.npz --run RUN --crops 2500000: teaches the color network.

--start CHECKPOINT or --start FILE.onnx goes on from other weights, with the bins that they have. Two processes that average their gradients:
--processes 2. Stops, goes on and logs as sittings.py tells. bf16; a GPU is used when there is one.
"""
from pixomax_training.training_run import Sitting, arguments, sit, sit_in_processes  # first: it makes waiting threads sleep

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F

from pixomax_training.color.balance import by_chance
from pixomax_training.color.bins import Bins
from pixomax_training.color.crops import draw_batch
from pixomax_training.color.network import SIZES, Colorizer, centers_of_file
from pixomax_training.old_film import age
from pixomax_training.photos import Photos
from pixomax_training.reopen import load_exported, restore_norms

# Until this share of the crops: their side, how many a batch. Small crops of many scenes first: at 96 px a core sees four times the photos that it
# sees at 192 px. The last third is large, as the photos are in use.
PHASES = ((0.4, 96, 24), (0.67, 128, 16), (0.93, 192, 8), (1.0, 256, 6))
# Stem and first blocks, down to 1/8, keep the weights they start with: 40 % more photos in the same time on a CPU. At the end they learn too, slowly.
FROZEN = ('e.stem.', *(f'e.b.{k}.' for k in range(6)))
UNFROZEN_FROM = 0.85
RATES = (*((name, 3e-5) for name in FROZEN), ('e.', 3e-4), ('', 1.5e-3))
EVERY = 2  # the loss looks at each second row and column, from a random start
TEMPERATURE, MEAN_SHARE = 0.7, 0.06  # of the regression term: the annealed mean should be near the truth, in CIELAB units
PATCH_SHARE, FLAT = 0.3, 3.0  # of the term against patches; L* between two points looked at, above which the ground is no more flat


def bins_of(photos: Photos) -> Bins:
    """Made from a fifth of the photos: the same photos give the same bins."""
    rng = np.random.default_rng(0)
    return Bins.of(np.concatenate([draw_batch(photos, [i], 128, rng)[1][0].reshape(2, -1).T[::16] for i in range(0, len(photos), 5)]))


def start(o, photos: Photos) -> tuple[Colorizer, Bins]:
    """The network as it begins, and its bins."""
    if (o.start or '').endswith('.onnx'):
        bins = Bins(centers_of_file(o.start))
        net = Colorizer(len(bins.centers), o.size).eval()
        load_exported(net, o.start, lambda net: net(torch.zeros(1, 1, 64, 64)))
        batches = by_chance(photos, draw_batch)
        rng = np.random.default_rng(0)
        restore_norms(net, (torch.from_numpy(batches(128, 16, rng)[0]) / 50 - 1 for _ in range(12)), lambda net, batch: net(batch))
        return net, bins
    saved = torch.load(o.start, map_location='cpu', weights_only=False) if o.start else None
    bins = Bins(saved['centers']) if saved else bins_of(photos)
    net = Colorizer(len(bins.centers), o.size)
    if o.imagenet:
        net.e.load_imagenet(o.imagenet)
    if saved:
        net.start_from(saved['ema'])
    return net, bins


def losses_with(bins: Bins) -> Callable:
    def losses(net, lightness, ab):
        aged = age(lightness.cpu()).to(lightness.device)
        top, left = (int(k) for k in torch.randint(EVERY, (2,)))
        with torch.autocast(aged.device.type, dtype=torch.bfloat16):
            logits = net((aged / 50 - 1).contiguous(memory_format=torch.channels_last), (top, left, EVERY))
        seen = slice(top, None, EVERY), slice(left, None, EVERY)
        classes, mean, patches = color_losses(logits, ab[:, :, *seen], F.avg_pool2d(aged, 4)[:, :, *seen], bins)
        return classes + MEAN_SHARE * mean + PATCH_SHARE * patches, dict(classes=classes, mean=mean, patches=patches)

    return losses


def color_losses(logits: torch.Tensor, ab: torch.Tensor, lightness: torch.Tensor, bins: Bins) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(cross entropy against soft bins, weighted by chroma; Huber of the annealed mean, CIELAB units; patches on flat ground, CIELAB units).

    logits [B,Q,h,w]; ab [B,2,h,w]; lightness [B,1,h,w], L*.
    """
    logits = logits.float()
    index, share = bins.soft(ab)
    weight = (bins.weight.to(logits.device)[index] * share).sum(1)
    classes = (-(F.log_softmax(logits, 1).gather(1, index) * share).sum(1) * weight).mean()
    centers = torch.from_numpy(bins.centers).to(logits.device)
    mean = torch.einsum('bqhw,qc->bchw', F.softmax(logits / TEMPERATURE, 1), centers)
    return classes, F.huber_loss(mean, ab, delta=10.0) / 10, patches_on_flat(mean, ab, lightness)


def patches_on_flat(mean: torch.Tensor, ab: torch.Tensor, lightness: torch.Tensor) -> torch.Tensor:
    """How much more color changes from point to point than in truth, where lightness does not: a wall, a sky, a coat has one color."""
    total = mean.new_zeros(())
    for dim in (2, 3):
        flat = torch.exp(-(lightness.diff(dim=dim) / FLAT) ** 2)
        more = mean.diff(dim=dim).norm(dim=1, keepdim=True) - ab.diff(dim=dim).norm(dim=1, keepdim=True)
        total = total + (F.relu(more) * flat).mean()
    return total


def teach(o, rank: int = 0) -> None:
    photos = Photos(o.data, 'train')
    net, bins = start(o, photos)
    sitting = Sitting(net, RATES, losses_with(bins), identity=dict(size=o.size, centers=bins.centers), frozen=FROZEN, frozen_until=UNFROZEN_FROM)
    sit(sitting, by_chance(photos, draw_batch), PHASES, o, rank=rank)


def main() -> None:
    a = arguments(__doc__, crops=2_500_000)
    a.add_argument('--size', choices=SIZES, default='tiny'), a.add_argument('--imagenet', help='weights the encoder starts with')
    a.add_argument('--start', help='checkpoint or exported file to start from')
    sit_in_processes(teach, a.parse_args())


if __name__ == '__main__':
    main()
