"""python3 train.py --data DATA --imagenet mobilenet-v2-imagenet.npz --run RUN --crops 400000

DATA is what prepare.py made. RUN gets checkpoint.pt every few minutes and log.jsonl; the same command goes on from the checkpoint. When a file
RUN/stop appears, the checkpoint is written and the run ends. --crops counts those of all sittings together: the learning rate stays level for
three quarters of them and falls to nothing over the last. To see what a run is worth before its end, copy RUN and give the copy
a --crops a third above what it has seen. AdamW, bf16; the moving average of the weights (EMA) is what is exported.
"""
import argparse
import copy
import os

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # before torch: beside other programs, threads that spin at a barrier cost half the CPU

import numpy as np
import torch
import torch.nn.functional as F

from bins import Bins
from crops import Photos, draw_batch
from network import SIZES, Colorizer
from old_film import age
from sittings import average, train_in_sittings

# Until this share of the crops: their side, how many a batch.
PHASES = {'tiny': ((0.7, 96, 24), (0.95, 128, 16), (1.0, 192, 8)), 'large': ((0.6, 128, 16), (1.0, 192, 8))}
ENCODER_RATE, DECODER_RATE, DECAY, WARM_UP_STEPS = 3e-4, 1.5e-3, 2e-2, 150
# Stem and so many blocks keep the weights they start with. Down to 1/8: 40 % more photos in the same time on a CPU.
FROZEN_BLOCKS = {'tiny': 6, 'large': 6}
EVERY = 2  # the loss looks at each second row and column, from a random start
TEMPERATURE, MEAN_SHARE = 0.7, 0.06  # of the regression term: the annealed mean should be near the truth, in CIELAB units


def parse():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--run', required=True), a.add_argument('--size', choices=SIZES, default='tiny')
    a.add_argument('--imagenet', help='weights the encoder starts with'), a.add_argument('--start', help='checkpoint of a smaller size to start from')
    a.add_argument('--crops', type=int, default=400_000), a.add_argument('--threads', type=int, default=2)
    a.add_argument('--rate', type=float, default=1, help='times the learning rates'), a.add_argument('--batch', type=float, default=1, help='times the batches')
    return a.parse_args()


class Trainer:
    def __init__(self, o):
        self.device = 'cuda' if torch.cuda.is_available() else 'cpu'
        self.photos = Photos(o.data, 'train')
        rng = np.random.default_rng(0)
        sample = np.concatenate([draw_batch(self.photos, [i], 128, rng)[1][0].reshape(2, -1).T[::16] for i in range(0, len(self.photos), 5)])
        self.bins = Bins(sample)
        self.net = Colorizer(len(self.bins.centres), o.size)
        if o.imagenet:
            self.net.e.load_imagenet(o.imagenet)
        if o.start:
            smaller = torch.load(o.start, map_location='cpu', weights_only=False)
            assert np.array_equal(smaller['centres'], self.bins.centres), 'the smaller one was made with other bins, that is with other photos'
            self.net.start_from(smaller['ema'])
        self.size = o.size
        self.net = self.net.to(self.device, memory_format=torch.channels_last).train()
        self.net.e.freeze(FROZEN_BLOCKS[o.size])
        self.ema = copy.deepcopy(self.net).eval().requires_grad_(False)
        encoder, rest = [], []
        for name, p in self.net.named_parameters():
            if p.requires_grad:
                (encoder if name.startswith('e.') else rest).append(p)
        self.opt = torch.optim.AdamW([dict(params=encoder, base=ENCODER_RATE * o.rate), dict(params=rest, base=DECODER_RATE * o.rate)], weight_decay=DECAY)
        self.step, self.seen = 0, 0

    def save(self, path):
        state = dict(size=self.size, net=self.net.state_dict(), ema=self.ema.state_dict(), opt=self.opt.state_dict(), centres=self.bins.centres,
                     step=self.step, seen=self.seen)
        torch.save(state, f'{path}.part')
        os.replace(f'{path}.part', path)

    def load(self, path):
        state = torch.load(path, map_location=self.device, weights_only=False)
        assert np.array_equal(state['centres'], self.bins.centres), 'this checkpoint was made with other bins, that is with other photos'
        self.net.load_state_dict(state['net']), self.ema.load_state_dict(state['ema']), self.opt.load_state_dict(state['opt'])
        self.step, self.seen = state['step'], state['seen']

    def learn(self, lightness, ab, rate):
        """One step; the losses as (classes, mean)."""
        for group in self.opt.param_groups:
            group['lr'] = group['base'] * rate * min(1, (self.step + 1) / WARM_UP_STEPS)
        x = age(torch.from_numpy(lightness)).to(self.device) / 50 - 1
        top, left = (int(k) for k in torch.randint(EVERY, (2,)))
        with torch.autocast(self.device, dtype=torch.bfloat16):
            logits = self.net(x.contiguous(memory_format=torch.channels_last), (top, left, EVERY))
        ab = torch.from_numpy(ab[:, :, top::EVERY, left::EVERY].copy()).to(self.device)
        classes, mean = colour_losses(logits, ab, self.bins)
        self.opt.zero_grad(set_to_none=True)
        (classes + MEAN_SHARE * mean).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.opt.step()
        self.step, self.seen = self.step + 1, self.seen + len(lightness)
        average(self.ema, self.net, self.step)
        return classes.item(), mean.item()


def colour_losses(logits, ab, bins):
    """(cross entropy against soft bins, weighted by rarity; Huber of the annealed mean in CIELAB units). logits [B,Q,h,w], ab [B,2,h,w]."""
    logits = logits.float().permute(0, 2, 3, 1).flatten(0, 2)
    index, share = bins.soft(ab)
    index, share = (t.permute(0, 2, 3, 1).flatten(0, 2) for t in (index, share))
    rarity = (bins.weight.to(logits.device)[index] * share).sum(1)
    classes = (-(F.log_softmax(logits, 1).gather(1, index) * share).sum(1) * rarity).mean()
    centres = torch.from_numpy(bins.centres).to(logits.device)
    return classes, F.huber_loss(F.softmax(logits / TEMPERATURE, 1) @ centres, ab.permute(0, 2, 3, 1).flatten(0, 2), delta=10.0) / 10


def main():
    o = parse()
    torch.set_num_threads(o.threads)
    train_in_sittings(Trainer(o), o, PHASES[o.size], draw_batch, ('classes', 'mean'))


if __name__ == '__main__':
    main()
