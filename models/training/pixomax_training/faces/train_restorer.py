"""python -m pixomax_training.faces.train_restorer --data DATA --run RUN: trains the face restorer from faces.json.

Stops, goes on and logs as training_run.py says; the learning rate falls over the last 40 %.
"""

import torch
from torch import nn

from pixomax_training.arrays import Rng
from pixomax_training.faces.aligned import Faces
from pixomax_training.faces.degradation import draw_batch
from pixomax_training.faces.restorer import SIDE, Restorer
from pixomax_training.prefetch import Batch
from pixomax_training.training_run import TrainingRun, fast_precision, make_training_parser, run_training

PHASES = ((0.6, 128, 16), (1.0, SIDE, 8))  # until this share of the crops: their side, how many a batch
LEVEL = 0.6
RATES = (("", 1e-3),)
MARGIN = 1.2  # cut larger, so that faces can be turned and moved a little
EDGES = 0.5  # share of the gradients
SCALE = 10  # losses near 1 suit the clipping of gradients


def restorer_losses(
    net: nn.Module, degraded: torch.Tensor, truth: torch.Tensor
) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """L1 of lightness and of its gradients; degraded, truth: L* 0..100 [B,1,S,S].

    Absolute: as shares of each face's own degradation the network learned to do nothing (15,000 crops, + 0.02 dB).
    """
    degraded = degraded / 100
    truth = truth / 100
    with fast_precision(degraded.device):
        added = net(degraded.contiguous(memory_format=torch.channels_last))
        wrong = degraded + added.float() - truth
    off = SCALE * wrong.abs().mean()
    edges = SCALE * EDGES * (wrong.diff(dim=2).abs().mean() + wrong.diff(dim=3).abs().mean())
    return off + edges, {"off": off, "edges": edges}


def main() -> None:
    """Trains the restorer."""
    options = make_training_parser(__doc__, crops=40_000).parse_args()
    faces = Faces(options.data, "train", SIDE, MARGIN)
    print(f"{len(faces)} faces")

    def draw(side: int, batch: int, rng: Rng) -> Batch:
        return draw_batch(faces, side, batch, rng)

    run_training(TrainingRun(Restorer(), RATES, restorer_losses), draw, PHASES, options, LEVEL)


if __name__ == "__main__":
    main()
