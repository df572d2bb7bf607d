"""The part that turns what a spaCy model of others finds into proposals, flat and in reading order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc, Span

from core.engine.document import proposals_of, set_proposals
from core.engine.precedence import resolve
from core.engine.proposal import Proposal


class ModelSpans:
    """Gathers entities and span groups, under the labels that the scheme has for them.

    A span's score is the model's own where it gives one: the product of its steps' probabilities for `ner`,
    the span group's scores for `spancat`. Else it is `unscored`. Of overlapping spans the best score stands.
    """

    def __init__(
        self, origin: str, labels: Mapping[str, str], span_groups: Sequence[str], unscored: float
    ) -> None:
        self._origin = origin
        self._labels = labels
        self._span_groups = span_groups
        self._unscored = unscored

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with the model's spans as its proposals."""
        found = sorted(self._proposals(doc), key=lambda proposal: -proposal.score)
        set_proposals(doc, resolve(*([proposal] for proposal in found)))
        return doc

    def _proposals(self, doc: Doc) -> Iterator[Proposal]:
        for span, score in self._spans(doc):
            label = self._labels.get(span.label_, span.label_)
            if label and span.text.strip():
                yield Proposal(span.start_char, span.end_char, label, round(score, 4), self._origin)

    def _spans(self, doc: Doc) -> Iterator[tuple[Span, float]]:
        scored = {(one.start, one.end, one.label): one.score for one in proposals_of(doc)}
        for span in doc.ents:
            yield span, scored.get((span.start_char, span.end_char, span.label_), self._unscored)
        for key in self._span_groups:
            group = doc.spans.get(key, ())
            scores: Any = getattr(group, "attrs", {}).get("scores")
            for place, span in enumerate(group):
                yield span, float(scores[place]) if scores is not None else self._unscored
