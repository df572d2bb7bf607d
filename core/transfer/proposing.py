"""An engine's proposals into a store, around what a person decided."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction
from core.annotation.edits.propose import propose
from core.annotation.span import Span
from core.engine.proposal import Proposal
from core.progress import Progress
from core.store.store import Store

if TYPE_CHECKING:
    from core.engine.engine import Engine

PROPOSER = "engine"
"""Who stands in the history beside a proposal: not a person."""
_AT_ONCE = 32
"""How many articles are extracted and committed at once."""


def propose_into(
    store: Store,
    article_ids: Sequence[str],
    engine: "Engine",
    annotator: str,
    progress: Progress | None = None,
) -> int:
    """Put the engine's proposals for these articles into the annotator's layer; return how many.

    Raises StoreError, and EngineError where the engine fails; what was committed until then stays.
    """
    ids = (progress or Progress()).over(article_ids, len(article_ids), "extracting")
    count = 0
    while some := list(islice(ids, _AT_ONCE)):
        articles = [store.annotated(article_id, annotator) for article_id in some]
        found = engine.propose_many([article.text for article in articles])
        corrections = [
            correction
            for article, proposals in zip(articles, found, strict=True)
            for correction in _corrections(article, proposals)
        ]
        store.commit(corrections)
        count += len(corrections)
    return count


def wants_proposals(store: Store, article_id: str, layer: str) -> bool:
    """Return whether an engine is to be asked about an article: nothing was done in the layer yet, or the
    proposals for a long text came in parts and not to its end. Raises StoreError.
    """
    unfinished = store.setting(_unfinished(article_id, layer))
    return bool(unfinished) or not store.history(article_id=article_id, layer=layer, limit=1)


def commit_proposals(
    store: Store, article_id: str, layer: str, proposals: Iterable[Proposal], done: bool = True
) -> tuple[Correction, ...]:
    """Put an engine's proposals into an article's layer; return the corrections made. Raises StoreError.

    `done` says that no further part of the text follows; until then `wants_proposals` stays true.
    """
    key = _unfinished(article_id, layer)
    if not done or store.setting(key):
        store.set_setting(key, "" if done else "yes")
    corrections = _corrections(store.annotated(article_id, layer), proposals)
    store.commit(corrections)
    return corrections


def _unfinished(article_id: str, layer: str) -> str:
    return f"proposing {article_id} {layer}"


def _corrections(article: AnnotatedArticle, proposals: Iterable[Proposal]) -> tuple[Correction, ...]:
    spans = [
        Span(one.start, one.end, one.label, article.layer, origin=one.origin, score=one.score)
        for one in proposals
    ]
    return propose(article, spans, Batch(article.article.id, article.layer, PROPOSER))
