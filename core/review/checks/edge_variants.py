"""The same name is tagged with other edges elsewhere: "the White House" and "White House"."""

import re
from collections.abc import Iterator

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action
from core.annotation.span import Span, State
from core.annotation.wording import quoted
from core.review.corpus import Corpus, folded
from core.review.finding import Finding, Repair, about

_BEFORE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_BEFORE_HERE = re.compile(r"\b(?:the|a|an)\s+\Z", re.IGNORECASE)
_BEHIND = re.compile(r"['’]s?\Z", re.IGNORECASE)
_BEHIND_HERE = re.compile(r"['’]s\b", re.IGNORECASE)
_LONGEST = 10
"""Code points before a span in which an article word may stand."""


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield the accepted spans whose name is more often tagged with other edges."""
    for span in article:
        if span.state is State.ACCEPTED:
            for start, end in _variants(article.text, span):
                other, here = folded(article.text[start:end]), folded(article.surface(span))
                usual = corpus.labels.get(other, {}).get(span.label, 0)
                if usual > corpus.count(here, span.label):
                    message = f"{quoted(here)} is tagged as {quoted(other)} {usual} times in the corpus."
                    repair = Repair(Action.RESIZE, start=start, end=end)
                    yield about("edge_variants", article, span, message, repair)
                    break


def _variants(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the places that a span might have instead: without, or with, what may stand at an edge."""
    surface = text[span.start : span.end]
    if (article := _BEFORE.match(surface)) and article.end() < len(surface):
        yield span.start + article.end(), span.end
    if (possessive := _BEHIND.search(surface)) and possessive.start():
        yield span.start, span.start + possessive.start()
    if before := _BEFORE_HERE.search(text[max(span.start - _LONGEST, 0) : span.start]):
        yield span.start - len(before[0]), span.end
    if behind := _BEHIND_HERE.match(text, span.end):
        yield span.start, behind.end()
