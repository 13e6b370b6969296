"""python -m pixomax_training.color.evaluate --data DATA --model a.onnx [b.onnx ...]: measures colorings.

On held-out photos: PSNR, mean ab error, CIEDE2000 and colorfulness. The photo is rebuilt from its own lightness and the
model's color, brought up to its size without a guided filter. A gray copy is always in the table. --split tune is for
choosing temperature and gain; the held-out photos are for the last word only. --json and --sheet write files.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

from pixomax_training.arrays import ByteArray, FloatArray
from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.measures import colorfulness, delta_e_2000, psnr
from pixomax_training.photos import Photos
from pixomax_training.sessions import open_session
from pixomax_training.sheets import write_sheet

STRIDE = 32
GRAY = "gray"  # stands for a copy without color among the models
SHOWN = 48  # photos on the sheet
CELL = 176  # px
PHOTOS_A_ROW = 3


def open_model(path: str, temperature: float | None, threads: int) -> onnxruntime.InferenceSession | None:
    """The model at `path`, its softmax's divisor replaced where a temperature is given; None for a gray copy."""
    if path == GRAY:
        return None
    model = onnx.load(path)
    if temperature:
        set_temperature(model.graph, temperature)
    return open_session(model.SerializeToString(), threads)


def set_temperature(graph: onnx.GraphProto, temperature: float) -> None:
    """Replaces what logits are divided by. Raises ValueError in a graph that divides by nothing."""
    made_by = {name: node for node in graph.node for name in node.output}
    into_softmax = [made_by[node.input[0]] for node in graph.node if node.op_type == "Softmax"][-1]
    if into_softmax.op_type != "Div":
        raise ValueError("There is no division before the softmax: this file has no temperature to change.")
    name = into_softmax.input[1]
    value = numpy_helper.from_array(np.float32(temperature).reshape(()))
    if name in made_by:
        made_by[name].attribute[0].t.CopyFrom(value)
    else:
        value.name = name
        next(tensor for tensor in graph.initializer if tensor.name == name).CopyFrom(value)


def predict(session: onnxruntime.InferenceSession | None, lightness: FloatArray, short_side: int) -> FloatArray:
    """ab [H,W,2] at the size of `lightness` (L* 0..100, [H,W]); zeros without a session."""
    height, width = lightness.shape
    if session is None:
        return np.zeros((height, width, 2), np.float32)
    scale = short_side / min(height, width)
    size = tuple(max(STRIDE, round(side * scale / STRIDE) * STRIDE) for side in (width, height))
    fed = cv2.resize(lightness, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    ab = session.run(None, {session.get_inputs()[0].name: fed[None, None]})[0][0].transpose(1, 2, 0)
    return cv2.resize(np.ascontiguousarray(ab), (width, height), interpolation=cv2.INTER_CUBIC)


def measure(
    session: onnxruntime.InferenceSession | None, photo: ByteArray, options: argparse.Namespace
) -> tuple[dict[str, float], ByteArray]:
    """The numbers of one uint8 RGB photo, and its coloring."""
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    ab = predict(session, lab[..., 0], options.short_side) * options.gain
    made = np.dstack([lab[..., 0], ab])
    rgb = (cv2.cvtColor(made, cv2.COLOR_LAB2RGB) * 255).clip(0, 255).round().astype(np.uint8)
    numbers = {
        "psnr": psnr(rgb, photo),
        "ab_error": np.abs(ab - lab[..., 1:]).mean(),
        "colorfulness": colorfulness(rgb),
        "truth": colorfulness(photo),
    }
    if not options.quick:
        numbers["delta_e_2000"] = delta_e_2000(made, lab).mean()
    return {name: float(value) for name, value in numbers.items()}, rgb


def summarize(each: list[dict[str, float]], gray: dict[str, float] | None) -> dict[str, float]:
    """Means over the photos, and how they compare with those of the gray copy; None where this is the gray copy."""
    row = {name: round(float(np.mean([numbers[name] for numbers in each])), 3) for name in each[0]}
    gray = gray or row
    return row | {
        "psnr_gain": round(row["psnr"] - gray["psnr"], 3),
        "ab_ratio": round(row["ab_error"] / gray["ab_error"], 3),
        "colorfulness_ratio": round(row["colorfulness"] / row["truth"], 3),
    }


def cut_square(rgb: ByteArray, side: int = CELL) -> ByteArray:
    """The middle of a picture."""
    short = min(rgb.shape[:2])
    y, x = ((length - short) // 2 for length in rgb.shape[:2])
    return cv2.resize(rgb[y : y + short, x : x + short], (side, side), interpolation=cv2.INTER_AREA)


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = make_parser(__doc__)
    add_data(parser, split="held-out")
    parser.add_argument("--model", nargs="+", default=[])
    parser.add_argument("--short-side", type=positive_int, default=256)
    parser.add_argument("--threads", type=positive_int, default=2)
    parser.add_argument("--temperature", type=float)
    parser.add_argument("--gain", type=float, default=1)
    parser.add_argument("--quick", action="store_true", help="no CIEDE2000")
    parser.add_argument("--json")
    parser.add_argument("--sheet", help=f"a PNG: gray, each model, truth, of up to {SHOWN} photos")
    return parser.parse_args()


def main() -> None:
    """Prints a line per model, and writes what was asked for."""
    options = read_options()
    photos = Photos(options.data, options.split)
    report: dict[str, dict[str, float]] = {}
    columns = []
    shown = set(np.linspace(0, len(photos) - 1, min(SHOWN, len(photos))).astype(int))
    for path in [GRAY, *options.model]:
        session = open_model(path, options.temperature, options.threads)
        measured = [measure(session, photo, options) for photo in photos]
        columns.append([cut_square(rgb) for i, (_, rgb) in enumerate(measured) if i in shown])
        report[path] = summarize([numbers for numbers, _ in measured], report.get(GRAY))
        line = "  ".join(f"{name} {value:.3f}" for name, value in report[path].items())
        print(f"{Path(path).name:28}{line}", flush=True)
    if options.json:
        settings = {name: getattr(options, name) for name in ("short_side", "temperature", "gain")}
        numbers = {"split": options.split, "photos": len(photos), **settings, "models": report}
        Path(options.json).write_text(json.dumps(numbers, indent=2) + "\n")
    if options.sheet:
        columns.append([cut_square(photo) for i, photo in enumerate(photos) if i in shown])
        write_sheet(options.sheet, [np.hstack(cell) for cell in zip(*columns, strict=True)], PHOTOS_A_ROW)


if __name__ == "__main__":
    main()
