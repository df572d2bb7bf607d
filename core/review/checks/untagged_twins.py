"""A string that is tagged elsewhere is not tagged here, in an article that somebody worked on."""

import re
from collections.abc import Iterator

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Status
from core.annotation.wording import quoted
from core.review.corpus import Corpus
from core.review.finding import Finding, Repair

_WORD = re.compile(r"\w+")


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield the places of strings with a usual label that no span touches; a rejected one touches, too."""
    if article.status is Status.TODO:
        return
    end = 0
    for word in _WORD.finditer(article.text):
        strings = corpus.beginning_with(word[0])
        if not strings or word.start() < end:
            continue
        found = _twin(article.text, word.start(), strings)
        if found and not article.overlapping(word.start(), word.start() + len(found)):
            end = word.start() + len(found)
            yield _finding(article, corpus, word.start(), found)


def _twin(text: str, start: int, strings: tuple[str, ...]) -> str:
    """Return the longest of the strings that stands at a place as whole words, or nothing."""
    for string in strings:
        end = start + len(string)
        if text.startswith(string, start) and not (text[end : end + 1].isalnum() and string[-1].isalnum()):
            return string
    return ""


def _finding(article: AnnotatedArticle, corpus: Corpus, start: int, string: str) -> Finding:
    label = corpus.usual[string]
    times = corpus.labels[string][label]
    return Finding(
        "untagged_twins",
        article.article.id,
        article.layer,
        start,
        start + len(string),
        label,
        f"{quoted(string)} is not tagged here; it is {label} {times} times in the corpus.",
        repair=Repair(Action.ADD, label),
    )
