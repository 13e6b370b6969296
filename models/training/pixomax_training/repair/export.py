"""python3 -m repair.export RUN/checkpoint.pt repair.onnx: the averaged weights, opset 17, any height and width that are multiples of 16, weights as float16."""
import argparse

import onnx
import torch

from pixomax_training.half import halve
from pixomax_training.repair.network import Mender, MenderForExport

a = argparse.ArgumentParser(description=__doc__)
a.add_argument('checkpoint'), a.add_argument('out')
o = a.parse_args()
net = Mender()
net.load_state_dict(torch.load(o.checkpoint, map_location='cpu', weights_only=False)['ema'])
size = {2: 'height', 3: 'width'}
torch.onnx.export(MenderForExport(net).eval(), torch.rand(1, 1, 128, 160) * 100, o.out, opset_version=17, input_names=['lightness'],
                  output_names=['mask', 'clean'], dynamic_axes=dict(lightness=size, mask=size, clean=size), dynamo=False)
onnx.save(halve(onnx.load(o.out)), o.out)
