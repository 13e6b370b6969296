"""python3 -m faces.export detector|restorer RUN/checkpoint.pt out.onnx: the averaged weights as ONNX, opset 17.

Detector: any height and width that are multiples of 32. Restorer: any number of faces of 192 px. Weights are stored as 16-bit floats (half
the file; the runtime widens them when it loads); the numbers that come out are checked against the 32-bit network.
"""
import argparse

import numpy as np
import onnx
import onnxruntime
import torch

from pixomax_training.faces.detector import Detector, DetectorForExport
from pixomax_training.faces.restorer import SIDE, Restorer, RestorerForExport
from pixomax_training.half import halve


def export(net, example, names, axes, path):
    torch.onnx.export(net, example, path, opset_version=17, input_names=['lightness'], output_names=names, dynamic_axes=axes, dynamo=False)
    onnx.save(halve(onnx.load(path)), path)
    with torch.no_grad():
        expected = net(example)
    expected = expected if isinstance(expected, tuple) else (expected,)
    made = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider']).run(None, {'lightness': example.numpy()})
    for name, a, b in zip(names, expected, made):
        print(f'{name} {list(a.shape)}: 16-bit weights change it by {np.abs(a.numpy() - b).mean():.5f} on average, on noise')


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('what', choices=('detector', 'restorer')), a.add_argument('checkpoint'), a.add_argument('out')
    o = a.parse_args()
    weights = torch.load(o.checkpoint, map_location='cpu', weights_only=False)['ema']
    net = Detector() if o.what == 'detector' else Restorer()
    net.load_state_dict(weights)
    torch.manual_seed(0)
    if o.what == 'detector':
        names, places = ['score', 'box', 'points'], {2: 'height/8', 3: 'width/8'}
        axes = {'lightness': {2: 'height', 3: 'width'}} | {name: places for name in names}
        export(DetectorForExport(net).eval(), torch.rand(1, 1, 256, 320) * 100, names, axes, o.out)
    else:
        axes = {'lightness': {0: 'faces'}, 'clear': {0: 'faces'}}
        export(RestorerForExport(net).eval(), torch.rand(2, 1, SIDE, SIDE) * 100, ['clear'], axes, o.out)


if __name__ == '__main__':
    main()
