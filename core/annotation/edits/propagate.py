"""Give a span's label to every other occurrence of its text in the article."""

import re

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import HUMAN, Span, State


def propagate(annotated: AnnotatedArticle, span: Span, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that label every other occurrence as `span` is labelled.

    Whole words in the same case. What a person decided is left alone, and so is an occurrence inside
    or across another span ("Kim" in "Kim Jong Un"). A proposal at just that place is relabelled and
    accepted.
    """
    corrections = []
    for start, end in occurrences(annotated.text, annotated.surface(span)):
        if (start, end) == span.place:
            continue
        there = annotated.overlapping(start, end)
        if not there:
            new = Span(start, end, span.label, batch.layer, State.ACCEPTED, HUMAN, annotator=batch.annotator)
            corrections.append(batch.correction(Action.ADD, None, new))
        elif len(there) == 1 and there[0].place == (start, end) and not there[0].decided:
            after = there[0].changed(label=span.label, state=State.ACCEPTED, annotator=batch.annotator)
            same = there[0].label == span.label
            corrections.append(batch.correction(Action.ACCEPT if same else Action.RELABEL, there[0], after))
    return tuple(corrections)


def occurrences(text: str, surface: str) -> list[tuple[int, int]]:
    """Return the places of a surface in a text as whole words: no letter or digit touches it."""
    pattern = rf"(?<!\w){re.escape(surface)}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]
