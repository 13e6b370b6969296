"""A training that stops and goes on: checkpoint, moving average of the weights, log, learning rate. Detector and restorer share it."""
import argparse
import copy
import json
import os
import queue
import threading
import time
from pathlib import Path

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # before torch: beside other programs, threads that spin at a barrier cost half the CPU

import numpy as np
import torch

WARM_UP_STEPS, DECAY = 100, 2e-2
LEVEL = 0.6  # share of the crops before the rate falls
SAVE_EVERY_S, LOG_EVERY = 180, 50


def parse(description, crops):
    a = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--run', required=True), a.add_argument('--imagenet', help='weights of the encoder')
    a.add_argument('--crops', type=int, default=crops, help='of all sittings together'), a.add_argument('--threads', type=int, default=2)
    a.add_argument('--rate', type=float, default=1, help='times the learning rates'), a.add_argument('--batch', type=float, default=1, help='times the batches')
    return a.parse_args()


class Ahead:
    """What `draw(side, batch, rng)` gives, drawn ahead by a thread. `side` and `batch` may change at any time."""

    def __init__(self, draw, seed):
        self.draw, self.rng, self.waiting = draw, np.random.default_rng(seed), queue.Queue(4)
        self.size = None

    def next(self, side, batch):
        if self.size is None:
            self.size = side, batch
            threading.Thread(target=self._draw, daemon=True).start()
        self.size = side, batch
        while True:
            size, drawn = self.waiting.get()
            if size == self.size:
                return drawn

    def _draw(self):
        while True:
            size = self.size
            self.waiting.put((size, self.draw(*size, self.rng)))


class Sitting:
    """Teaches `net`; `losses(net, *drawn)` gives a dict of scalars whose sum falls. `rates`: (start of a parameter's name, learning rate), first match counts."""

    def __init__(self, net, rates, losses, device):
        self.device, self.losses = device, losses
        self.net = net.to(device, memory_format=torch.channels_last).train()
        self.ema = copy.deepcopy(self.net).eval().requires_grad_(False)
        groups = {start: dict(params=[], base=rate) for start, rate in rates}
        for name, p in self.net.named_parameters():
            if p.requires_grad:
                groups[next(start for start in groups if name.startswith(start))]['params'].append(p)
        self.opt = torch.optim.AdamW([group for group in groups.values() if group['params']], weight_decay=DECAY)
        self.step, self.seen = 0, 0

    def save(self, path):
        state = dict(net=self.net.state_dict(), ema=self.ema.state_dict(), opt=self.opt.state_dict(), step=self.step, seen=self.seen)
        torch.save(state, f'{path}.part')
        os.replace(f'{path}.part', path)

    def load(self, path):
        state = torch.load(path, map_location=self.device, weights_only=False)
        self.net.load_state_dict(state['net']), self.ema.load_state_dict(state['ema']), self.opt.load_state_dict(state['opt'])
        self.step, self.seen = state['step'], state['seen']

    def learn(self, drawn, rate):
        """One step; the losses as numbers."""
        for group in self.opt.param_groups:
            group['lr'] = group['base'] * rate * min(1, (self.step + 1) / WARM_UP_STEPS)
        losses = self.losses(self.net, *(torch.from_numpy(part).to(self.device) for part in drawn))
        self.opt.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.opt.step()
        self.step, self.seen = self.step + 1, self.seen + len(drawn[0])
        self.average()
        return {name: loss.item() for name, loss in losses.items()}

    @torch.no_grad()
    def average(self):
        keep = min(0.997, (1 + self.step) / (10 + self.step))
        for kept, new in zip(self.ema.state_dict().values(), self.net.state_dict().values()):
            kept.lerp_(new, 1 - keep) if kept.dtype.is_floating_point else kept.copy_(new)


def sit(sitting, draw, phases, o):
    """Goes on from RUN/checkpoint.pt, if there, until o.crops are seen or RUN/stop appears. phases: until this share of the crops: side, batch."""
    torch.set_num_threads(o.threads)
    run = Path(o.run)
    run.mkdir(parents=True, exist_ok=True)
    if (run / 'checkpoint.pt').exists():
        sitting.load(run / 'checkpoint.pt')
    torch.manual_seed(sitting.step)
    ahead, rows, since = Ahead(draw, seed=sitting.step), [], sitting.seen
    saved = logged = time.monotonic()
    while (done := sitting.seen / o.crops) < 1 and not (run / 'stop').exists():
        _, side, batch = next(phase for phase in phases if done < phase[0])
        rows.append(sitting.learn(ahead.next(side, max(1, round(batch * o.batch))), o.rate * min(1, (1 - done) / (1 - LEVEL))))
        now = time.monotonic()
        if now - saved > SAVE_EVERY_S:
            sitting.save(run / 'checkpoint.pt')
            saved = now
        if sitting.step % LOG_EVERY == 0:
            row = dict(step=sitting.step, crops=sitting.seen, side=side, crops_per_s=round((sitting.seen - since) / (now - logged), 1))
            row |= {name: round(float(np.mean([r[name] for r in rows])), 4) for name in rows[0]}
            print(json.dumps(row), flush=True)
            with open(run / 'log.jsonl', 'a') as log:
                log.write(json.dumps(row) + '\n')
            rows, since, logged = [], sitting.seen, now
    sitting.save(run / 'checkpoint.pt')
