"""An engine's proposals into a store, around what a person decided."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction
from core.annotation.edits.propose import propose
from core.annotation.scheme import Scheme
from core.annotation.span import GOLD, Span
from core.engine.proposal import Proposal
from core.engine.why import disagreements
from core.learning.memory import Recalled
from core.learning.remembering import memory_for
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
    remember: Scheme | None = None,
) -> int:
    """Put the engine's proposals for these articles into the annotator's layer; return how many.

    With `remember`, a label scheme, what was decided in the layer before with its labels weighs them.
    Raises StoreError, and EngineError where the engine fails; what was committed until then stays.
    """
    ids = (progress or Progress()).over(article_ids, len(article_ids), "extracting")
    count = 0
    while some := list(islice(ids, _AT_ONCE)):
        articles = [store.annotated(article_id, annotator) for article_id in some]
        found = engine.propose_many([article.text for article in articles])
        recalled = [
            _recalled(store, article, proposals, None, remember)
            for article, proposals in zip(articles, found, strict=True)
        ]
        with store.one_transaction():
            corrections = [
                correction
                for article_id, proposals in zip(some, recalled, strict=True)
                for correction in _corrections(store.annotated(article_id, annotator), proposals)
            ]
            store.commit(corrections)
        count += len(corrections)
    return count


def wants_proposals(store: Store, article_id: str, layer: str) -> bool:
    """Return whether an engine is to be asked about an article: nothing was done in the layer yet, or the
    proposals for a long text came in parts and not to its end. Into gold nothing is proposed unasked.
    Raises StoreError.
    """
    if layer == GOLD:
        return False
    unfinished = store.setting(_unfinished(article_id, layer))
    return bool(unfinished) or not store.history(article_id=article_id, layer=layer, limit=1)


def commit_proposals(
    store: Store,
    article_id: str,
    layer: str,
    proposals: Sequence[Proposal],
    part: tuple[int, int] | None = None,
    remember: Scheme | None = None,
) -> tuple[Correction, ...]:
    """Put an engine's proposals into an article's layer; return the corrections made. Raises StoreError.

    They are those for `part` of the text, `[start, end)` in code points (None: for all of it); until its
    last part has come `wants_proposals` stays true. `remember` as for `propose_into`.
    """
    recalled = _recalled(store, store.annotated(article_id, layer), proposals, part, remember)
    # Another window that opened the article at the same moment may have them in already.
    with store.one_transaction():
        annotated = store.annotated(article_id, layer)
        key = _unfinished(article_id, layer)
        done = part is None or part[1] == len(annotated.text)
        if not done or store.setting(key):
            store.set_setting(key, "" if done else "yes")
        corrections = _corrections(annotated, recalled)
        store.commit(corrections)
    return corrections


def _unfinished(article_id: str, layer: str) -> str:
    return f"proposing {article_id} {layer}"


def _recalled(
    store: Store,
    annotated: AnnotatedArticle,
    proposals: Sequence[Proposal],
    part: tuple[int, int] | None,
    remember: Scheme | None,
) -> list[Recalled]:
    """Return proposals by the light of what people decided in the layer, if that is wanted."""
    if remember is None:
        return [Recalled(proposal) for proposal in proposals]
    memory = memory_for(store, annotated.layer, annotated.text, proposals, remember, part)
    return memory.recall(annotated.text, proposals, part)


def _corrections(annotated: AnnotatedArticle, recalled: Iterable[Recalled]) -> tuple[Correction, ...]:
    spans = (_span(one, annotated) for one in recalled)
    return propose(annotated, spans, Batch(annotated.article.id, annotated.layer, PROPOSER))


def _span(recalled: Recalled, annotated: AnnotatedArticle) -> Span:
    """Return the span of a proposal. Why it stands is kept only where the stages disagreed, to save space."""
    one = recalled.proposal
    why = "; ".join(disagreements(one, annotated.text))
    meta = {key: words for key, words in (("evidence", recalled.evidence), ("why", why)) if words}
    return Span(one.start, one.end, one.label, annotated.layer, origin=one.origin, score=one.score, meta=meta)
