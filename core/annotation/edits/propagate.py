"""Give a span's label to the other occurrences of its text in the article, and to its other spellings."""

import re
from collections.abc import Iterable

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import HUMAN, Span, State
from core.annotation.spellings import Spellings


def propagate(annotated: AnnotatedArticle, span: Span, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that label every other occurrence as `span` is labelled.

    Whole words in the same case. What a person decided is left alone, and so is an occurrence inside
    or across another span ("Kim" in "Kim Jong Un"). A proposal at just that place is relabelled and
    accepted.
    """
    places = occurrences(annotated.text, annotated.surface(span))
    return _labelled(annotated, span, (place for place in places if place != span.place), batch)


def propagate_spellings(annotated: AnnotatedArticle, span: Span, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that label the other spellings of `span` as it is labelled, as `propagate`."""
    return _labelled(annotated, span, unlabelled_spellings(annotated, span), batch)


def unlabelled_spellings(annotated: AnnotatedArticle, span: Span) -> list[tuple[int, int]]:
    """Return where `propagate_spellings` would make or change a span."""
    places = other_spellings(annotated.text, annotated.surface(span))
    return [place for place in places if _wants_label(annotated.overlapping(*place), place)]


def _wants_label(there: list[Span], place: tuple[int, int]) -> bool:
    """Whether a place with these spans may get the label: it is bare, or has one undecided span."""
    return not there or (len(there) == 1 and there[0].place == place and not there[0].decided)


def _labelled(
    annotated: AnnotatedArticle, span: Span, places: Iterable[tuple[int, int]], batch: Batch
) -> tuple[Correction, ...]:
    corrections = []
    for start, end in places:
        there = annotated.overlapping(start, end)
        if not there:
            new = Span(start, end, span.label, batch.layer, State.ACCEPTED, HUMAN, annotator=batch.annotator)
            corrections.append(batch.correction(Action.ADD, None, new))
        elif _wants_label(there, (start, end)):
            after = there[0].changed(label=span.label, state=State.ACCEPTED, annotator=batch.annotator)
            same = there[0].label == span.label
            corrections.append(batch.correction(Action.ACCEPT if same else Action.RELABEL, there[0], after))
    return tuple(corrections)


def occurrences(text: str, surface: str) -> list[tuple[int, int]]:
    """Return the places of a surface in a text as whole words: no letter or digit touches it."""
    pattern = rf"(?<!\w){re.escape(surface)}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]


def other_spellings(text: str, surface: str) -> list[tuple[int, int]]:
    """Return where a surface stands spelled otherwise: in another case, with hyphens, or over two lines.

    >>> other_spellings("North Korea, NORTH KOREA, North-Korea", "North Korea")
    [(13, 24), (26, 37)]
    """
    return [place for place in Spellings(surface).places(text) if text[slice(*place)] != surface]
