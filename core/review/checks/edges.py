"""White space or punctuation at the edge of a span."""

import re
from collections.abc import Iterator

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action
from core.annotation.span import State
from core.annotation.wording import quoted
from core.review.corpus import Corpus
from core.review.finding import Finding, Repair, about

_PAIRS = ("()", "[]", "“”", '""', "‘’", "«»", "„“", "''")
# Left alone is what names and amounts begin or end with: $5, -3, .5, '90s, @anna, Yahoo!, 5%, U.S., Inc.
_BEFORE = re.compile(r"(?:\s|[,;:!?…/\\|.](?!\d)|[)\]}>”»*_–—]|-(?!\d)|[(\[{<\"“„«‘'](?!\d\ds?\b))+")
_BEHIND = re.compile(r"(?:\s|[,;:?…/\\|(\[{<“„«‘*_–—-]|[)\]}>”\"»]|(?<=[^\W\d_]{4})\.)+\Z")


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield the spans that begin or end with what belongs to the sentence; a closed pair is left."""
    for span in article:
        surface = article.surface(span)
        start, end = _kept(surface)
        if span.state is State.REJECTED or (start, end) == (0, len(surface)):
            continue
        what = "white space" if surface != surface.strip() else "punctuation"
        if start >= end:
            message, repair = f"{quoted(surface)} is nothing but {what}.", Repair(Action.REJECT)
        else:
            message = f"{quoted(surface)} has {what} at its edge."
            repair = Repair(Action.RESIZE, start=span.start + start, end=span.start + end)
        yield about("edges", article, span, message, repair)


def _kept(surface: str) -> tuple[int, int]:
    """Return the part of a surface that a span should cover."""
    bare = surface.strip()
    if any(len(bare) > 2 and bare[0] == pair[0] and bare[-1] == pair[1] for pair in _PAIRS):
        start = surface.index(bare)
        return start, start + len(bare)
    before, behind = _BEFORE.match(surface), _BEHIND.search(surface)
    start, end = before.end() if before else 0, behind.start() if behind else len(surface)
    # "Jones (Oslo)": the last bracket closes one inside.
    while end < len(surface) and _closes(surface[start : end + 1]):
        end += 1
    return start, end


def _closes(surface: str) -> bool:
    return any(
        surface[-1] == pair[1] != pair[0] and surface.count(pair[0]) == surface.count(pair[1])
        for pair in _PAIRS
    )
