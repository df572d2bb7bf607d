"""Labels that the scheme does not have."""

from collections.abc import Iterator
from difflib import get_close_matches

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action
from core.annotation.scheme import Scheme
from core.annotation.span import State
from core.annotation.wording import quoted
from core.review.corpus import Corpus
from core.review.finding import Finding, Repair, about

_LIKE = 0.65
"""How like a label of the scheme must be to be suggested: `PER` and `PERSON` are."""


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield the spans with such a label, the scheme's nearest as the repair."""
    for span in article:
        if span.label not in corpus.scheme and span.state is not State.REJECTED:
            near = _nearest(span.label, corpus.scheme)
            hint = f" Is it {near}?" if near else ""
            message = f"The scheme has no {span.label}, the label of {quoted(article.surface(span))}.{hint}"
            repair = Repair(Action.RELABEL, near) if near else None
            yield about("unknown_labels", article, span, message, repair)


def _nearest(name: str, scheme: Scheme) -> str:
    known = {label.name.casefold(): label.name for label in scheme}
    found = get_close_matches(name.casefold(), known, n=1, cutoff=_LIKE)
    return known[found[0]] if found else ""
