"""Which article comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.annotation.correction import Status

if TYPE_CHECKING:
    from core.store.store import Store


def next_unreviewed(store: Store, layer: str, article_id: str | None = None) -> str | None:
    """Return the next article, in order of import and round the end, that is not reviewed in a layer.

    After None: the first.
    """
    reviewed = {row.id for row in store.library(status=Status.REVIEWED, layer=layer, limit=-1)}
    ids = store.article_ids()
    here = ids.index(article_id) if article_id else -1
    return next((one for one in (*ids[here + 1 :], *ids[: max(here, 0)]) if one not in reviewed), None)


def neighbour(store: Store, article_id: str, forward: bool) -> str | None:
    """Return the article imported right after one, or right before it; None at the ends."""
    ids = store.article_ids()
    place = ids.index(article_id) + (1 if forward else -1)
    return ids[place] if 0 <= place < len(ids) else None
