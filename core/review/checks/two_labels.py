"""The same string has another label elsewhere.

A string that has two labels often and by right ("Washington") is not reported: only a label that is
rare beside the string's most frequent one.
"""

from collections.abc import Iterator

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action
from core.annotation.span import State
from core.annotation.wording import quoted
from core.review.corpus import Corpus, folded
from core.review.finding import Finding, Repair, about

_FEW = 3
"""So many uses of a label may always be a slip."""
_RARE = 0.25
"""A share of the string's uses below which a label is rare."""


def check(article: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    """Yield the accepted spans whose string mostly has another label."""
    for span in article:
        labels = corpus.labels.get(folded(article.surface(span)), {})
        if span.state is not State.ACCEPTED or len(labels) < 2:
            continue
        usual = max(labels, key=lambda label: (labels[label], label))
        uses, total = labels.get(span.label, 0), sum(labels.values())
        if span.label != usual and (uses <= _FEW or uses / total < _RARE):
            message = (
                f"{quoted(article.surface(span))} is {span.label} here;"
                f" of its {total} uses {labels[usual]} are {usual}."
            )
            yield about("two_labels", article, span, message, Repair(Action.RELABEL, usual))
