"""python3 -m color.calibrate --data DATA --weights RUN/checkpoint.pt --out calibration.json: what is added to each bin's logit, temperature and vividness.

No training: a bias per bin, smooth over the ab plane, is fitted on photographs of collections that nothing is learned from (--split tune-foreign), so that
each hue is painted as often as it is there and colors come nearer to the truth. Every other photo fits, the rest tell what it is worth, in a table by
vividness: gain in PSNR over a gray copy, share of its ab error, colorfulness of the truth's, share of photos better than gray, shares of hues.
Highest gain at a colorfulness above 0.82 is a fair choice (--vividness); then look at a sheet. `color.export --calibration` puts it into the file.
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

from color.network import expected_color, open_network, vivid_gain
from hues import HUES, NEUTRAL_CHROMA, hue_classes
from measures import colorfulness, psnr
from photos import Photos

STRIDE = 32
ANGLES, WIDTH = 12, 2.0  # bumps over the hue circle, and how narrow: the concentration of each
CHROMAS = (15.0, 40.0)  # each bump once for colors about as vivid as the first, once for those beyond the second
HUE_SHARE, SMALL, ERROR_FLOOR = 1.5, 0.02, 15.0  # weight of wrong shares of hues, of large biases; ab error squared below which nobody sees a gain
STEPS, BATCH, RATE = 240, 48, 0.05


@dataclass
class Seen:
    """One photo: logits [P,Q] float16 and true ab [P,2] at P points of a coarse grid, its lightness and ab at full size."""
    logits: torch.Tensor
    ab: torch.Tensor


def feed_size(height: int, width: int, short_side: int) -> tuple[int, int]:
    """(width, height) as the engine feeds it."""
    scale = short_side / min(height, width)
    return tuple(max(STRIDE, round(side * scale / STRIDE) * STRIDE) for side in (width, height))


def look(net: torch.nn.Module, photo: np.ndarray, short_side: int) -> Seen:
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    size = feed_size(*lab.shape[:2], short_side)
    fed = cv2.resize(lab[..., 0], size, interpolation=cv2.INTER_AREA if size[0] < lab.shape[1] else cv2.INTER_CUBIC)
    logits = net(torch.from_numpy(fed)[None, None] / 50 - 1)[0, :, ::2, ::2]
    ab = cv2.resize(lab[..., 1:], (size[0] // 4, size[1] // 4), interpolation=cv2.INTER_AREA)[::2, ::2]
    return Seen(logits.flatten(1).t().half().contiguous(), torch.from_numpy(np.ascontiguousarray(ab)).reshape(-1, 2))


def basis(centers: np.ndarray) -> torch.Tensor:
    """Smooth functions over the ab plane, at the bins: float32 [Q,K]. All are 0 at neutral."""
    chroma, angle = np.hypot(*centers.T), np.arctan2(centers[:, 1], centers[:, 0])
    middle, vivid = (1 / (1 + np.exp(-(chroma - at) / 5)) for at in CHROMAS)
    bumps = [np.exp(WIDTH * (np.cos(angle - 2 * np.pi * k / ANGLES) - 1)) for k in range(ANGLES)]
    return torch.from_numpy(np.stack([bump * gate for bump in bumps for gate in (middle, vivid)], 1).astype(np.float32))


def paint(logits: torch.Tensor, bias: torch.Tensor, centers: torch.Tensor, temperature: torch.Tensor, vividness: float) -> torch.Tensor:
    """ab [P,2] of one photo's points."""
    ab, spread = expected_color((logits.float() + bias).t()[None, :, :, None], centers, temperature)
    return (ab * vivid_gain(ab, spread, vividness))[0, :, :, 0].t()


def soft_shares(ab: torch.Tensor) -> torch.Tensor:
    """Shares of hues as hues.py counts them, with edges soft enough to have a slope. [6]"""
    chroma, angle = ab.norm(dim=1), torch.rad2deg(torch.atan2(ab[:, 1], ab[:, 0] + 1e-6)) % 360
    colored = torch.sigmoid((chroma - NEUTRAL_CHROMA) / 2)
    edges = torch.tensor([-20., 45, 95, 190, 310, 340])
    within = lambda low, high: torch.sigmoid((angle - low) / 4) * torch.sigmoid((high - angle) / 4)
    bands = [within(low, high) for low, high in zip(edges, edges[1:])]
    bands[0] = bands[0] + torch.sigmoid((angle - 340) / 4)
    return torch.stack([(1 - colored).mean(), *((band * colored).mean() for band in bands)])


