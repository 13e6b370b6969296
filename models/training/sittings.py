"""A training run in as many sittings as it takes: checkpoints, a log, a stop file, crops that grow, a rate that falls."""
import json
import time
from pathlib import Path

import numpy as np
import torch

from crops import Batches

LEVEL = 0.75  # share of the crops before the rate falls
SAVE_EVERY_S, LOG_EVERY = 180, 100


def train_in_sittings(trainer, o, phases, draw, losses):
    """Until `o.crops` are seen or o.run/stop appears; goes on from o.run/checkpoint.pt.

    trainer: photos, step, seen, save(path), load(path), learn(*batch, rate) -> as many numbers as `losses` has names.
    phases: (until this share of the crops, their side, how many a batch). draw(photos, ids, side, rng) -> batch.
    """
    run = Path(o.run)
    run.mkdir(parents=True, exist_ok=True)
    if (run / 'checkpoint.pt').exists():
        trainer.load(run / 'checkpoint.pt')
    torch.manual_seed(trainer.step)
    batches, sums = None, []
    saved = logged = time.monotonic()
    while (done := trainer.seen / o.crops) < 1 and not (run / 'stop').exists():
        _, side, batch = next(phase for phase in phases if done < phase[0])
        batches = batches or Batches(trainer.photos, side, round(batch * o.batch), trainer.step, draw)
        batches.side, batches.batch = side, round(batch * o.batch)
        sums.append(trainer.learn(*batches.next(), rate=min(1, (1 - done) / (1 - LEVEL))))
        now = time.monotonic()
        if now - saved > SAVE_EVERY_S:
            trainer.save(run / 'checkpoint.pt')
            saved = now
        if trainer.step % LOG_EVERY == 0:
            row = dict(step=trainer.step, crops=trainer.seen, side=side, **dict(zip(losses, np.mean(sums, 0).round(4).tolist())),
                       crops_per_s=round(len(sums) * batches.batch / (now - logged), 1), rounds=round(trainer.seen / len(trainer.photos), 2))
            print(json.dumps(row), flush=True)
            with open(run / 'log.jsonl', 'a') as log:
                log.write(json.dumps(row) + '\n')
            sums, logged = [], now
    trainer.save(run / 'checkpoint.pt')


@torch.no_grad()
def average(ema, net, step):
    """The moving average of the weights: fast at first, then over some 500 steps."""
    keep = min(0.998, (1 + step) / (10 + step))
    for kept, new in zip(ema.state_dict().values(), net.state_dict().values()):
        kept.lerp_(new, 1 - keep) if kept.dtype.is_floating_point else kept.copy_(new)
