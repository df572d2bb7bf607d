"""Run the consistency checks over a layer, article by article."""

from collections.abc import Iterable, Iterator
from functools import partial

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.scheme import Scheme
from core.errors import StoreError
from core.progress import Progress
from core.review.checks.table import Check, find_checks
from core.review.corpus import Corpus, corpus_of
from core.review.finding import Finding
from core.review.waiving import waived_ids
from core.store.auditing import accepted_labels, articles_of_layer, persons_decisions
from core.store.reader import StoreReader


def audit(
    store: StoreReader,
    layer: str,
    scheme: Scheme,
    checks: Iterable[str] = (),
    progress: Progress | None = None,
) -> Iterator[Finding]:
    """Yield what the checks (their names; none: all of them) find in a layer, in order of import.

    What was waived is left out. A check that fails on an article is a finding itself, and the others go
    on. It takes minutes on a big store, and reads it in short steps: give it a reader of its own, and
    others go on working. Raises UsageError for a check that there is not, CancelledError.
    """
    progress = progress or Progress()
    chosen = {row.name: row.load() for row in find_checks(checks)}
    strings = progress.over(accepted_labels(store, layer), what="reading the strings")
    corpus = corpus_of(scheme, strings, partial(persons_decisions, store, layer=layer))
    waived = waived_ids(store)
    ids = articles_of_layer(store, layer)
    for number, article_id in enumerate(ids):
        progress.reach(number, len(ids), "checking")
        for finding in audit_article(store, article_id, layer, corpus, chosen):
            if finding.id not in waived:
                yield finding


def audit_article(
    store: StoreReader, article_id: str, layer: str, corpus: Corpus, checks: dict[str, Check]
) -> Iterator[Finding]:
    """Yield what some checks find in one article."""
    try:
        annotated = store.annotated(article_id, layer)
    except StoreError as error:
        yield Finding("reading", article_id, layer, 0, 0, "", f"The article cannot be read: {error.sentence}")
        return
    for name, check in checks.items():
        yield from _guarded(name, check, annotated, corpus)


def _guarded(name: str, check: Check, annotated: AnnotatedArticle, corpus: Corpus) -> Iterator[Finding]:
    try:
        yield from check(annotated, corpus)
    except Exception as error:
        message = f"The check failed on this article: {type(error).__name__}: {error}."
        yield Finding(name, annotated.article.id, annotated.layer, 0, 0, "", message)
