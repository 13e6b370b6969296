"""python -m pixomax_training.color.calibrate --data DATA --weights RUN/checkpoint.pt --out calibration.json

Fits what is added to each bin's logit, a temperature and a gain at a vividness, without training: a bias per bin,
smooth over the ab plane, is fitted on photographs of collections that nothing is learned from (--split tune-foreign),
so that each hue is painted as often as it is there and colors come nearer to the truth, at a colorfulness of at least
--colorful. Every other photo fits, the rest say what it is worth: gain in PSNR over a gray copy, share of its ab error,
colorfulness of the truth's, share of photos better than gray, shares of hues. Then look at a sheet. `color.export
--calibration` puts it into the file.

The mean of the passes (--short-side) is painted, on a grid of 1/8 of 256 px, without the engine's guided filters: `npm
run evaluate` has the last word. --mix OTHER SHARE measures the mean of networks that began as one instead: SHARE of
OTHER's weights.
"""

import argparse
import json
from pathlib import Path

import torch

from pixomax_training.color.fitting import fit
from pixomax_training.color.painting import Calibration, Judgment, judge, pass_photo
from pixomax_training.color.saved_network import open_mixed
from pixomax_training.command_line import add_data, add_mix, make_parser, positive_int
from pixomax_training.hues import HUES
from pixomax_training.photos import Photos

UNCALIBRATED_TEMPERATURE = 0.5


def show(name: str, found: Judgment) -> None:
    """Prints a judgment in a line."""
    shares = zip(HUES, found.true, found.made, strict=True)
    hues = "  ".join(f"{hue} {truth:.3f}>{made:.3f}" for hue, truth, made in shares)
    print(
        f"{name:34} {found.gain:+.2f} dB  ab {found.ab:.3f}  colorful {found.colorfulness:.2f}  "
        f"better {found.better:.0%}  {hues}",
        flush=True,
    )


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = make_parser(__doc__)
    add_data(parser, split="tune-foreign")
    parser.add_argument("--weights", required=True, help="checkpoint or exported file")
    parser.add_argument("--out")
    parser.add_argument("--threads", type=positive_int, default=2)
    parser.add_argument("--short-side", type=positive_int, nargs="+", default=[192, 256, 320, 448])
    parser.add_argument("--every", type=positive_int, default=1, help="only every so many photos")
    parser.add_argument("--colorful", type=float, nargs="+", default=[0.9], help="the first one is kept")
    parser.add_argument("--hue-weight", type=float, default=0.5)
    parser.add_argument("--vividness", type=float, default=1.6, help="see answer.py")
    parser.add_argument("--steps", type=positive_int, default=150)
    add_mix(parser)
    return parser.parse_args()


def main() -> None:
    """Prints what the network is worth without and with each calibration, and writes the first one."""
    options = read_options()
    torch.set_num_threads(options.threads)
    net, centers = open_mixed(options.weights, options.mix)
    photos = Photos(options.data, options.split)
    with torch.inference_mode():
        passed = [pass_photo(net, photos[i], options.short_side) for i in range(0, len(photos), options.every)]
    fitting = passed[::2]
    judging = passed[1::2]
    nothing = Calibration([0.0] * len(centers), UNCALIBRATED_TEMPERATURE, options.vividness, 1.0)
    show(f"no bias, temperature {UNCALIBRATED_TEMPERATURE}", judge(judging, centers, nothing))
    fitted = []
    for colorful in options.colorful:
        calibration = fit(fitting, centers, colorful, options.vividness, options.hue_weight, options.steps)
        fitted.append(calibration)
        name = f"bias, temperature {calibration.temperature:.2f}, gain {calibration.gain:.2f}"
        show(name, judge(judging, centers, calibration))
    if options.out:
        Path(options.out).write_text(json.dumps(vars(fitted[0])) + "\n")


if __name__ == "__main__":
    main()