def fit(seen: list[Seen], centers: np.ndarray, vividness: float, start: float) -> tuple[torch.Tensor, float]:
    """(bias [Q], temperature) that make the photos' colors nearest to the truth at this vividness."""
    torch.manual_seed(0)
    functions, at = basis(centers), torch.from_numpy(centers)
    weights = torch.zeros(functions.shape[1], requires_grad=True)
    log_temperature = torch.tensor(float(np.log(start)), requires_grad=True)
    optimizer = torch.optim.Adam([weights, log_temperature], RATE)
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group['lr'] = RATE * min(1, 2 * (1 - step / STEPS))
        chosen = [seen[i] for i in torch.randperm(len(seen))[:BATCH]]
        bias, errors, made, true = functions @ weights, [], [], []
        for photo in chosen:
            ab = paint(photo.logits, bias, at, log_temperature.exp(), vividness)
            errors.append(torch.log(((ab - photo.ab) ** 2).mean() + ERROR_FLOOR))
            made.append(soft_shares(ab)), true.append(soft_shares(photo.ab))
        wrong = (torch.stack(made).mean(0) - torch.stack(true).mean(0)).abs().sum()
        loss = torch.stack(errors).mean() + HUE_SHARE * wrong + SMALL * (weights ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return functions @ weights, float(log_temperature.exp())


@torch.inference_mode()
def judge(net, photos: list[np.ndarray], centers: np.ndarray, bias: torch.Tensor, temperature: float, vividness: float, short_sides: list[int]) -> dict:
    """The numbers of the photos, painted with the mean of the passes; without the engine's guided filter."""
    rows, made, true = [], np.zeros(len(HUES)), np.zeros(len(HUES))
    for photo in photos:
        lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
        height, width = lab.shape[:2]
        ab = np.zeros((height, width, 2), np.float32)
        for short_side in short_sides:
            size = feed_size(height, width, short_side)
            fed = cv2.resize(lab[..., 0], size, interpolation=cv2.INTER_AREA if size[0] < width else cv2.INTER_CUBIC)
            logits = net(torch.from_numpy(fed)[None, None] / 50 - 1) + bias[:, None, None]
            predicted, spread = expected_color(logits, torch.from_numpy(centers), temperature)
            predicted = predicted * vivid_gain(predicted, spread, vividness)
            ab += cv2.resize(predicted[0].permute(1, 2, 0).contiguous().numpy(), (width, height), interpolation=cv2.INTER_CUBIC) / len(short_sides)
        rgb = lambda ab: (cv2.cvtColor(np.dstack([lab[..., 0], ab]), cv2.COLOR_LAB2RGB) * 255).clip(0, 255).round().astype(np.uint8)
        painted, gray = rgb(ab), rgb(ab * 0)
        rows.append([psnr(painted, photo) - psnr(gray, photo), np.abs(ab - lab[..., 1:]).mean(), np.abs(lab[..., 1:]).mean(), colorfulness(painted), colorfulness(photo)])
        for sums, of in ((made, ab), (true, lab[..., 1:])):
            sums += np.bincount(hue_classes(of[::4, ::4]).ravel(), minlength=len(HUES)) / of[::4, ::4, 0].size / len(photos)
    gain, error, gray_error, colorful, truth = np.array(rows).T
    return dict(gain=gain.mean(), ab=error.mean() / gray_error.mean(), colorfulness=colorful.mean() / truth.mean(), better=(gain > 0).mean(),
                hues={hue: (round(float(t), 3), round(float(m), 3)) for hue, t, m in zip(HUES, true, made)})


def show(name: str, numbers: dict) -> None:
    hues = '  '.join(f'{hue} {truth:.3f}>{made:.3f}' for hue, (truth, made) in numbers['hues'].items())
    print(f"{name:34} {numbers['gain']:+.2f} dB  ab {numbers['ab']:.3f}  colorful {numbers['colorfulness']:.2f}  better {numbers['better']:.0%}  {hues}", flush=True)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--weights', required=True, help='checkpoint or exported file'), a.add_argument('--out')
    a.add_argument('--split', default='tune-foreign'), a.add_argument('--threads', type=int, default=2)
    a.add_argument('--short-side', type=int, nargs='+', default=[192, 256, 320, 448]), a.add_argument('--fit-side', type=int, default=256)
    a.add_argument('--vividness', type=float, nargs='+', default=[0.4, 0.8, 1.2, 1.6]), a.add_argument('--every', type=int, default=1, help='only every so many photos')
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    net, centers = open_network(o.weights)
    all_photos = Photos(o.data, o.split)
    photos = [all_photos[i] for i in range(0, len(all_photos), o.every)]
    fitting, judging = photos[::2], photos[1::2]
    with torch.inference_mode():
        seen = [look(net, photo, o.fit_side) for photo in fitting]
    seen = [Seen(photo.logits.clone(), photo.ab.clone()) for photo in seen]
    plain = torch.zeros(len(centers))
    show('no bias, temperature 0.5, 1.6', judge(net, judging, centers, plain, 0.5, 1.6, o.short_side))
    best = None
    for vividness in o.vividness:
        bias, temperature = fit(seen, centers, vividness, start=0.5)
        numbers = judge(net, judging, centers, bias, temperature, vividness, o.short_side)
        show(f'vividness {vividness}, temperature {temperature:.2f}', numbers)
        if numbers['colorfulness'] >= 0.82 and (best is None or numbers['gain'] > best[0]):
            best = numbers['gain'], dict(bias=[round(float(b), 4) for b in bias], temperature=round(temperature, 4), vividness=vividness)
    if o.out and best:
        Path(o.out).write_text(json.dumps(best[1]) + '\n')


if __name__ == '__main__':
    main()
