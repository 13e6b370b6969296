"""python3 train.py --photos DIR --imagenet mobilenet-v2-imagenet.npz --minutes 90 --out colorizer.pt

Two phases: 128 px crops, then 192 px crops. AdamW, cosine, bf16 on the CPU (channels_last), an average of the weights (EMA) is what is kept.
"""
import argparse
import copy
import math
import time

import numpy as np
import torch
import torch.nn.functional as F

from bins import Bins
from network import Colorizer
from photos import age, load_lab

PHASES = ((0.62, 144, 128, 32), (1.0, 208, 192, 20))  # until this share of the time: stored side, crop, batch


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--photos', required=True), a.add_argument('--imagenet'), a.add_argument('--out', required=True)
    a.add_argument('--minutes', type=float, default=90), a.add_argument('--cache', default='.'), a.add_argument('--threads', type=int, default=2)
    o = a.parse_args()
    torch.set_num_threads(o.threads), torch.manual_seed(0)
    rng = np.random.default_rng(0)
    bins = Bins(load_lab(o.photos, PHASES[0][1], f'{o.cache}/lab{PHASES[0][1]}.npy'))
    net = Colorizer(len(bins.centres))
    if o.imagenet:
        net.e.load_imagenet(o.imagenet)
    net = net.to(memory_format=torch.channels_last).train()
    ema = copy.deepcopy(net).eval().requires_grad_(False)
    enc = list(net.e.parameters())
    ids = {id(p) for p in enc}
    opt = torch.optim.AdamW([dict(params=enc, base=3e-4), dict(params=[p for p in net.parameters() if id(p) not in ids], base=2e-3)], lr=1, weight_decay=2e-2)
    start, step, seen, phase, x = time.time(), 0, 0, -1, None
    while (done := (time.time() - start) / (o.minutes * 60)) < 1:
        if phase < 0 or done > PHASES[phase][0]:
            phase += 1
            _, side, crop, batch = PHASES[phase]
            x = np.array(load_lab(o.photos, side, f'{o.cache}/lab{side}.npy'))
        for g in opt.param_groups:
            g['lr'] = g['base'] * min(1, (step + 1) / 200) * (0.5 * (1 + math.cos(math.pi * done)) + 0.005)
        i = rng.integers(0, len(x), batch)
        t, l = rng.integers(0, side - crop + 1, 2)
        b = x[i][:, t:t + crop, l:l + crop]
        b = b[:, :, ::-1] if rng.random() < .5 else b
        b = torch.from_numpy(np.ascontiguousarray(b)).permute(0, 3, 1, 2).float()
        light, ab = age(b[:, :1] / 127.5 - 1), F.avg_pool2d(b[:, 1:] - 128, 4)
        with torch.autocast('cpu', dtype=torch.bfloat16):
            logits = net(light.contiguous(memory_format=torch.channels_last))
        logp = F.log_softmax(logits.float(), 1)
        idx, w = bins.soft(ab)
        loss = (-(logp.gather(1, idx) * w).sum(1) * (bins.weight[idx] * w).sum(1).clamp(max=5)).mean()
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        opt.step()
        step, seen = step + 1, seen + batch
        d = min(.999, (1 + step) / (10 + step))
        with torch.no_grad():
            for e, p in zip(ema.parameters(), net.parameters()):
                e.mul_(d).add_(p, alpha=1 - d)
            for e, p in zip(ema.buffers(), net.buffers()):
                e.mul_(d).add_(p, alpha=1 - d) if e.dtype.is_floating_point else e.copy_(p)
        if step % 200 == 0:
            print(f'{step} phase {phase} {time.time() - start:.0f} s loss {loss.item():.3f} {seen / (time.time() - start):.0f} img/s {seen / len(x):.2f} epochs', flush=True)
            torch.save(dict(state=ema.state_dict(), centres=bins.centres), o.out)
    torch.save(dict(state=ema.state_dict(), centres=bins.centres), o.out)


if __name__ == '__main__':
    main()
