"""python3 -m color.calibrate --data DATA --weights RUN/checkpoint.pt --out calibration.json: what is added to each bin's logit, temperature and gain at a vividness.

No training: a bias per bin, smooth over the ab plane, is fitted on photographs of collections that nothing is learned from (--split tune-foreign), so that
each hue is painted as often as it is there and colors come nearer to the truth, at a colorfulness of at least --colorful. Every other photo fits, the
rest tell what it is worth: gain in PSNR over a gray copy, share of its ab error, colorfulness of the truth's, share of photos better than gray, shares
of hues. Then look at a sheet. `color.export --calibration` puts it into the file.

The mean of the passes (--short-side) is painted, on a grid of 1/8 of 256 px, without the engine's guided filters: `npm run evaluate` has the last word.
--mix OTHER SHARE looks at the mean of two networks that began as one instead: SHARE of OTHER's weights.
"""
import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # before torch: see sittings.py

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from pixomax_training.color.network import expected_color, mix_networks, open_network, vivid_gain
from pixomax_training.hues import HUES, NEUTRAL_CHROMA, hue_classes
from pixomax_training.measures import colorfulness, psnr
from pixomax_training.photos import Photos

STRIDE, GRID = 32, 8  # multiples the network is fed at; pixels of a 256 px picture per point looked at
ANGLES, NARROW = 12, 2.0  # bumps over the hue circle, and the concentration of each
CHROMAS = (15.0, 40.0)  # each bump once for colors about as vivid as the first and more, once from the second on
TOO_DULL, LARGE = 8.0, 0.02  # weights of a missing share of colorfulness and of large biases
ERROR_FLOOR = 15.0  # ab error squared: below it nobody sees a gain
BATCH, RATE = 32, 0.06


@dataclass
class Seen:
    """One photo on its grid of h × w points: logits of each pass float16 [S,Q,h,w], true Lab float32 [h,w,3]."""
    logits: torch.Tensor
    lab: np.ndarray

    @property
    def ab(self) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(self.lab[..., 1:])).reshape(-1, 2)


def feed_size(height: int, width: int, short_side: int) -> tuple[int, int]:
    """(width, height) as the engine feeds it."""
    scale = short_side / min(height, width)
    return tuple(max(STRIDE, round(side * scale / STRIDE) * STRIDE) for side in (width, height))


