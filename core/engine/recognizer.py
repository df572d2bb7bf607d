"""spaCy's transition-based NER, driven from Python over a batch of documents so that its scores are kept.

spaCy's own greedy loop throws the scores of its steps away. Here each step predicts one action for every
document that is not yet at its end; a span's score is the product of the softmax probabilities of the actions
that built it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from core.engine.document import set_proposals
from core.engine.proposal import Proposal

Scores = NDArray[np.float32]
_TOKENS_AT_ONCE = 6_000


@dataclass(frozen=True, slots=True)
class Parse:
    """The final state of one document's parse; row `row` of `steps[i]` holds the scores at token `i`."""

    state: Any
    steps: Sequence[Scores]
    row: int


class ScoredEntityRecognizer(EntityRecognizer):  # type: ignore[misc]
    """The same entities as spaCy's `ner`, each with a score, kept as the document's proposals."""

    def __init__(self, *args: Any, origin: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._origin = origin

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document and return it with its entities and proposals."""
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Parse a stream in batches of `batch_size` documents, fewer where they are long."""
        for batch in _batches(stream, batch_size):
            self.set_annotations(batch, self.predict(batch))
            yield from batch

    def predict(self, docs: Sequence[Doc]) -> list[Parse]:
        """Parse the documents together. Every action moves on by one token, so step `i` is token `i`."""
        states = self.moves.init_batch(docs)
        longest_first = sorted(range(len(docs)), key=lambda index: -len(docs[index]))
        active = [states[index] for index in longest_first if len(docs[index])]
        steps: list[Scores] = []
        step_model = self.model.predict(docs) if active else None
        while active:
            assert step_model is not None
            scores = np.ascontiguousarray(step_model.predict(active))
            steps.append(scores)
            # the documents are sorted by length, so those that go on keep their rows
            active = self.transition_states(active, scores)
        if step_model is not None:
            step_model.clear_memory()  # it refers to itself, and would wait for the garbage collector
        rows = {index: row for row, index in enumerate(longest_first)}
        return [Parse(state, steps, rows[index]) for index, state in enumerate(states)]

    def set_annotations(self, docs: Sequence[Doc], parses: Sequence[Parse]) -> None:
        """Write each document's entities and proposals."""
        super().set_annotations(docs, [parse.state for parse in parses])
        actions = {name: index for index, name in enumerate(self.move_names)}
        for doc, parse in zip(docs, parses, strict=True):
            set_proposals(doc, [self._proposal(span, parse, actions) for span in doc.ents])

    def _proposal(self, span: Span, parse: Parse, actions: dict[str, int]) -> Proposal:
        score = 1.0
        for token in range(span.start, span.end):
            action = actions[f"{_position(token, span)}-{span.label_}"]
            score *= _softmax_at(parse.steps[token][parse.row], action)
        return Proposal(span.start_char, span.end_char, span.label_, round(score, 4), self._origin)


def _position(token: int, span: Span) -> str:
    if len(span) == 1:
        return "U"
    if token == span.start:
        return "B"
    return "L" if token == span.end - 1 else "I"


def _softmax_at(scores: Scores, index: int) -> float:
    shifted = np.exp(scores - scores.max())
    return float(shifted[index] / shifted.sum())


def _batches(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    tokens = 0
    for doc in stream:
        batch.append(doc)
        tokens += len(doc)
        if len(batch) == size or tokens > _TOKENS_AT_ONCE:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch
