"""python -m pixomax_training.color.average --data DATA --weights A.pt B.pt C.pt --out mean.pt

The mean of checkpoints of one run and its continuations, to go on from or to export: it is better than each of them.
The norms' statistics are no mean of theirs; they are measured anew on training crops. `color.export --mix` means
folded weights instead, without photos; its file paints other hues and is no good start.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from pixomax_training.color.balance import draw_balanced
from pixomax_training.color.crops import draw_batch
from pixomax_training.color.network import Colorizer
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.old_film import age
from pixomax_training.photos import Photos
from pixomax_training.training_run import check_finite

BATCHES = 40
BATCH = 12
SIDES = (160, 224)  # px, in turn


def mean_weights(checkpoints: Sequence[dict[str, Any]]) -> Colorizer:
    """The network of the mean of their averaged weights.

    Raises ValueError where bins, size or the scale of the deepest map differ: such weights have no meaningful mean.
    """
    first = checkpoints[0]
    for other in checkpoints[1:]:
        same_bins = np.array_equal(first["centers"], other["centers"])
        if not same_bins or first["size"] != other["size"] or first["ema"]["scale"] != other["ema"]["scale"]:
            raise ValueError("These checkpoints differ in bins, size or scale: they have no meaningful mean.")
    weights = {
        name: torch.stack([each["ema"][name].float() for each in checkpoints]).mean(0).to(value.dtype)
        if value.dtype.is_floating_point
        else value
        for name, value in first["ema"].items()
    }
    net = Colorizer(len(first["centers"]), first["size"])
    net.load_state_dict(weights)
    return net


@torch.no_grad()
def measure_norms(net: nn.Module, batches: Iterable[torch.Tensor]) -> None:
    """Gives the batch norms the statistics of what they are fed, the mean over all batches [B,1,S,S], L* 0..100."""
    for layer in net.modules():
        if isinstance(layer, nn.BatchNorm2d):
            layer.reset_running_stats()
            layer.momentum = None  # a plain mean
    net.train()
    for lightness in batches:
        net(lightness / 50 - 1)
    net.eval()


def main() -> None:
    """Writes the mean."""
    parser = make_parser(__doc__)
    add_data(parser)
    parser.add_argument("--weights", nargs="+", required=True, help="checkpoints")
    parser.add_argument("--out", required=True)
    parser.add_argument("--threads", type=positive_int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    checkpoints = [torch.load(path, map_location="cpu", weights_only=False) for path in options.weights]
    net = mean_weights(checkpoints)
    draw = draw_balanced(Photos(options.data, "train"), draw_batch)
    rng = np.random.default_rng(0)
    drawn = (draw(SIDES[k % len(SIDES)], BATCH, rng)[0] for k in range(BATCHES))
    measure_norms(net, (age(torch.from_numpy(lightness)) for lightness in drawn))
    check_finite(net.state_dict(), options.out)
    kept = {name: checkpoints[0][name] for name in ("centers", "size", "seen", "step")}
    torch.save({"ema": net.state_dict()} | kept, options.out)


if __name__ == "__main__":
    main()
