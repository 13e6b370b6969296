"""python3 -m faces.train_detector --data DATA --imagenet mobilenet-v2-imagenet.npz --run RUN: teaches the face detector from faces.json.

Stops, goes on and logs as sittings.py tells; the learning rate falls over the last 40 %.
"""
from pixomax_training.training_run import Sitting, arguments, sit  # first: it makes waiting threads sleep

import torch
import torch.nn.functional as F

from pixomax_training.faces.detector import Detector
from pixomax_training.faces.scenes import Scenes, draw_batch
from pixomax_training.old_film import age

PHASES = ((0.5, 256, 16), (0.75, 384, 7), (1.0, 640, 3))  # until this share of the crops: their side, how many a batch. Faces that fill a photo need the last
LEVEL = 0.6
FROZEN_BLOCKS = 5  # edges and textures of ImageNet serve as they are
RATES = (('e.', 5e-4), ('', 2e-3))
BOX, POINTS = 1.0, 1.0  # shares of the loss


def detector_losses(net, lightness, near, counts, shape, weight):
    """Focal loss of the centres; smooth L1 of box and points, in units of the face's size, weighted by nearness."""
    x = age(lightness.cpu()).to(lightness.device) / 50 - 1
    with torch.autocast(x.device.type, dtype=torch.bfloat16):
        y = net(x.contiguous(memory_format=torch.channels_last))
    y = y.float()
    logit, faces = y[:, 0], (near == 1).sum().clamp(min=1)
    p = torch.sigmoid(logit)
    hit = -(1 - p) ** 2 * F.logsigmoid(logit) * (near == 1)
    miss = -(1 - near) ** 4 * p ** 2 * F.logsigmoid(-logit) * (near < 1)
    off = F.smooth_l1_loss(y[:, 1:], shape, reduction='none', beta=0.05) * weight[:, None]
    mass = weight.sum().clamp(min=1)
    told = dict(centre=((hit + miss) * counts).sum() / faces, box=BOX * off[:, :4].sum() / mass / 4, points=POINTS * off[:, 4:].sum() / mass / 10 * 2)
    return sum(told.values()), told


def main():
    a = arguments(__doc__, crops=12_000)
    a.add_argument('--imagenet', help='weights the encoder starts with')
    o = a.parse_args()
    net = Detector(o.imagenet)
    if o.imagenet:
        net.e.freeze(FROZEN_BLOCKS)
    scenes = Scenes(o.data, 'train')
    sit(Sitting(net, RATES, detector_losses), lambda side, batch, rng: draw_batch(scenes, side, batch, rng), PHASES, o, LEVEL)


if __name__ == '__main__':
    main()
