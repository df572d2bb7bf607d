"""The same label twice at one place."""

from collections.abc import Iterator

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action
from core.annotation.span import State
from core.annotation.wording import quoted
from core.review.corpus import Corpus
from core.review.finding import Finding, Repair, about


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield every span after the first with its place and label."""
    seen: set[tuple[int, int, str]] = set()
    for span in article:
        key = (*span.place, span.label)
        if span.state is State.REJECTED:
            continue
        if key in seen:
            message = f"{quoted(article.surface(span))} is {span.label} twice."
            yield about("duplicates", article, span, message, Repair(Action.REJECT))
        seen.add(key)
