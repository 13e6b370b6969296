"""A training run in as many sittings as it takes: checkpoints, a log, a stop file, crops that grow, a rate that falls. Every recipe's. Import it first.

RUN gets checkpoint.pt every few minutes and log.jsonl; the same command goes on from the checkpoint. When a file RUN/stop appears, the checkpoint is
written and the run ends. --crops counts those of all sittings together. To see what a run is worth before its end, copy RUN and give the copy
a --crops a third above what it has seen: the learning rate falls over the last share of the crops. AdamW; what is exported is the moving average
of the weights (EMA). With --processes 2 both cores teach one network: each process draws its own crops, and the gradients are averaged (gloo).
"""
import argparse
import atexit
import copy
import json
import os
import queue
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # before torch: beside other programs, threads that spin at a barrier cost half the CPU

import numpy as np
import torch
import torch.distributed
import torch.multiprocessing

DECAY, WARM_UP_STEPS = 2e-2, 150
LEVEL = 0.75  # share of the crops before the rate falls
SAVE_EVERY_S, LOG_EVERY = 180, 100


def arguments(description, crops):
    """The parser of what every recipe takes."""
    a = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True, help='what prepare.py made'), a.add_argument('--run', required=True, help='folder of checkpoint and log')
    a.add_argument('--crops', type=int, default=crops, help='of all sittings together'), a.add_argument('--threads', type=int, default=2)
    a.add_argument('--rate', type=float, default=1, help='times the learning rates'), a.add_argument('--batch', type=float, default=1, help='times the batches')
    a.add_argument('--processes', type=int, default=1, help='that teach one network together, each with --threads threads')
    a.add_argument('--minutes', type=float, help='stop after so many, checkpoint written; the learning rate follows the time if that ends first')
    return a


class Ahead:
    """What `draw(side, batch, rng)` gives, drawn ahead by a thread. What was drawn at another side or batch is dropped."""

    def __init__(self, draw, seed):
        self.draw, self.rng, self.waiting = draw, np.random.default_rng(seed), queue.Queue(4)
        self.size, self.ended = None, False

    def next(self, side, batch):
        if self.size is None:
            thread = threading.Thread(target=self._draw, daemon=True)
            thread.start()
            atexit.register(self._end, thread)
        self.size = side, batch
        while True:
            size, drawn = self.waiting.get()
            if size == self.size:
                return drawn

    def _draw(self):
        while not self.ended:
            if size := self.size:
                self.waiting.put((size, self.draw(*size, self.rng)))

    def _end(self, thread):
        """Waits for the thread: one that is inside torch when Python ends takes the process down."""
        self.ended = True
        while thread.is_alive():
            try:
                self.waiting.get(timeout=0.1)
            except queue.Empty:
                continue


def in_rounds(photos, draw):
    """A `draw(side, batch, rng)` that takes each photo once per round. draw: (photos, ids, side, rng) -> batch."""
    order = []

    def drawn(side, batch, rng):
        while len(order) < batch:
            order.extend(rng.permutation(len(photos)))
        ids, order[:] = order[:batch], order[batch:]
        return draw(photos, ids, side, rng)

    return drawn


