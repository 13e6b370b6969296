"""python -m pixomax_training.color.by_split --data DATA --weights RUN/checkpoint.pt [color.onnx ...]

What a network learned, and what it learned by heart: the same two numbers on photographs that taught it (train), on
others of the same collections (tune) and on those of other collections (tune-foreign). Where the first split goes on
falling and the last does not, more crops of the same photographs buy nothing.

- entropy: mean cross entropy against the soft bins, without the weights it was taught with;
- error: squared error of the mean at temperature 1, as a share of a gray copy's, summed over all photos.

The middle square of each of --photos photos at --side px, never aged: the same points each time, so that rows of two
days compare. What a network is worth when it paints, `npm run evaluate` says.
"""

from collections.abc import Iterable

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from pixomax_training.arrays import ByteArray, FloatArray
from pixomax_training.color.answer import expected_color
from pixomax_training.color.bins import Bins, soft_cross_entropy
from pixomax_training.color.evaluate import cut_square
from pixomax_training.color.saved_network import open_network
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.photos import Photos, spread_evenly

SPLITS = ("train", "tune", "tune-foreign")


def lab_of(square: ByteArray) -> tuple[torch.Tensor, torch.Tensor]:
    """(L* 0..100 [1,1,S,S], ab [1,2,S/4,S/4]), float32, of a uint8 RGB picture [S,S,3]."""
    lab = cv2.cvtColor(square.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    planes = torch.from_numpy(lab).permute(2, 0, 1)[None]
    return planes[:, :1], F.avg_pool2d(planes[:, 1:], 4)


@torch.inference_mode()
def measure_squares(net: nn.Module, centers: FloatArray, squares: Iterable[ByteArray]) -> tuple[float, float]:
    """(entropy, error) as the module says, of uint8 RGB pictures [S,S,3], S a multiple of 32."""
    bins = Bins(centers)
    colors = torch.from_numpy(bins.centers)
    entropies = []
    wrong = gray = 0.0
    for square in squares:
        lightness, ab = lab_of(square)
        logits = net(lightness / 50 - 1)
        index, share = bins.soft(ab)
        entropies.append(float(soft_cross_entropy(logits, index, share).mean()))
        wrong += float((expected_color(logits, colors, 1.0)[0] - ab).square().sum())
        gray += float(ab.square().sum())
    return float(np.mean(entropies)), wrong / gray


def main() -> None:
    """Prints a line for each network."""
    parser = make_parser(__doc__)
    add_data(parser)
    parser.add_argument("--weights", nargs="+", required=True, help="checkpoints or exported files")
    parser.add_argument("--photos", type=positive_int, default=400, help="of each split, evenly spread")
    parser.add_argument("--side", type=positive_int, default=192, help="a multiple of 32")
    parser.add_argument("--threads", type=positive_int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    splits = {name: Photos(options.data, name) for name in SPLITS}
    for path in options.weights:
        net, centers = open_network(path)
        line = path
        for name, photos in splits.items():
            chosen = spread_evenly(len(photos), options.photos)
            squares = (cut_square(photos[i], options.side) for i in chosen)
            if len(chosen):
                entropy, error = measure_squares(net, centers, squares)
                line += f"  {name} ({len(chosen)}) {entropy:.3f} {error:.3f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
