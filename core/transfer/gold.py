"""Reviewed articles, of a store or a file, as what engines are measured on.

Accepted spans are the gold. Where a span is still undecided the gold does not tell: its stretch is masked.
What was rejected is not in the gold, so it is wrong to propose it again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from core.annotation.correction import Status
from core.annotation.span import GOLD, Span, State
from core.engine.evaluating import GoldText
from core.engine.evaluation import GoldSpan
from core.errors import InputError, UsageError, near_match
from core.formats.format import Document
from core.store.store import Store

_REVIEWED = frozenset({Status.REVIEWED})


def gold_of_store(
    store: Store, layer: str | None = None, status: Collection[Status] = _REVIEWED
) -> tuple[GoldText, ...]:
    """Return the articles that have one of the statuses in a layer (None: the only one, or `gold`).

    Raises UsageError for a layer that there is not, or where it must be named; InputError where there is no
    such article; StoreError.
    """
    known = store.names("layer")
    if layer is not None and layer not in known:
        raise UsageError(f'The store has no layer "{layer}".', near_match(layer, known) or _those(known))
    reviewed = {
        (article_id, one)
        for one in (known if layer is None else [layer])
        for article_id in _with_status(store, one, status)
    }
    if not reviewed:
        where = "" if layer is None else f' in the layer "{layer}"'
        asked = " or ".join(sorted(status))
        raise InputError(f"No article is {asked}{where}.", "Review some first, or name others with --status.")
    chosen = _chosen(Counter(one for _, one in reviewed))
    ids = [article_id for article_id in store.article_ids() if (article_id, chosen) in reviewed]
    return tuple(_text(one.text, list(one)) for one in (store.annotated(each, chosen) for each in ids))


def reviewed_by_layer(store: Store) -> dict[str, int]:
    """Return the layers that have reviewed articles, and how many."""
    counts = {
        layer: store.library_count(status=Status.REVIEWED, layer=layer)[0] for layer in store.names("layer")
    }
    return {layer: count for layer, count in counts.items() if count}


def gold_of_documents(documents: Iterable[Document], layer: str | None = None) -> tuple[GoldText, ...]:
    """Return the articles of files, with the spans of a layer (None: the only one, or `gold`).

    Raises UsageError for a layer that there is not, or where it must be named; InputError where there is no
    article.
    """
    articles = list(documents)
    if not articles:
        raise InputError("There is no article to measure on.")
    known = Counter(span.layer for one in articles for span in one.spans)
    if layer is not None and layer not in known:
        layers = sorted(filter(None, known))
        raise UsageError(f'There is no layer "{layer}".', near_match(layer, layers) or _those(layers))
    chosen = _chosen(known) if layer is None and known else layer
    return tuple(
        _text(one.article.text, [span for span in one.spans if span.layer == chosen]) for one in articles
    )


def _with_status(store: Store, layer: str, status: Collection[Status]) -> Iterable[str]:
    for one in status:
        count, _ = store.library_count(status=one, layer=layer)
        yield from (row.id for row in store.library(status=one, layer=layer, limit=count))


def _chosen(layers: Counter[str]) -> str:
    """Return the layer that is meant where none was named: the adjudicated one, or the only one."""
    if len(layers) == 1 or GOLD in layers:
        return GOLD if GOLD in layers else next(iter(layers))
    raise UsageError("Several layers have such articles.", _those(sorted(layers)))


def _those(layers: Sequence[str]) -> str:
    return f"Say which with --layer: {', '.join(layers)}." if layers else "It has none."


def _text(text: str, spans: Sequence[Span]) -> GoldText:
    accepted = {_place(one): _gold(one) for one in spans if one.state is State.ACCEPTED}
    return GoldText(
        text,
        tuple(accepted.values()),
        tuple(one.place for one in spans if one.state is State.PROPOSED),
        frozenset(_place(one) for one in spans if one.state is State.REJECTED) - set(accepted),
    )


def _gold(span: Span) -> GoldSpan:
    """Return a span of the gold; a file may say what else would be right, in `also` and `optional`."""
    also = span.meta.get("also")
    labels = frozenset(map(str, also)) if isinstance(also, list) else frozenset()
    return GoldSpan(span.start, span.end, span.label, labels, span.meta.get("optional") is True)


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label
