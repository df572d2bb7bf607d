"""Which article comes next."""

from core.store.store import Store


def next_unreviewed(store: Store, layer: str, article_id: str | None = None) -> str | None:
    """Return the next article, in order of import and round the end, that is not reviewed in a layer.

    After None: the first.
    """
    return store.next_unreviewed(layer, article_id)


def neighbour(store: Store, article_id: str, forward: bool) -> str | None:
    """Return the article imported right after one, or right before it; None at the ends."""
    return store.neighbour(article_id, forward)
