"""python3 -m color.evaluate --data DATA --model a.onnx [b.onnx ...]: PSNR, mean ab error, CIEDE2000 and colorfulness on the held-out photos.

The photo is rebuilt from its own lightness and the model's color, brought up to its size without a guided filter. A gray copy is always in
the table. --split tune is for choosing temperature and gain; the held-out photos are for the last word only. --json and --sheet write files.
"""
import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

from pixomax_training.photos import Photos
from pixomax_training.measures import colorfulness, delta_e_2000, psnr

STRIDE = 32


def open_model(path, temperature, threads):
    """The model at `path`, its softmax's divisor replaced where a temperature is given; `path` may be gray."""
    if path == 'gray':
        return None
    graph = onnx.load(path)
    if temperature:
        set_temperature(graph.graph, temperature)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry('session.intra_op.allow_spinning', '0')
    return onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=['CPUExecutionProvider'])


def set_temperature(graph, temperature):
    made_by = {name: node for node in graph.node for name in node.output}
    into_softmax = [made_by[node.input[0]] for node in graph.node if node.op_type == 'Softmax'][-1]
    assert into_softmax.op_type == 'Div', 'no division before the softmax: this file has no temperature to change'
    name, value = into_softmax.input[1], numpy_helper.from_array(np.float32(temperature).reshape(()))
    if name in made_by:
        made_by[name].attribute[0].t.CopyFrom(value)
    else:
        value.name = name
        next(i for i in graph.initializer if i.name == name).CopyFrom(value)


def predict(session, lightness, short_side):
    """ab at the size of `lightness` (L* 0..100, [H,W]); zeros without a session."""
    height, width = lightness.shape
    if session is None:
        return np.zeros((height, width, 2), np.float32)
    scale = short_side / min(height, width)
    size = tuple(max(STRIDE, round(side * scale / STRIDE) * STRIDE) for side in (width, height))
    fed = cv2.resize(lightness, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    ab = session.run(None, {session.get_inputs()[0].name: fed[None, None]})[0][0].transpose(1, 2, 0)
    return cv2.resize(np.ascontiguousarray(ab), (width, height), interpolation=cv2.INTER_CUBIC)


def measure(session, photo, o):
    """The numbers of one uint8 RGB photo, and its coloring."""
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    ab = predict(session, lab[..., 0], o.short_side) * o.gain
    made = np.dstack([lab[..., 0], ab])
    rgb = (cv2.cvtColor(made, cv2.COLOR_LAB2RGB) * 255).clip(0, 255).round().astype(np.uint8)
    numbers = dict(psnr=psnr(rgb, photo), ab_error=np.abs(ab - lab[..., 1:]).mean(), colorfulness=colorfulness(rgb), truth=colorfulness(photo))
    if not o.quick:
        numbers['delta_e_2000'] = delta_e_2000(made, lab).mean()
    return {name: float(value) for name, value in numbers.items()}, rgb


def square(rgb, side=176):
    short = min(rgb.shape[:2])
    y, x = ((length - short) // 2 for length in rgb.shape[:2])
    return cv2.resize(rgb[y:y + short, x:x + short], (side, side), interpolation=cv2.INTER_AREA)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--model', nargs='+', default=[]), a.add_argument('--split', default='held-out')
    a.add_argument('--short-side', type=int, default=256), a.add_argument('--threads', type=int, default=2)
    a.add_argument('--temperature', type=float), a.add_argument('--gain', type=float, default=1), a.add_argument('--quick', action='store_true', help='no CIEDE2000')
    a.add_argument('--json'), a.add_argument('--sheet', help='a PNG: gray, each model, truth, of up to 48 photos')
    o = a.parse_args()
    photos, report, columns = Photos(o.data, o.split), {}, []
    shown = set(np.linspace(0, len(photos) - 1, min(48, len(photos))).astype(int))
    for path in ['gray', *o.model]:
        session = open_model(path, o.temperature, o.threads)
        made = [measure(session, photo, o) for photo in photos]
        each = [numbers for numbers, _ in made]
        report[path] = {name: round(float(np.mean([numbers[name] for numbers in each])), 3) for name in each[0]}
        columns.append([square(rgb) for i, (_, rgb) in enumerate(made) if i in shown])
        gray = report['gray']
        row = report[path] | dict(psnr_gain=round(report[path]['psnr'] - gray['psnr'], 3), ab_ratio=round(report[path]['ab_error'] / gray['ab_error'], 3),
                                  colorfulness_ratio=round(report[path]['colorfulness'] / report[path]['truth'], 3))
        report[path] = row
        print(f'{Path(path).name:28}' + '  '.join(f'{name} {value:.3f}' for name, value in row.items()), flush=True)
    if o.json:
        Path(o.json).write_text(json.dumps(dict(split=o.split, photos=len(photos), short_side=o.short_side, temperature=o.temperature, gain=o.gain, models=report), indent=2) + '\n')
    if o.sheet:
        columns.append([square(photo) for i, photo in enumerate(photos) if i in shown])
        cells = [np.hstack(cell) for cell in zip(*columns)]
        rows = [np.hstack(cells[i:i + 3]) for i in range(0, len(cells) - len(cells) % 3, 3)]
        cv2.imwrite(o.sheet, cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))


if __name__ == '__main__':
    main()
