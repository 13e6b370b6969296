"""python -m pixomax_training.faces.export detector|restorer RUN/checkpoint.pt out.onnx: the averaged weights as ONNX.

Detector: any height and width that are multiples of 32. Restorer: any number of faces of 192 px. Opset 17. Weights are
stored as 16-bit floats (half the file; the runtime widens them when it loads); the numbers that come out are compared
with the 32-bit network's.
"""

import torch

from pixomax_training.command_line import make_parser
from pixomax_training.faces.detector import Detector, DetectorForExport
from pixomax_training.faces.restorer import SIDE, Restorer, RestorerForExport
from pixomax_training.onnx_export import export_half, load_averaged

DETECTED = ("score", "box", "points")


def export_detector(checkpoint: str, out: str) -> None:
    """Writes the face detector."""
    net = Detector()
    load_averaged(net, checkpoint)
    torch.manual_seed(0)
    axes = {"lightness": {2: "height", 3: "width"}} | {name: {2: "height/8", 3: "width/8"} for name in DETECTED}
    export_half(DetectorForExport(net).eval(), torch.rand(1, 1, 256, 320) * 100, DETECTED, axes, out)


def export_restorer(checkpoint: str, out: str) -> None:
    """Writes the face restorer."""
    net = Restorer()
    load_averaged(net, checkpoint)
    torch.manual_seed(0)
    axes = {"lightness": {0: "faces"}, "clear": {0: "faces"}}
    export_half(RestorerForExport(net).eval(), torch.rand(2, 1, SIDE, SIDE) * 100, ["clear"], axes, out)


def main() -> None:
    """Writes the network that was asked for."""
    parser = make_parser(__doc__)
    parser.add_argument("what", choices=("detector", "restorer"))
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    options = parser.parse_args()
    export = export_detector if options.what == "detector" else export_restorer
    export(options.checkpoint, options.out)


if __name__ == "__main__":
    main()
