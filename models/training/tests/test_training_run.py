"""A run goes on where it stopped, or refuses what is not its own; batches are of the size that was asked for."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from torch import nn

from pixomax_training.arrays import Rng
from pixomax_training.photos import Photos
from pixomax_training.prefetch import Batch, PhotoNumbers, Prefetcher, draw_in_rounds
from pixomax_training.run_log import LOG_EVERY, RunLog
from pixomax_training.training_run import TrainingRun, make_training_parser, run_training

PHASES = ((1.0, 8, 2),)


def square_losses(net: nn.Module, batch: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """The mean square of what the network gives."""
    loss = (net(batch) ** 2).mean()
    return loss, {"loss": loss}


def draw_noise(side: int, batch: int, rng: Rng) -> Batch:
    """A batch of one array, [batch,side]."""
    return (rng.standard_normal((batch, side), np.float32),)


def make_run(bins: int = 3) -> TrainingRun:
    """A run of a network with one layer; `bins` is its identity."""
    torch.manual_seed(1)
    return TrainingRun(nn.Linear(8, 1), (("", 1e-3),), square_losses, identity={"bins": bins})


class TrainingRunTest(unittest.TestCase):
    """Checkpoints, --crops and the stop file."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def train(self, crops: int) -> TrainingRun:
        """The run after it was continued to so many crops."""
        words = ["--data", "-", "--run", str(self.folder), "--crops", str(crops), "--threads", "1"]
        training = make_run()
        run_training(training, draw_noise, PHASES, make_training_parser("", crops).parse_args(words))
        return training

    def test_the_same_command_goes_on_from_the_checkpoint(self) -> None:
        first = self.train(crops=6)
        second = self.train(crops=10)
        self.assertEqual((first.step, first.seen), (3, 6))
        self.assertEqual((second.step, second.seen), (5, 10))

    def test_a_run_that_starts_from_other_weights_sees_other_crops(self) -> None:
        def first_drawn(bias: float) -> list[float]:
            seen: list[float] = []

            def note(net: nn.Module, batch: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
                seen.extend(batch.flatten().tolist())
                return square_losses(net, batch)

            training = TrainingRun(nn.Linear(8, 1), (("", 1e-3),), note)
            for weights in training.net.parameters():
                nn.init.constant_(weights, bias)
            words = ["--data", "-", "--run", str(self.folder / f"run-{len(list(self.folder.iterdir()))}")]
            run_training(training, draw_noise, PHASES, make_training_parser("", 2).parse_args(words))
            return seen

        self.assertEqual(first_drawn(0.5), first_drawn(0.5))
        self.assertNotEqual(first_drawn(0.5), first_drawn(0.25))

    def test_a_stop_file_ends_the_run_after_a_step_with_its_checkpoint_written(self) -> None:
        (self.folder / "stop").touch()
        self.assertEqual(self.train(crops=100).step, 1)
        self.assertEqual(torch.load(self.folder / "checkpoint.pt", weights_only=False)["step"], 1)

    def test_a_checkpoint_of_another_network_is_refused_with_what_differs(self) -> None:
        make_run(bins=3).save(self.folder / "checkpoint.pt")
        with self.assertRaisesRegex(ValueError, "another bins"):
            make_run(bins=4).load(self.folder / "checkpoint.pt")

    def test_a_checkpoint_with_a_weight_that_is_no_number_is_refused_by_name(self) -> None:
        training = make_run()
        training.net.state_dict()["weight"][0, 0] = np.inf
        training.save(self.folder / "checkpoint.pt")
        with self.assertRaisesRegex(ValueError, "weight of .*checkpoint.pt"):
            make_run().load(self.folder / "checkpoint.pt")

    def test_frozen_parameters_keep_their_values_until_their_share_is_seen(self) -> None:
        training = TrainingRun(nn.Linear(8, 1), (("", 1e-3),), square_losses, frozen=["bias"], frozen_until=0.5)
        training.freeze(0.4)
        self.assertEqual([p.requires_grad for p in training.net.parameters()], [True, False])
        training.freeze(0.5)
        self.assertEqual([p.requires_grad for p in training.net.parameters()], [True, True])


class RunLogTest(unittest.TestCase):
    """log.jsonl."""

    def test_a_line_of_means_is_written_every_so_many_steps_and_no_other(self) -> None:
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            log = RunLog(Path(folder, "log.jsonl"), seen=40)
            for step in range(1, 2 * LOG_EVERY):
                log.add(step, 40 + step, 96, {"loss": float(step <= LOG_EVERY / 4)})
            lines = Path(folder, "log.jsonl").read_text().splitlines()
        row = json.loads(lines[0])
        row.pop("crops_per_s")
        self.assertEqual(len(lines), 1)
        self.assertEqual(row, {"step": LOG_EVERY, "crops": 40 + LOG_EVERY, "side": 96, "loss": 0.25})


class PrefetchTest(unittest.TestCase):
    """Batches that are drawn ahead."""

    def test_batches_are_of_the_size_that_was_asked_for_last(self) -> None:
        batches = Prefetcher(draw_noise, seed=0)
        shapes = [batches.next(side, 2)[0].shape for side in (8, 8, 16, 8)]
        self.assertEqual(shapes, [(2, 8), (2, 8), (2, 16), (2, 8)])

    def test_each_photo_is_drawn_once_per_round(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        Path(folder.name, "photos.json").write_text('[{"split": "train"}, {"split": "tune"}, {"split": "train"}]')
        Path(folder.name, "photos.bin").write_bytes(b"-")
        drawn: list[int] = []

        def note(photos: Photos, ids: PhotoNumbers, side: int, rng: Rng) -> Batch:
            drawn.extend(int(i) for i in ids)
            return ()

        draw = draw_in_rounds(Photos(folder.name, "train"), note)
        for _ in range(4):
            draw(8, 1, np.random.default_rng(0))
        self.assertEqual([sorted(drawn[:2]), sorted(drawn[2:])], [[0, 1], [0, 1]])


if __name__ == "__main__":
    unittest.main()
