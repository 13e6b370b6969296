"""python3 -m color.export WEIGHTS color.onnx --calibration calibration.json --half: opset 17, any height and width that are multiples of 32.

WEIGHTS is a checkpoint, whose averaged weights are taken, or a file exported before. The calibration (color.calibrate) gives the bias
that is added to the last layer, temperature, vividness and gain. An exported file keeps the bias that it was given.
"""
import argparse
import json
from pathlib import Path

import onnx
import torch

from pixomax_training.color.network import ColorizerForExport, mix_networks, open_network
from pixomax_training.half import halve

AXES = {'lightness': {2: 'height', 3: 'width'}, 'ab': {2: 'height/4', 3: 'width/4'}}


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('weights'), a.add_argument('out'), a.add_argument('--calibration', help='its bias, temperature, vividness and gain; those given below win')
    a.add_argument('--temperature', type=float, help='of the softmax over color bins; lower speaks more loudly')
    a.add_argument('--vividness', type=float, help='0 to 2: how much of the color lost by taking a mean is given back to each photo, see network.py')
    a.add_argument('--gain', type=float, help='times the colors of every photo')
    a.add_argument('--mix', nargs=2, metavar=('OTHER', 'SHARE'), help='the mean of two networks that began as one: SHARE of the weights of OTHER')
    a.add_argument('--half', action='store_true', help='store the weights as float16')
    o = a.parse_args()
    calibration = dict(temperature=0.5, vividness=1.6, gain=1.0, bias=None)
    if o.calibration:
        calibration |= json.loads(Path(o.calibration).read_text())
    calibration |= {name: value for name in ('temperature', 'vividness', 'gain') if (value := getattr(o, name)) is not None}
    net, centers = open_network(o.weights)
    if o.mix:
        mix_networks(net, open_network(o.mix[0])[0], float(o.mix[1]))
    if calibration['bias']:
        with torch.no_grad():
            net.o[2].bias.add_(torch.tensor(calibration['bias']))
    torch.onnx.export(ColorizerForExport(net, centers, calibration['temperature'], calibration['vividness'], calibration['gain']).eval(), torch.rand(1, 1, 256, 320) * 100, o.out,
                      opset_version=17, input_names=['lightness'], output_names=['ab'], dynamic_axes=AXES, dynamo=False)
    if o.half:
        onnx.save(halve(onnx.load(o.out)), o.out)


if __name__ == '__main__':
    main()
