"""python3 -m faces.train_restorer --data DATA --imagenet mobilenet-v2-imagenet.npz --run RUN: teaches the face restorer from faces.json.

Stops, goes on and logs as train_detector.py does.
"""
from faces.sitting import Sitting, parse, sit  # first: it makes waiting threads sleep

import torch
import torch.nn as nn
import torch.nn.functional as F

from faces.aligned import Faces
from faces.restorer import SIDE, Restorer
from faces.worn import draw_batch
from network import Encoder

PHASES = ((0.6, 128, 16), (1.0, SIDE, 8))  # until this share of the crops: their side, how many a batch
RATES = (('', 1e-3),)
# So near the truth a face is as good as clear. A strongly worn one cannot come near it, and would drown the others if it counted by its distance.
ENOUGH = 0.005
MARGIN = 1.2  # cut larger, so that faces can be turned and moved a little
EDGES, FEATURES = 0.5, 0.25  # shares of the loss: gradients; what a network that knows ImageNet sees in it


class Seen(nn.Module):
    """Features of the frozen encoder at 1/4 and 1/8, each channel brought to a like size by what it is on the truth. x: L* / 100."""

    def __init__(self, imagenet):
        super().__init__()
        self.e = Encoder()
        self.e.load_imagenet(imagenet)
        self.e.b = self.e.b[:6]
        self.e.requires_grad_(False)

    def forward(self, x):
        return self.e((2 * x - 1).contiguous(memory_format=torch.channels_last))


def edges(x):
    return x[..., 1:] - x[..., :-1], x[..., 1:, :] - x[..., :-1, :]


def distance(a, b):
    return (a - b).abs().mean((1, 2, 3))


def restorer_losses(seen, net, worn, truth):
    """L1 and L1 of the gradients, as shares of what they were before, face by face; L1 of the features."""
    worn, truth = worn / 100, truth / 100
    with torch.autocast(worn.device.type, dtype=torch.bfloat16, enabled=worn.is_cuda):  # on CPUs without AMX float32 is a third faster with so few channels
        made = worn + net(worn.contiguous(memory_format=torch.channels_last)).float()
        with torch.no_grad():
            wanted = seen(truth)
        features = sum(F.l1_loss(a, b) / b.abs().mean() for a, b in zip(seen(made), wanted))
    off = (distance(made, truth) / (distance(worn, truth) + ENOUGH)).mean()
    steep = sum((distance(a, b) / (distance(c, b) + ENOUGH)).mean() for a, b, c in zip(edges(made), edges(truth), edges(worn))) / 2
    return dict(off=off, edges=EDGES * steep, features=FEATURES * features.float())


def main():
    o = parse(__doc__, crops=40_000)
    faces, device = Faces(o.data, 'train', SIDE, MARGIN), 'cuda' if torch.cuda.is_available() else 'cpu'
    seen = Seen(o.imagenet).to(device, memory_format=torch.channels_last)
    sitting = Sitting(Restorer(), RATES, lambda net, *drawn: restorer_losses(seen, net, *drawn), device)
    print(f'{len(faces)} faces')
    sit(sitting, lambda side, batch, rng: draw_batch(faces, side, batch, rng), PHASES, o)


if __name__ == '__main__':
    main()
