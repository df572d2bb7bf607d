"""Fine-tuning the base model's NER, and blending the weights of several runs with the base model's."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, Model, fix_random_seed
from thinc.optimizers import Optimizer

Tell = Callable[[str], None]
Place = tuple[int, str]
Weights = list[dict[Place, Any]]


@dataclass(frozen=True)
class Schedule:
    """How much and how fast to learn: `words` in all, in batches that grow to `batch_words`."""

    words: int = 4_000_000
    rate: float = 3e-4
    dropout: float = 0.15
    batch_words: int = 500
    seed: int = 1

    def rate_at(self, step: int, words: int) -> float:
        """Return the rate after so many words: warmed up over 100 steps, falling over the second half."""
        fraction = words / self.words
        falling = 1.0 if fraction < 0.5 else max(0.05, 2 * (1 - fraction))
        return self.rate * min(1.0, (step + 1) / 100) * falling


def finetune(nlp: Language, examples: Sequence[Example], schedule: Schedule, tell: Tell) -> None:
    """Train the pipeline in place; it ends with the averaged weights."""
    fix_random_seed(schedule.seed)
    nlp.resume_training()
    optimizer = Adam(schedule.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    step = words = 0
    for batch in _batches(examples, schedule):
        if words >= schedule.words:
            break
        optimizer.learn_rate = schedule.rate_at(step, words)
        nlp.update(batch, sgd=optimizer, drop=schedule.dropout)
        words += sum(len(example) for example in batch)
        step += 1
        if step % 500 == 0:
            tell(f"step {step}, {words} words")
    tell(f"trained on {words} words in {step} steps")
    set_weights_to_averages(nlp, optimizer)


def set_weights_to_averages(nlp: Language, optimizer: Optimizer) -> None:
    """Put the running averages in place of the last weights."""
    averages = optimizer.averages or {}
    for node in ner_nodes(nlp):
        for name in node.param_names:
            if (node.id, name) in averages:
                node.set_param(name, averages[node.id, name])


def weights(nlp: Language) -> dict[Place, Any]:
    """Return copies of the NER's parameters, by layer and name."""
    nodes = enumerate(ner_nodes(nlp))
    return {
        (i, name): node.get_param(name).copy()
        for i, node in nodes
        for name in node.param_names
        if node.has_param(name)
    }


def blend(base: Language, tuned: Weights, share: float) -> None:
    """Set `base`'s NER weights to `share` of the mean of the tuned ones and the rest of its own.

    The base model knows OntoNotes' ways with all eighteen labels; the tuned ones know more names.
    """
    for i, node in enumerate(ner_nodes(base)):
        for name in node.param_names:
            if node.has_param(name):
                mean = sum(run[i, name] for run in tuned) / len(tuned)
                mixed = share * mean + (1 - share) * node.get_param(name)
                node.set_param(name, mixed.astype("float32"))


def ner_nodes(nlp: Language) -> list[Model[Any, Any]]:
    """Return the layers of a pipeline's NER, always in the same order."""
    recognizer: Any = nlp.get_pipe("ner")
    return list(recognizer.model.walk())


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
