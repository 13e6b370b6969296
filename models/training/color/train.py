"""python3 -m color.train --data DATA --imagenet mobilenet-v2-imagenet.npz --run RUN --crops 400000: teaches `tiny`, or with --size large --start TINY/checkpoint.pt `large`.

Stops, goes on and logs as sittings.py tells. bf16.
"""
from sittings import Sitting, arguments, in_rounds, sit  # first: it makes waiting threads sleep

import numpy as np
import torch
import torch.nn.functional as F

from color.bins import Bins
from color.crops import draw_batch
from color.network import SIZES, Colorizer
from old_film import age
from photos import Photos

# Until this share of the crops: their side, how many a batch.
PHASES = {'tiny': ((0.7, 96, 24), (0.95, 128, 16), (1.0, 192, 8)), 'large': ((0.8, 128, 16), (1.0, 192, 8))}
RATES = (('e.', 3e-4), ('', 1.5e-3))
# Stem and so many blocks keep the weights they start with. Down to 1/8: 40 % more photos in the same time on a CPU.
FROZEN_BLOCKS = {'tiny': 6, 'large': 6}
EVERY = 2  # the loss looks at each second row and column, from a random start
TEMPERATURE, MEAN_SHARE = 0.7, 0.06  # of the regression term: the annealed mean should be near the truth, in CIELAB units


def bins_of(photos):
    """Made from a fifth of the photos: the same photos give the same bins."""
    rng = np.random.default_rng(0)
    return Bins(np.concatenate([draw_batch(photos, [i], 128, rng)[1][0].reshape(2, -1).T[::16] for i in range(0, len(photos), 5)]))


def network(o, bins):
    net = Colorizer(len(bins.centres), o.size)
    if o.imagenet:
        net.e.load_imagenet(o.imagenet)
    if o.start:
        smaller = torch.load(o.start, map_location='cpu', weights_only=False)
        assert np.array_equal(smaller['centres'], bins.centres), 'the smaller one was made with other bins, that is with other photos'
        net.start_from(smaller['ema'])
    net.e.freeze(FROZEN_BLOCKS[o.size])
    return net


def losses_with(bins):
    def losses(net, lightness, ab):
        x = age(lightness.cpu()).to(lightness.device) / 50 - 1
        top, left = (int(k) for k in torch.randint(EVERY, (2,)))
        with torch.autocast(x.device.type, dtype=torch.bfloat16):
            logits = net(x.contiguous(memory_format=torch.channels_last), (top, left, EVERY))
        classes, mean = colour_losses(logits, ab[:, :, top::EVERY, left::EVERY], bins)
        return classes + MEAN_SHARE * mean, dict(classes=classes, mean=mean)

    return losses


def colour_losses(logits, ab, bins):
    """(cross entropy against soft bins, weighted by rarity; Huber of the annealed mean in CIELAB units). logits [B,Q,h,w], ab [B,2,h,w]."""
    logits = logits.float().permute(0, 2, 3, 1).flatten(0, 2)
    index, share = bins.soft(ab)
    index, share = (t.permute(0, 2, 3, 1).flatten(0, 2) for t in (index, share))
    rarity = (bins.weight.to(logits.device)[index] * share).sum(1)
    classes = (-(F.log_softmax(logits, 1).gather(1, index) * share).sum(1) * rarity).mean()
    centres = torch.from_numpy(bins.centres).to(logits.device)
    return classes, F.huber_loss(F.softmax(logits / TEMPERATURE, 1) @ centres, ab.permute(0, 2, 3, 1).flatten(0, 2), delta=10.0) / 10


def main():
    a = arguments(__doc__, crops=400_000)
    a.add_argument('--size', choices=SIZES, default='tiny'), a.add_argument('--imagenet', help='weights the encoder starts with')
    a.add_argument('--start', help='checkpoint of a smaller size to start from')
    o = a.parse_args()
    photos = Photos(o.data, 'train')
    bins = bins_of(photos)
    sitting = Sitting(network(o, bins), RATES, losses_with(bins), identity=dict(size=o.size, centres=bins.centres))
    sit(sitting, in_rounds(photos, draw_batch), PHASES[o.size], o)


if __name__ == '__main__':
    main()
