"""python3 -m faces.train_restorer --data DATA --run RUN: teaches the face restorer from faces.json.

Stops, goes on and logs as sittings.py tells; the learning rate falls over the last 40 %.
"""
from pixomax_training.training_run import Sitting, arguments, sit  # first: it makes waiting threads sleep

import torch

from pixomax_training.faces.aligned import Faces
from pixomax_training.faces.restorer import SIDE, Restorer
from pixomax_training.faces.degradation import draw_batch

PHASES = ((0.6, 128, 16), (1.0, SIDE, 8))  # until this share of the crops: their side, how many a batch
LEVEL = 0.6
RATES = (('', 1e-3),)
MARGIN = 1.2  # cut larger, so that faces can be turned and moved a little
EDGES, SCALE = 0.5, 10  # share of the gradients; losses near 1 suit the clipping of gradients


def restorer_losses(net, worn, truth):
    """L1 of lightness and of its gradients. Absolute: as shares of each face's own wear the network learned to do nothing (15,000 crops, + 0.02 dB)."""
    worn, truth = worn / 100, truth / 100
    with torch.autocast(worn.device.type, dtype=torch.bfloat16):  # twice as fast as float32 on a CPU with avx512_bf16
        wrong = worn + net(worn.contiguous(memory_format=torch.channels_last)).float() - truth
    off, edges = SCALE * wrong.abs().mean(), SCALE * EDGES * (wrong.diff(dim=2).abs().mean() + wrong.diff(dim=3).abs().mean())
    return off + edges, dict(off=off, edges=edges)


def main():
    o = arguments(__doc__, crops=40_000).parse_args()
    faces = Faces(o.data, 'train', SIDE, MARGIN)
    print(f'{len(faces)} faces')
    sit(Sitting(Restorer(), RATES, restorer_losses), lambda side, batch, rng: draw_batch(faces, side, batch, rng), PHASES, o, LEVEL)


if __name__ == '__main__':
    main()