def look(net: torch.nn.Module, photo: np.ndarray, short_sides: list[int]) -> Seen:
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    width, height = (side // GRID for side in feed_size(*lab.shape[:2], 256))
    passes = []
    for short_side in short_sides:
        size = feed_size(*lab.shape[:2], short_side)
        fed = cv2.resize(lab[..., 0], size, interpolation=cv2.INTER_AREA if size[0] < lab.shape[1] else cv2.INTER_CUBIC)
        passes.append(F.interpolate(net(torch.from_numpy(fed)[None, None] / 50 - 1), size=(height, width), mode='area')[0].half())
    return Seen(torch.stack(passes).clone(), cv2.resize(lab, (width, height), interpolation=cv2.INTER_AREA))


def basis(centers: np.ndarray) -> torch.Tensor:
    """Smooth functions over the ab plane, at the bins: float32 [Q,K]. All are near 0 at neutral."""
    chroma, angle = np.hypot(*centers.T), np.arctan2(centers[:, 1], centers[:, 0])
    gates = [1 / (1 + np.exp(-(chroma - at) / 5)) for at in CHROMAS]
    bumps = [np.exp(NARROW * (np.cos(angle - 2 * np.pi * k / ANGLES) - 1)) for k in range(ANGLES)]
    return torch.from_numpy(np.stack([bump * gate for bump in bumps for gate in gates], 1).astype(np.float32))


def paint(photo: Seen, bias: torch.Tensor, centers: torch.Tensor, temperature, vividness: float, gain) -> torch.Tensor:
    """ab [P,2] of one photo's points."""
    ab, spread = expected_color(photo.logits.float() + bias[:, None, None], centers, temperature)
    return (ab * vivid_gain(ab, spread, vividness) * gain).mean(0).flatten(1).t()


def soft_shares(ab: torch.Tensor) -> torch.Tensor:
    """Shares of hues as hues.py counts them, with edges soft enough to have a slope. [6]"""
    chroma, angle = ab.norm(dim=1), torch.rad2deg(torch.atan2(ab[:, 1], ab[:, 0] + 1e-6)) % 360
    colored = torch.sigmoid((chroma - NEUTRAL_CHROMA) / 2)
    edges = (-20, 45, 95, 190, 310, 340)
    bands = [torch.sigmoid((angle - low) / 4) * torch.sigmoid((high - angle) / 4) for low, high in zip(edges, edges[1:])]
    bands[0] = bands[0] + torch.sigmoid((angle - 340) / 4)
    return torch.stack([(1 - colored).mean(), *((band * colored).mean() for band in bands)])


def soft_colorfulness(ab: torch.Tensor) -> torch.Tensor:
    """Like Hasler and Suesstrunk's, in the ab plane."""
    return torch.sqrt(ab.var(0).sum() + 1e-6) + 0.3 * ab.mean(0).norm()


def fit(seen: list[Seen], centers: np.ndarray, colorful: float, vividness: float, hue_weight: float, steps: int) -> dict:
    """bias [Q], temperature and gain that bring the photos' colors nearest to the truth."""
    torch.manual_seed(0)
    functions, at = basis(centers), torch.from_numpy(centers)
    weights, log_temperature, log_gain = torch.zeros(functions.shape[1]), torch.tensor(float(np.log(0.5))), torch.tensor(0.0)
    parameters = [value.requires_grad_() for value in (weights, log_temperature, log_gain)]
    optimizer = torch.optim.Adam(parameters, RATE)
    for step in range(steps):
        for group in optimizer.param_groups:
            group['lr'] = RATE * min(1, 2 * (1 - step / steps))
        errors, made, true, chroma = [], [], [], []
        for i in torch.randperm(len(seen))[:BATCH]:
            photo = seen[i]
            ab, truth = paint(photo, functions @ weights, at, log_temperature.exp(), vividness, log_gain.exp()), photo.ab
            errors.append(torch.log(((ab - truth) ** 2).mean() + ERROR_FLOOR))
            made.append(soft_shares(ab)), true.append(soft_shares(truth))
            chroma.append(torch.stack([soft_colorfulness(ab), soft_colorfulness(truth)]))
        wrong = (torch.stack(made).mean(0) - torch.stack(true).mean(0)).abs().sum()
        mine, theirs = torch.stack(chroma).mean(0)
        loss = torch.stack(errors).mean() + hue_weight * wrong + TOO_DULL * F.relu(colorful - mine / theirs) + LARGE * (weights ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return dict(bias=[round(float(b), 4) for b in functions @ weights], temperature=round(float(log_temperature.exp()), 4), vividness=vividness, gain=round(float(log_gain.exp()), 4))


@torch.inference_mode()
def judge(seen: list[Seen], centers: np.ndarray, calibration: dict) -> dict:
    """The numbers of the photos."""
    rows, made, true = [], np.zeros(len(HUES)), np.zeros(len(HUES))
    for photo in seen:
        ab = paint(photo, torch.tensor(calibration['bias']), torch.from_numpy(centers), calibration['temperature'], calibration['vividness'], calibration['gain']).numpy()
        lab, ab = photo.lab, ab.reshape(*photo.lab.shape[:2], 2)
        painted, gray, truth = ((cv2.cvtColor(np.dstack([lab[..., 0], of]), cv2.COLOR_LAB2RGB) * 255).clip(0, 255) for of in (ab, ab * 0, lab[..., 1:]))
        rows.append([psnr(painted, truth) - psnr(gray, truth), np.abs(ab - lab[..., 1:]).mean(), np.abs(lab[..., 1:]).mean(), colorfulness(painted), colorfulness(truth)])
        for sums, of in ((made, ab), (true, lab[..., 1:])):
            sums += np.bincount(hue_classes(of).ravel(), minlength=len(HUES)) / of[..., 0].size / len(seen)
    gain, error, gray_error, colorful, truth = np.array(rows).T
    return dict(gain=gain.mean(), ab=error.mean() / gray_error.mean(), colorfulness=colorful.mean() / truth.mean(), better=(gain > 0).mean(), made=made, true=true)


def show(name: str, numbers: dict) -> None:
    hues = '  '.join(f'{hue} {truth:.3f}>{made:.3f}' for hue, truth, made in zip(HUES, numbers['true'], numbers['made']))
    print(f"{name:34} {numbers['gain']:+.2f} dB  ab {numbers['ab']:.3f}  colorful {numbers['colorfulness']:.2f}  better {numbers['better']:.0%}  {hues}", flush=True)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--weights', required=True, help='checkpoint or exported file'), a.add_argument('--out')
    a.add_argument('--split', default='tune-foreign'), a.add_argument('--threads', type=int, default=2)
    a.add_argument('--short-side', type=int, nargs='+', default=[192, 256, 320, 448]), a.add_argument('--every', type=int, default=1, help='only every so many photos')
    a.add_argument('--colorful', type=float, nargs='+', default=[0.9], help='the first one is kept'), a.add_argument('--hue-weight', type=float, default=0.5)
    a.add_argument('--vividness', type=float, default=1.6, help='see network.py')
    a.add_argument('--steps', type=int, default=150), a.add_argument('--mix', nargs=2, metavar=('OTHER', 'SHARE'))
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    net, centers = open_network(o.weights)
    if o.mix:
        mix_networks(net, open_network(o.mix[0])[0], float(o.mix[1]))
    photos = Photos(o.data, o.split)
    with torch.inference_mode():
        seen = [look(net, photos[i], o.short_side) for i in range(0, len(photos), o.every)]
    fitting, judging = seen[::2], seen[1::2]
    show('no bias, temperature 0.5', judge(judging, centers, dict(bias=[0.0] * len(centers), temperature=0.5, vividness=o.vividness, gain=1.0)))
    fitted = []
    for colorful in o.colorful:
        fitted.append(fit(fitting, centers, colorful, o.vividness, o.hue_weight, o.steps))
        show(f"bias, temperature {fitted[-1]['temperature']:.2f}, gain {fitted[-1]['gain']:.2f}", judge(judging, centers, fitted[-1]))
    if o.out:
        Path(o.out).write_text(json.dumps(fitted[0]) + '\n')


if __name__ == '__main__':
    main()
