"""python -m pixomax_training.faces.train_detector --data DATA --imagenet mobilenet-v2-imagenet.npz --run RUN

Trains the face detector from faces.json. Stops, goes on and logs as training_run.py says; the learning rate falls over
the last 40 %.
"""

import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.arrays import Rng
from pixomax_training.faces.detector import Detector
from pixomax_training.faces.scenes import Scenes, draw_batch
from pixomax_training.old_film import age
from pixomax_training.prefetch import Batch
from pixomax_training.training_run import TrainingRun, fast_precision, make_training_parser, run_training

# Until this share of the crops: their side, how many a batch. Faces that fill a photo need the last.
PHASES = ((0.5, 256, 16), (0.75, 384, 7), (1.0, 640, 3))
LEVEL = 0.6
FROZEN_BLOCKS = 5  # edges and textures of ImageNet serve as they are
RATES = (("e.", 5e-4), ("", 2e-3))
# Shares of the loss.
BOX = 1.0
POINTS = 1.0


def detector_losses(
    net: nn.Module,
    lightness: torch.Tensor,
    near: torch.Tensor,
    counts: torch.Tensor,
    shape: torch.Tensor,
    weight: torch.Tensor,
) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """Focal loss of the centers; smooth L1 of box and points, in units of the face's size, weighted by nearness.

    The arguments after `net` are what scenes.draw_batch gives.
    """
    x = age(lightness.cpu()).to(lightness.device) / 50 - 1
    with fast_precision(x.device):
        y = net(x.contiguous(memory_format=torch.channels_last))
    y = y.float()
    logit = y[:, 0]
    faces = (near == 1).sum().clamp(min=1)
    p = torch.sigmoid(logit)
    hit = -((1 - p) ** 2) * F.logsigmoid(logit) * (near == 1)
    miss = -((1 - near) ** 4) * p**2 * F.logsigmoid(-logit) * (near < 1)
    off = F.smooth_l1_loss(y[:, 1:], shape, reduction="none", beta=0.05) * weight[:, None]
    mass = weight.sum().clamp(min=1)
    center = ((hit + miss) * counts).sum() / faces
    box = BOX * off[:, :4].sum() / mass / 4
    points = POINTS * off[:, 4:].sum() / mass / 10 * 2
    return center + box + points, {"center": center, "box": box, "points": points}


def main() -> None:
    """Trains the detector."""
    parser = make_training_parser(__doc__, crops=12_000)
    parser.add_argument("--imagenet", help="weights the encoder starts with")
    options = parser.parse_args()
    net = Detector(options.imagenet)
    if options.imagenet:
        net.e.freeze(FROZEN_BLOCKS)
    scenes = Scenes(options.data, "train")

    def draw(side: int, batch: int, rng: Rng) -> Batch:
        return draw_batch(scenes, side, batch, rng)

    run_training(TrainingRun(net, RATES, detector_losses), draw, PHASES, options, LEVEL)


if __name__ == "__main__":
    main()