class Sitting:
    """Teaches `net`. losses(net, *batch) -> (what shall fall, {name: what the log tells}); a batch is tensors on the device.

    rates: (start of a parameter's name, learning rate), the first match counts. identity: kept in the checkpoint, and must be the same when it is
    loaded: what another network or other data would have made. frozen: starts of the names of parameters that keep their values until
    `frozen_until`, a share of the crops, is seen.
    """

    def __init__(self, net, rates, losses, clip=5.0, identity=None, frozen=(), frozen_until=1.0):
        self.device, self.losses, self.clip, self.identity = 'cuda' if torch.cuda.is_available() else 'cpu', losses, clip, identity or {}
        self.net = net.to(self.device, memory_format=torch.channels_last).train()
        self.ema = copy.deepcopy(self.net).eval().requires_grad_(False)
        self.frozen, self.frozen_until = [p for name, p in self.net.named_parameters() if name.startswith(tuple(frozen))] if frozen else [], frozen_until
        groups = {start: [] for start, _ in rates}
        for name, p in self.net.named_parameters():
            if p.requires_grad:
                groups[next(start for start in groups if name.startswith(start))].append(p)
        self.rates = [rate for start, rate in rates if groups[start]]
        self.opt = torch.optim.AdamW([dict(params=group) for group in groups.values() if group], weight_decay=DECAY)
        self.step, self.seen, self.stopping, self.passed = 0, 0, False, 0.0
        if torch.distributed.is_initialized():
            for value in self.net.state_dict().values():
                torch.distributed.broadcast(value, 0)

    def freeze(self, done):
        """Before a step: `done` of the crops are seen."""
        for p in self.frozen:
            p.requires_grad_(done >= self.frozen_until)

    def save(self, path):
        state = dict(net=self.net.state_dict(), ema=self.ema.state_dict(), opt=self.opt.state_dict(), step=self.step, seen=self.seen, **self.identity)
        torch.save(state, f'{path}.part')
        os.replace(f'{path}.part', path)

    def load(self, path):
        state = torch.load(path, map_location=self.device, weights_only=False)
        for name, mine in self.identity.items():
            assert np.array_equal(state[name], mine), f'this checkpoint was made with another {name}'
        self.net.load_state_dict(state['net']), self.ema.load_state_dict(state['ema']), self.opt.load_state_dict(state['opt'])
        self.step, self.seen = state['step'], state['seen']

    def learn(self, batch, rate):
        """One step; what the losses tell, as numbers."""
        for group, base in zip(self.opt.param_groups, self.rates):
            group['lr'] = base * rate * min(1, (self.step + 1) / WARM_UP_STEPS)
        loss, told = self.losses(self.net, *(torch.from_numpy(part).to(self.device) for part in batch))
        self.opt.zero_grad(set_to_none=True)
        loss.backward()
        count = self._share_gradients() if torch.distributed.is_initialized() else 1
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), self.clip)
        self.opt.step()
        self.step, self.seen = self.step + 1, self.seen + len(batch[0]) * count
        self._average()
        return {name: value.item() for name, value in told.items()}

    @torch.no_grad()
    def _share_gradients(self):
        """The mean of all processes' gradients for each of them, whether one of them wants to stop, and their share of the time. How many they are."""
        parameters = [p for p in self.net.parameters() if p.grad is not None]
        flat = torch.cat([*(p.grad.flatten() for p in parameters), torch.tensor([float(self.stopping), self.passed], device=self.device)])
        torch.distributed.all_reduce(flat)
        count, at = torch.distributed.get_world_size(), 0
        for p in parameters:
            p.grad.copy_(flat[at:at + p.numel()].view_as(p) / count)
            at += p.numel()
        self.stopping, self.passed = bool(flat[-2] > 0), float(flat[-1]) / count
        return count

    @torch.no_grad()
    def _average(self):
        keep = min(0.998, (1 + self.step) / (10 + self.step))  # fast at first, then over some 500 steps
        for kept, new in zip(self.ema.state_dict().values(), self.net.state_dict().values()):
            kept.lerp_(new, 1 - keep) if kept.dtype.is_floating_point else kept.copy_(new)


def sit(sitting, draw, phases, o, level=LEVEL, rank=0):
    """Goes on from RUN/checkpoint.pt, if there, until o.crops are seen, o.minutes are over or RUN/stop appears.

    draw: (side, batch, rng) -> float32 arrays. phases: (until this share of the crops, their side, how many a batch). rank: which of o.processes
    this is; the first keeps checkpoint and log.
    """
    torch.set_num_threads(o.threads)
    run = Path(o.run)
    run.mkdir(parents=True, exist_ok=True)
    if (run / 'checkpoint.pt').exists():
        sitting.load(run / 'checkpoint.pt')
    torch.manual_seed(sitting.step * o.processes + rank)
    ahead, rows, since = Ahead(draw, seed=[sitting.step, rank]), [], sitting.seen
    began = saved = logged = time.monotonic()
    already = sitting.seen / o.crops
    while not sitting.stopping:
        done = max(sitting.seen / o.crops, already + (1 - already) * sitting.passed)
        if done >= 1:
            break
        sitting.freeze(done)
        _, side, batch = next(phase for phase in phases if done < phase[0])
        sitting.stopping = (run / 'stop').exists()
        sitting.passed = (time.monotonic() - began) / (60 * o.minutes) if o.minutes else 0.0
        rows.append(sitting.learn(ahead.next(side, max(1, round(batch * o.batch))), o.rate * min(1, (1 - done) / (1 - level))))
        now = time.monotonic()
        if rank == 0 and now - saved > SAVE_EVERY_S:
            sitting.save(run / 'checkpoint.pt')
            saved = now
        if rank == 0 and sitting.step % LOG_EVERY == 0:
            row = dict(step=sitting.step, crops=sitting.seen, side=side, crops_per_s=round((sitting.seen - since) / (now - logged), 1))
            row |= {name: round(float(np.mean([r[name] for r in rows])), 4) for name in rows[0]}
            print(json.dumps(row), flush=True)
            with open(run / 'log.jsonl', 'a') as log:
                log.write(json.dumps(row) + '\n')
            rows, since, logged = [], sitting.seen, now
    if rank == 0:
        sitting.save(run / 'checkpoint.pt')


def sit_in_processes(teach, o):
    """teach(o, rank) in each of o.processes, which average their gradients; here, if it is one."""
    if o.processes == 1:
        return teach(o, 0)
    with tempfile.TemporaryDirectory() as folder:
        torch.multiprocessing.spawn(_join, (teach, o, f'file://{folder}/meet'), o.processes)


def _join(rank, teach, o, place):
    torch.distributed.init_process_group('gloo', init_method=place, rank=rank, world_size=o.processes)
    if hasattr(os, 'sched_setaffinity'):  # a core each: they wait for each other at every step
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[rank % len(cores)]} if o.threads == 1 else set(cores))
    teach(o, rank)
    torch.distributed.destroy_process_group()
