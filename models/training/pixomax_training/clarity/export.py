"""python -m pixomax_training.clarity.export RUN/checkpoint.pt photo-clarity.onnx: the averaged weights as ONNX.

Opset 17, for any height and width that are multiples of 8; weights stored as float16.
"""

import torch

from pixomax_training.clarity.restorer import PhotoRestorerForExport, photo_restorer
from pixomax_training.command_line import make_parser
from pixomax_training.onnx_export import export_half, load_averaged

SIDES = {2: "height", 3: "width"}


def main() -> None:
    """Writes the file."""
    parser = make_parser(__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    options = parser.parse_args()
    net = photo_restorer()
    load_averaged(net, options.checkpoint)
    torch.manual_seed(0)
    example = torch.rand(1, 1, 256, 320) * 100
    axes = {"lightness": SIDES, "change": SIDES}
    export_half(PhotoRestorerForExport(net).eval(), example, ["change"], axes, options.out)


if __name__ == "__main__":
    main()
