"""The training loop of every recipe: checkpoints, a log, a stop file, crops that grow, a learning rate that falls.

RUN gets checkpoint.pt every few minutes and log.jsonl; the same command goes on from the checkpoint. When a file
RUN/stop appears, the checkpoint is written and the run ends. --crops counts those of all parts of a run together. To
see what a run is worth before its end, copy RUN and give the copy a --crops a third above what it has seen: the
learning rate falls over the last share of the crops. AdamW; what is exported is the moving average of the weights
(EMA). With --processes 2 both cores train one network: each process draws its own crops, and the gradients are averaged
(gloo).
"""

import argparse
import copy
import os
import tempfile
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch
import torch.distributed
import torch.multiprocessing
from torch import nn

from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.prefetch import Batch, DrawBatch, Prefetcher
from pixomax_training.run_log import RunLog

DECAY = 2e-2
WARM_UP_STEPS = 150
LEVEL = 0.75  # share of the crops before the rate falls
SAVE_EVERY_S = 180
MOST_KEPT = 0.998  # of the moving average at each step

# (start of a parameter's name, learning rate): the first match counts.
Rates: TypeAlias = Sequence[tuple[str, float]]
# (until this share of the crops, their side in px, how many a batch).
Phases: TypeAlias = Sequence[tuple[float, int, int]]
# (net, *batch as tensors on the device) -> (the loss, the parts of it that the log shows).
Losses: TypeAlias = Callable[..., tuple[torch.Tensor, dict[str, torch.Tensor]]]


def make_training_parser(description: str | None, crops: int) -> argparse.ArgumentParser:
    """The options that every recipe takes; `crops` is the default of --crops."""
    parser = make_parser(description)
    add_data(parser)
    parser.add_argument("--run", required=True, help="folder of checkpoint and log")
    parser.add_argument("--crops", type=positive_int, default=crops, help="of all parts of the run together")
    parser.add_argument("--threads", type=positive_int, default=2)
    parser.add_argument("--rate", type=float, default=1, help="times the learning rates")
    parser.add_argument("--batch", type=float, default=1, help="times the batches")
    parser.add_argument(
        "--processes",
        type=positive_int,
        default=1,
        help="that train one network together, each with --threads threads",
    )
    parser.add_argument(
        "--minutes",
        type=float,
        help="stop after so many, checkpoint written; the learning rate follows the time if that ends first",
    )
    return parser


def check_finite(weights: Mapping[str, torch.Tensor], where: str | Path) -> None:
    """Raises ValueError where one of them holds what is no number: a run would go on, and answer NaN at its end."""
    for name, value in weights.items():
        if not value.isfinite().all():
            raise ValueError(f"{name} of {where} has values that are infinite or no numbers. Take an earlier one.")


def computes_bfloat16(device: torch.device) -> bool:
    """Whether the device multiplies bfloat16 itself.

    A CPU with avx512_bf16 learns twice as fast that way. One without emulates it, at half the speed of float32.
    """
    return device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()


