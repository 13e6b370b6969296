"""python3 -m faces.train_restorer --data DATA --run RUN: teaches the face restorer from faces.json.

Stops, goes on and logs as train_detector.py does.
"""
from faces.sitting import Sitting, parse, sit  # first: it makes waiting threads sleep

import torch

from faces.aligned import Faces
from faces.restorer import SIDE, Restorer
from faces.worn import draw_batch

PHASES = ((0.6, 128, 16), (1.0, SIDE, 8))  # until this share of the crops: their side, how many a batch
RATES = (('', 1e-3),)
MARGIN = 1.2  # cut larger, so that faces can be turned and moved a little
EDGES, SCALE = 0.5, 10  # share of the gradients; losses near 1 suit the clipping of gradients


def restorer_losses(net, worn, truth):
    """L1 of lightness and of its gradients. Absolute: as shares of each face's own wear the network learned to do nothing (15,000 crops, + 0.02 dB)."""
    worn, truth = worn / 100, truth / 100
    with torch.autocast(worn.device.type, dtype=torch.bfloat16, enabled=worn.is_cuda):  # on CPUs without AMX float32 is a third faster with so few channels
        wrong = worn + net(worn.contiguous(memory_format=torch.channels_last)).float() - truth
    return dict(off=SCALE * wrong.abs().mean(), edges=SCALE * EDGES * (wrong.diff(dim=2).abs().mean() + wrong.diff(dim=3).abs().mean()))


def main():
    o = parse(__doc__, crops=40_000)
    faces, device = Faces(o.data, 'train', SIDE, MARGIN), 'cuda' if torch.cuda.is_available() else 'cpu'
    sitting = Sitting(Restorer(), RATES, restorer_losses, device)
    print(f'{len(faces)} faces')
    sit(sitting, lambda side, batch, rng: draw_batch(faces, side, batch, rng), PHASES, o)


if __name__ == '__main__':
    main()
