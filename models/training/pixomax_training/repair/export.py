"""python -m pixomax_training.repair.export RUN/checkpoint.pt repair.onnx: the averaged weights as ONNX.

Opset 17, for any height and width that are multiples of 16; weights stored as float16.
"""

import onnx
import torch

from pixomax_training.command_line import make_parser
from pixomax_training.half import halve
from pixomax_training.onnx_export import load_averaged, write_onnx
from pixomax_training.repair.network import RepairNetwork, RepairNetworkForExport

SIDES = {2: "height", 3: "width"}


def main() -> None:
    """Writes the file."""
    parser = make_parser(__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    options = parser.parse_args()
    net = RepairNetwork()
    load_averaged(net, options.checkpoint)
    axes = {"lightness": SIDES, "mask": SIDES, "clean": SIDES}
    example = torch.rand(1, 1, 128, 160) * 100
    write_onnx(RepairNetworkForExport(net).eval(), example, ["mask", "clean"], axes, options.out)
    onnx.save(halve(onnx.load(options.out)), options.out)


if __name__ == "__main__":
    main()
