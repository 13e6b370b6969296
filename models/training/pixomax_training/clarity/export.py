"""python3 -m clarity.export RUN/checkpoint.pt photo-clarity.onnx: the averaged weights as ONNX, opset 17, for any height and width that are multiples of 8."""
import argparse

import torch

from pixomax_training.clarity.restorer import PhotoRestorerForExport, photo_restorer
from pixomax_training.faces.export import export


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('checkpoint'), a.add_argument('out')
    o = a.parse_args()
    net = photo_restorer()
    net.load_state_dict(torch.load(o.checkpoint, map_location='cpu', weights_only=False)['ema'])
    torch.manual_seed(0)
    sides = {2: 'height', 3: 'width'}
    export(PhotoRestorerForExport(net).eval(), torch.rand(1, 1, 256, 320) * 100, ['change'], {'lightness': sides, 'change': sides}, o.out)


if __name__ == '__main__':
    main()
