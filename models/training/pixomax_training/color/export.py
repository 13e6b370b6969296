"""python -m pixomax_training.color.export WEIGHTS color.onnx --calibration calibration.json --half

Writes opset 17, for any height and width that are multiples of 32. WEIGHTS is a checkpoint, whose averaged weights are
taken, or a file exported before. --mix OTHER SHARE, once or several times, exports the mean of networks of one run and
its continuations. --manifest writes size and SHA-256 beside the name of color.onnx, without which the engine refuses
the file. The calibration (color.calibrate) gives the bias that is added to the last layer,
temperature, vividness and gain. An exported file keeps the bias that it was given.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import onnx
import torch

from pixomax_training.color.answer import ColorizerForExport
from pixomax_training.color.saved_network import open_mixed
from pixomax_training.command_line import add_mix, make_parser
from pixomax_training.half import halve
from pixomax_training.onnx_export import write_onnx

AXES = {"lightness": {2: "height", 3: "width"}, "ab": {2: "height/4", 3: "width/4"}}


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = make_parser(__doc__)
    parser.add_argument("weights")
    parser.add_argument("out")
    parser.add_argument("--calibration", help="its bias, temperature, vividness and gain; those given below win")
    parser.add_argument("--temperature", type=float, help="of the softmax over color bins; lower is bolder")
    parser.add_argument(
        "--vividness",
        type=float,
        help="0 to 2: how much of the color lost by taking a mean is given back to each photo, see network.py",
    )
    parser.add_argument("--gain", type=float, help="times the colors of every photo")
    add_mix(parser)
    parser.add_argument("--manifest", type=Path, help="manifest.json of the folder that the file is written to")
    parser.add_argument("--half", action="store_true", help="store the weights as float16")
    return parser.parse_args()


def read_calibration(options: argparse.Namespace) -> dict[str, Any]:
    """bias (a list or None), temperature, vividness and gain: the defaults, then the file's, then the options'."""
    calibration: dict[str, Any] = {"temperature": 0.5, "vividness": 1.6, "gain": 1.0, "bias": None}
    if options.calibration:
        calibration |= json.loads(Path(options.calibration).read_text())
    for name in ("temperature", "vividness", "gain"):
        value = getattr(options, name)
        if value is not None:
            calibration[name] = value
    return calibration


def enter_in_manifest(manifest: Path, file: Path) -> None:
    """Writes the size and SHA-256 of `file` into its entry. Raises ValueError where there is none of its name."""
    written = json.loads(manifest.read_text())
    entries = [model for model in written["models"] if model["file"] == file.name]
    if not entries:
        raise ValueError(f"{manifest} has no model whose file is {file.name}.")
    data = file.read_bytes()
    for entry in entries:
        entry |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    manifest.write_text(json.dumps(written, indent=2) + "\n")


def main() -> None:
    """Writes the file."""
    options = read_options()
    calibration = read_calibration(options)
    net, centers = open_mixed(options.weights, options.mix)
    if calibration["bias"]:
        net.add_bias(torch.tensor(calibration["bias"]))
    answers = [calibration[name] for name in ("temperature", "vividness", "gain")]
    write_onnx(
        ColorizerForExport(net, centers, *answers).eval(), torch.rand(1, 1, 256, 320) * 100, ["ab"], AXES, options.out
    )
    if options.half:
        onnx.save(halve(onnx.load(options.out)), options.out)
    if options.manifest:
        enter_in_manifest(options.manifest, Path(options.out))


if __name__ == "__main__":
    main()
