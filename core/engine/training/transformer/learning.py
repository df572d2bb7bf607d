"""The training loop: AdamW, warm-up and linear decay, batches of chunks of like length, within a time."""

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from core.engine.training.transformer.corpus import MASKED, Sample
from core.engine.training.transformer.letter_case import recased
from core.engine.training.transformer.network import Network

Tell = Callable[[str], None]
_POOL = 400


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn. `pieces` make a step; `weights` repeat a set in each epoch."""

    epochs: float = 5.0
    rate: float = 2e-4
    head_rate: float = 1e-3
    pieces: int = 1600
    warm_up: float = 0.06
    decay: float = 0.01
    seed: int = 1
    weights: Mapping[str, float] = field(
        default_factory=lambda: {"re3d": 2.0, "uner_ewt": 2.0, "wikigold": 1.5, "redocred": 0.8}
    )

    def share_at(self, done: float) -> float:
        """Return the share of the rate when the part `done` of the steps is done."""
        return max(0.01, min(done / self.warm_up, (1 - done) / (1 - self.warm_up)))


RUNS = (Schedule(seed=1), Schedule(seed=2, rate=3e-4))
"""The runs whose weights are averaged; a mean gains from runs that differ."""


class Learner:
    """Trains a network on samples, with checkpoints from which an interrupted run goes on."""

    def __init__(self, network: Network, samples: Sequence[Sample], schedule: Schedule) -> None:
        self._network = network
        self._schedule = schedule
        self._steps = list(_steps(samples, schedule))
        self._optimizer = _optimizer(network, schedule)
        self._rates = [group["lr"] for group in self._optimizer.param_groups]
        self._done = 0

    def run(self, checkpoint: Path, tell: Tell) -> None:
        """Take the steps that are left; a checkpoint is written every 200 of them."""
        if checkpoint.exists():
            self._resume(checkpoint)
        self._network.train()
        begun, loss, first = time.monotonic(), 0.0, self._done
        for batch in self._steps[first:]:
            loss += self._step(batch)
            if self._done % 100 == 0:
                pace = (self._done - first) / (time.monotonic() - begun)
                tell(f"step {self._done} of {len(self._steps)}, loss {loss / 100:.4f}, {pace:.2f} steps/s")
                loss = 0.0
            if self._done % 200 == 0:
                self._save(checkpoint)
        self._save(checkpoint)
        self._network.eval()

    def _step(self, batch: Sequence[Sample]) -> float:
        share = self._schedule.share_at(self._done / len(self._steps))
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * share
        chance = random.Random(f"{self._schedule.seed} {self._done}")
        torch.manual_seed(self._schedule.seed * 1_000_003 + self._done)
        inputs, tags = tensors([recased(sample, chance) for sample in batch])
        # bfloat16 products are several times as fast on processors that have them
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = self._network(*inputs)
        loss = functional.cross_entropy(logits.float().flatten(0, 2), tags.flatten(), ignore_index=MASKED)
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        self._done += 1
        return float(loss.detach())

    def _save(self, checkpoint: Path) -> None:
        unfinished = checkpoint.with_suffix(".part")
        state = {
            "network": self._network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "done": self._done,
        }
        torch.save(state, unfinished)
        unfinished.replace(checkpoint)

    def _resume(self, checkpoint: Path) -> None:
        state: dict[str, Any] = torch.load(checkpoint, weights_only=True)
        self._network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._done = state["done"]


def tensors(batch: Sequence[Sample]) -> tuple[tuple[Tensor, Tensor, Tensor, Tensor], Tensor]:
    """Return the network's inputs (ids, shapes, first pieces, mask) and the tags, padded to one length."""
    length = max(len(sample.ids) for sample in batch)
    most_words = max(len(sample.first_pieces) for sample in batch)
    labellings = len(batch[0].tags)
    ids, shapes, mask = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
    first = torch.zeros(len(batch), most_words, dtype=torch.long)
    tags = torch.full((len(batch), most_words, labellings), MASKED)
    for row, sample in enumerate(batch):
        size, count = len(sample.ids), len(sample.first_pieces)
        ids[row, :size] = torch.tensor(sample.ids)
        shapes[row, :size] = torch.tensor(sample.shapes)
        mask[row, :size] = 1
        first[row, :count] = torch.tensor(sample.first_pieces)
        tags[row, :count] = torch.tensor(sample.tags).T
    return (ids, shapes, first, mask), tags


def _steps(samples: Sequence[Sample], schedule: Schedule) -> Iterator[list[Sample]]:
    """Yield the batches of all epochs; a part of an epoch comes last."""
    chance = random.Random(schedule.seed)
    left = schedule.epochs
    while left > 0:
        batches = list(_epoch(samples, schedule, chance))
        yield from batches[: round(len(batches) * min(1.0, left))]
        left -= 1


def _epoch(samples: Sequence[Sample], schedule: Schedule, chance: random.Random) -> Iterator[list[Sample]]:
    chosen: list[Sample] = []
    for sample in samples:
        weight = schedule.weights.get(sample.source, 1.0)
        chosen += [sample] * (int(weight) + (chance.random() < weight % 1))
    chance.shuffle(chosen)
    batches: list[list[Sample]] = []
    for pool in range(0, len(chosen), _POOL):
        batches += _batches(
            sorted(chosen[pool : pool + _POOL], key=lambda sample: len(sample.ids)), schedule.pieces
        )
    chance.shuffle(batches)
    yield from batches


def _batches(by_length: Sequence[Sample], pieces: int) -> Iterator[list[Sample]]:
    batch: list[Sample] = []
    for sample in by_length:
        if batch and (len(batch) + 1) * len(sample.ids) > pieces:
            yield batch
            batch = []
        batch.append(sample)
    if batch:
        yield batch


def _optimizer(network: Network, schedule: Schedule) -> torch.optim.Optimizer:
    """Return AdamW; embeddings of pieces and positions stay as they are, new parts learn faster."""
    network.word.requires_grad_(False)
    network.position.requires_grad_(False)
    new: list[Tensor] = []
    matrices: list[Tensor] = []
    vectors: list[Tensor] = []
    for name, parameter in network.named_parameters():
        if name.startswith(("tag", "shape")):
            new.append(parameter)
        elif parameter.requires_grad:
            (matrices if parameter.dim() > 1 else vectors).append(parameter)
    groups = [
        {"params": new, "lr": schedule.head_rate, "weight_decay": 0.0},
        {"params": matrices, "lr": schedule.rate, "weight_decay": schedule.decay},
        {"params": vectors, "lr": schedule.rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups)
