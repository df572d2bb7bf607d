"""Fine-tuning the base model's NER, and blending its weights with the base model's."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn; `minutes` is wall time, `batch_words` the size that batches grow to."""

    minutes: float = 9.0
    rate: float = 3e-4
    dropout: float = 0.15
    batch_words: int = 500
    seed: int = 1

    def rate_at(self, step: int, elapsed: float) -> float:
        """Return the learning rate: warmed up over 100 steps, falling over the second half of the time."""
        fraction = elapsed / (self.minutes * 60)
        falling = 1.0 if fraction < 0.5 else max(0.05, 2 * (1 - fraction))
        return self.rate * min(1.0, (step + 1) / 100) * falling


def finetune(nlp: Language, examples: Sequence[Example], schedule: Schedule, tell: Tell) -> None:
    """Train the pipeline in place; it ends with the averaged weights."""
    fix_random_seed(schedule.seed)
    nlp.resume_training()
    optimizer = Adam(
        schedule.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True
    )
    begun = time.monotonic()
    step = words = 0
    for batch in _batches(examples, schedule):
        elapsed = time.monotonic() - begun
        if elapsed > schedule.minutes * 60:
            break
        optimizer.learn_rate = schedule.rate_at(step, elapsed)
        nlp.update(batch, sgd=optimizer, drop=schedule.dropout)
        words += sum(len(example) for example in batch)
        step += 1
        if step % 500 == 0:
            tell(f"{elapsed:.0f} s, step {step}, {words} words")
    tell(f"trained on {words} words in {step} steps")
    set_weights_to_averages(nlp, optimizer)


def set_weights_to_averages(nlp: Language, optimizer: Adam) -> None:
    """Put the running averages in place of the last weights."""
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk():
            for name in node.param_names:
                if node.has_param(name) and (node.id, name) in optimizer.averages:
                    node.set_param(name, optimizer.averages[node.id, name])


def blend(tuned: Language, base: Language, share: float) -> None:
    """Set `tuned`'s NER weights to `share` of themselves and the rest of the base model's.

    The base model knows OntoNotes' ways with all eighteen labels; the tuned one knows more names.
    """
    pairs = zip(tuned.get_pipe("ner").model.walk(), base.get_pipe("ner").model.walk(), strict=True)
    for ours, theirs in pairs:
        for name in ours.param_names:
            if ours.has_param(name) and theirs.has_param(name):
                mixed = share * ours.get_param(name) + (1 - share) * theirs.get_param(name)
                ours.set_param(name, mixed.astype("float32"))


def _batches(examples: Sequence[Example], schedule: Schedule) -> Iterator[list[Example]]:
    chance = random.Random(schedule.seed)
    step = 0
    while True:
        order = list(examples)
        chance.shuffle(order)
        batch: list[Example] = []
        words = 0
        for example in order:
            if batch and words + len(example) > min(schedule.batch_words, 100 + step * 0.5):
                yield batch
                batch, words = [], 0
                step += 1
            batch.append(example)
            words += len(example)
        yield batch
        step += 1