def fast_precision(device: torch.device) -> torch.autocast:
    """The context of a forward pass: bfloat16 where the device computes in it, float32 elsewhere."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=computes_bfloat16(device))


class TrainingRun:
    """A network, its moving average and its optimizer, as they are trained and kept in a checkpoint.

    identity: kept in the checkpoint, and must be the same when it is loaded: what another network or other data would
    have made. frozen: starts of the names of parameters that keep their values until `frozen_until`, a share of the
    crops, is seen.
    """

    def __init__(
        self,
        net: nn.Module,
        rates: Rates,
        losses: Losses,
        clip: float = 5.0,
        identity: Mapping[str, Any] | None = None,
        frozen: Sequence[str] = (),
        frozen_until: float = 1.0,
    ) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.losses = losses
        self.clip = clip
        self.identity = identity or {}
        # torch's types leave out memory_format.
        moved = net.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.net: nn.Module = moved.train()
        self.ema = copy.deepcopy(self.net).eval().requires_grad_(False)
        self.frozen = [p for name, p in self.net.named_parameters() if frozen and name.startswith(tuple(frozen))]
        self.frozen_until = frozen_until
        groups: dict[str, list[nn.Parameter]] = {start: [] for start, _ in rates}
        for name, p in self.net.named_parameters():
            if p.requires_grad:
                groups[next(start for start in groups if name.startswith(start))].append(p)
        self.rates = [rate for start, rate in rates if groups[start]]
        self.opt = torch.optim.AdamW([{"params": group} for group in groups.values() if group], weight_decay=DECAY)
        self.step = 0
        self.seen = 0
        self.stopping = False
        self.passed = 0.0  # share of --minutes
        if torch.distributed.is_initialized():
            for value in self.net.state_dict().values():
                torch.distributed.broadcast(value, 0)

    def fingerprint(self) -> int:
        """A number that follows from the weights alone, the same in every process.

        What a run draws begins with it: by the step alone, each run that starts from another's end would see that
        one's crops once more, in the same order.
        """
        flat = np.concatenate([p.detach().float().cpu().numpy().ravel() for p in self.net.parameters()])
        return zlib.crc32(flat.tobytes())

    def freeze(self, done: float) -> None:
        """To be called before a step: `done` of the crops are seen."""
        for p in self.frozen:
            p.requires_grad_(done >= self.frozen_until)

    def save(self, path: Path) -> None:
        """Writes the checkpoint as a whole or not at all."""
        state = dict(
            net=self.net.state_dict(),
            ema=self.ema.state_dict(),
            opt=self.opt.state_dict(),
            step=self.step,
            seen=self.seen,
            **self.identity,
        )
        part = Path(f"{path}.part")
        torch.save(state, part)
        part.replace(path)

    def load(self, path: Path) -> None:
        """Goes on from a checkpoint. Raises ValueError where its identity is another, or a weight is no number."""
        state = torch.load(path, map_location=self.device, weights_only=False)
        for name, mine in self.identity.items():
            if name not in state or not np.array_equal(state[name], mine):
                raise ValueError(f"{path} was made with another {name}. Give --run a new folder, or start as it did.")
        for part in ("net", "ema"):
            check_finite(state[part], path)
        self.net.load_state_dict(state["net"])
        self.ema.load_state_dict(state["ema"])
        self.opt.load_state_dict(state["opt"])
        self.step = state["step"]
        self.seen = state["seen"]

    def take_step(self, batch: Batch, rate: float) -> dict[str, float]:
        """One step at `rate` times the learning rates; the parts of the loss."""
        for group, base in zip(self.opt.param_groups, self.rates, strict=True):
            group["lr"] = base * rate * min(1, (self.step + 1) / WARM_UP_STEPS)
        loss, parts = self.losses(self.net, *(torch.from_numpy(part).to(self.device) for part in batch))
        self.opt.zero_grad(set_to_none=True)
        loss.backward()
        count = self._share_gradients() if torch.distributed.is_initialized() else 1
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), self.clip)
        self.opt.step()
        self.step += 1
        self.seen += len(batch[0]) * count
        self._average()
        return {name: value.item() for name, value in parts.items()}

    @torch.no_grad()
    def _share_gradients(self) -> int:
        """Gives every process the mean of all gradients, whether one wants to stop, and the mean share of the time.

        Returns how many processes there are.
        """
        gradients = [p.grad for p in self.net.parameters() if p.grad is not None]
        state = torch.tensor([float(self.stopping), self.passed], device=self.device)
        flat = torch.cat([*(gradient.flatten() for gradient in gradients), state])
        torch.distributed.all_reduce(flat)
        count = torch.distributed.get_world_size()
        start = 0
        for gradient in gradients:
            gradient.copy_(flat[start : start + gradient.numel()].view_as(gradient) / count)
            start += gradient.numel()
        self.stopping = bool(flat[-2] > 0)
        self.passed = float(flat[-1]) / count
        return count

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(MOST_KEPT, (1 + self.step) / (10 + self.step))  # fast at first, then over some 500 steps
        for kept, new in zip(self.ema.state_dict().values(), self.net.state_dict().values(), strict=True):
            if kept.dtype.is_floating_point:
                kept.lerp_(new, 1 - keep)
            else:
                kept.copy_(new)


def run_training(
    training: TrainingRun,
    draw: DrawBatch,
    phases: Phases,
    options: argparse.Namespace,
    level: float = LEVEL,
    rank: int = 0,
) -> None:
    """Goes on from RUN/checkpoint.pt, if there, until --crops are seen, --minutes are over or RUN/stop appears.

    level: share of the crops before the learning rate falls. rank: which of --processes this is; the first keeps
    checkpoint and log.
    """
    torch.set_num_threads(options.threads)
    folder = Path(options.run)
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        training.load(checkpoint)
    seed = [training.fingerprint(), rank]
    torch.manual_seed(sum(seed))
    batches = Prefetcher(draw, seed)
    log = RunLog(folder / "log.jsonl", training.seen)
    began = saved = time.monotonic()
    already = training.seen / options.crops
    while not training.stopping:
        done = max(training.seen / options.crops, already + (1 - already) * training.passed)
        if done >= 1:
            break
        training.freeze(done)
        _, side, batch = next(phase for phase in phases if done < phase[0])
        training.stopping = (folder / "stop").exists()
        training.passed = (time.monotonic() - began) / (60 * options.minutes) if options.minutes else 0.0
        rate = options.rate * min(1, (1 - done) / (1 - level))
        losses = training.take_step(batches.next(side, max(1, round(batch * options.batch))), rate)
        if rank == 0:
            log.add(training.step, training.seen, side, losses)
            if time.monotonic() - saved > SAVE_EVERY_S:
                training.save(checkpoint)
                saved = time.monotonic()
    if rank == 0:
        training.save(checkpoint)


def train_in_processes(train: Callable[[argparse.Namespace, int], None], options: argparse.Namespace) -> None:
    """train(options, rank) in each of --processes, which average their gradients; in this process, if it is one."""
    if options.processes == 1:
        train(options, 0)
        return
    with tempfile.TemporaryDirectory() as folder:
        meeting = f"file://{folder}/meet"
        torch.multiprocessing.spawn(_join_processes, (train, options, meeting), options.processes)


def _join_processes(
    rank: int, train: Callable[[argparse.Namespace, int], None], options: argparse.Namespace, meeting: str
) -> None:
    torch.distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=options.processes)
    if hasattr(os, "sched_setaffinity"):  # a core each: they wait for each other at every step
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[rank % len(cores)]} if options.threads == 1 else set(cores))
    train(options, rank)
    torch.distributed.destroy_process_group()
