"""python3 -m color.choose --data DATA --checkpoint RUN/checkpoint.pt [--short-side 192 320] [--mirror]: which temperature and vividness to export with.

A table over the tune photos: gain in PSNR over a grey copy, share of its ab error, share of the truth's colourfulness. The passes (short sides, mirrored)
are averaged as the engine's preset does it. Highest PSNR at a colourfulness above 0.87 is a fair choice; then look at a sheet.
"""
import argparse
import os

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # before torch: see sittings.py

import cv2
import numpy as np
import torch

from photos import Photos
from measures import colourfulness, psnr
from color.network import Colorizer, expected_colour, vivid_gain

TEMPERATURES, VIVIDNESS = (0.4, 0.5, 0.7), (0, 0.4, 0.8, 1.2, 1.8)
STRIDE = 32


def passes(net, centres, lightness, o):
    """ab per temperature and vividness [T,V,H,W,2], the mean of the passes."""
    height, width = lightness.shape
    sums = np.zeros((len(TEMPERATURES), len(VIVIDNESS), height, width, 2), np.float32)
    for short_side in o.short_side:
        scale = short_side / min(height, width)
        size = tuple(max(STRIDE, round(side * scale / STRIDE) * STRIDE) for side in (width, height))
        fed = torch.from_numpy(cv2.resize(lightness, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))[None, None] / 50 - 1
        for mirrored in (False, True) if o.mirror else (False,):
            logits = net(fed.flip(3) if mirrored else fed)
            for k, temperature in enumerate(TEMPERATURES):
                ab, spread = expected_colour(logits, centres, temperature)
                upright = (ab.flip(3) if mirrored else ab)[0].permute(1, 2, 0).contiguous().numpy()
                large = cv2.resize(upright, (width, height), interpolation=cv2.INTER_CUBIC)
                for j, vividness in enumerate(VIVIDNESS):
                    sums[k, j] += large * vivid_gain(ab, spread, vividness).item()
    return sums / (len(o.short_side) * (2 if o.mirror else 1))


@torch.inference_mode()
def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--checkpoint', required=True), a.add_argument('--threads', type=int, default=2)
    a.add_argument('--short-side', type=int, nargs='+', default=[256]), a.add_argument('--mirror', action='store_true')
    a.add_argument('--every', type=int, default=1, help='only every so many photos')
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    saved = torch.load(o.checkpoint, map_location='cpu', weights_only=False)
    net = Colorizer(len(saved['centres']), saved['size']).eval()
    net.load_state_dict(saved['ema'])
    photos, rows, grey = Photos(o.data, 'tune'), [], []
    for photo in (photos[i] for i in range(0, len(photos), o.every)):
        lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
        made = passes(net, torch.from_numpy(saved['centres']), lab[..., 0], o)
        paint = lambda ab: (cv2.cvtColor(np.dstack([lab[..., 0], ab]), cv2.COLOR_LAB2RGB) * 255).clip(0, 255).round().astype(np.uint8)
        tell = lambda ab: (psnr(paint(ab), photo), np.abs(ab - lab[..., 1:]).mean(), colourfulness(paint(ab)))
        rows.append([[tell(ab) for ab in row] for row in made])
        grey.append((*tell(made[0, 0] * 0)[:2], colourfulness(photo)))
    base, table = np.mean(grey, 0), np.mean(rows, 0)
    print('temperature  ' + ''.join(f'vividness {vividness:<17}' for vividness in VIVIDNESS))
    for temperature, row in zip(TEMPERATURES, table):
        print(f'{temperature:<13}' + ''.join(f'{p - base[0]:+.2f} dB {e / base[1]:.3f} {c / base[2]:.2f}'.ljust(27) for p, e, c in row))


if __name__ == '__main__':
    main()
