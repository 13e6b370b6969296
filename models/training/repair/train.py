"""python3 train.py --data DATA --run RUN --crops 120000

DATA is what ../prepare.py made. RUN gets checkpoint.pt every few minutes and log.jsonl; the same command goes on from the checkpoint, RUN/stop ends
the run with one. --crops counts those of all sittings. AdamW, bf16; the moving average of the weights is what is exported.
"""
import argparse
import copy
import os
import sys
from pathlib import Path

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # before torch: see ../train.py
sys.path.append(str(Path(__file__).parents[1]))  # the colour recipe's folder

import torch
import torch.nn.functional as F

from crops import Photos
from examples import draw_examples
from network import Mender
from sittings import average, train_in_sittings

PHASES = ((0.25, 96, 8), (0.9, 128, 16), (1.0, 224, 6))  # until this share of the crops: their side, how many a batch
RATE, DECAY, WARM_UP_STEPS = 2e-3, 1e-2, 200
INSIDE, RING, ELSEWHERE = 5, 1, 0.2  # weights of a wrong lightness. Elsewhere it should stay as it is: then a false alarm does no harm
RING_PX = 8
FALSE_ALARM, MISSED = 0.6, 0.4  # of the overlap: a false alarm costs more trust than a speck of dust left
SPECK = 16  # px in a crop that hardly count. The overlap is each crop's own: a hair weighs as much as a stain, and a sound crop should have nothing
OVERLAP, REPAIR = 0.5, 5  # against the cross entropy


def losses(logits, made, mask, clean):
    """(cross entropy of the mask, 1 - overlap, wrong lightness per 100 L*). All [B,1,H,W]; logits before the sigmoid."""
    entropy = F.binary_cross_entropy_with_logits(logits, mask)
    told = torch.sigmoid(logits)
    hit, false, missed = (part.sum((1, 2, 3)) for part in (told * mask, told * (1 - mask), (1 - told) * mask))
    overlap = ((hit + SPECK) / (hit + FALSE_ALARM * false + MISSED * missed + SPECK)).mean()
    near = F.max_pool2d(F.max_pool2d(mask, (1, 2 * RING_PX + 1), 1, (0, RING_PX)), (2 * RING_PX + 1, 1), 1, (RING_PX, 0))
    weight = ELSEWHERE + (RING - ELSEWHERE) * near + (INSIDE - RING) * mask
    wrong = (made - clean) / 100
    slopes = (wrong.diff(dim=2).abs() * weight[:, :, 1:]).sum() + (wrong.diff(dim=3).abs() * weight[..., 1:]).sum()
    return entropy, 1 - overlap, ((wrong.abs() * weight).sum() + slopes) / weight.sum()


class Trainer:
    def __init__(self, o):
        self.device = 'cuda' if torch.cuda.is_available() else 'cpu'
        self.photos, self.rate = Photos(o.data, 'train'), RATE * o.rate
        self.net = Mender().to(self.device, memory_format=torch.channels_last).train()
        self.ema = copy.deepcopy(self.net).eval().requires_grad_(False)
        self.opt = torch.optim.AdamW(self.net.parameters(), weight_decay=DECAY)
        self.step, self.seen = 0, 0

    def save(self, path):
        state = dict(net=self.net.state_dict(), ema=self.ema.state_dict(), opt=self.opt.state_dict(), step=self.step, seen=self.seen)
        torch.save(state, f'{path}.part')
        os.replace(f'{path}.part', path)

    def load(self, path):
        state = torch.load(path, map_location=self.device, weights_only=False)
        self.net.load_state_dict(state['net']), self.ema.load_state_dict(state['ema']), self.opt.load_state_dict(state['opt'])
        self.step, self.seen = state['step'], state['seen']

    def learn(self, damaged, mask, clean, rate):
        """One step; the three losses."""
        for group in self.opt.param_groups:
            group['lr'] = self.rate * rate * min(1, (self.step + 1) / WARM_UP_STEPS)
        damaged, mask, clean = (torch.from_numpy(x).to(self.device) for x in (damaged, mask, clean))
        with torch.autocast(self.device, dtype=torch.bfloat16):
            logits, made = self.net(damaged.contiguous(memory_format=torch.channels_last))
        entropy, overlap, repair = losses(logits, made, mask, clean)
        self.opt.zero_grad(set_to_none=True)
        (entropy + OVERLAP * overlap + REPAIR * repair).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.opt.step()
        self.step, self.seen = self.step + 1, self.seen + len(damaged)
        average(self.ema, self.net, self.step)
        return entropy.item(), overlap.item(), repair.item()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--run', required=True)
    a.add_argument('--crops', type=int, default=120_000), a.add_argument('--threads', type=int, default=2)
    a.add_argument('--rate', type=float, default=1, help='times the learning rate'), a.add_argument('--batch', type=float, default=1, help='times the batches')
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    train_in_sittings(Trainer(o), o, PHASES, draw_examples, ('entropy', 'overlap', 'repair'))


if __name__ == '__main__':
    main()
