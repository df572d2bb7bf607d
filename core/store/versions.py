"""Articles that share a run of words with another text."""

import json
from collections.abc import Sequence

from core.store.query import encodable
from core.store.reader import StoreReader


def articles_sharing(
    store: StoreReader, phrases: Sequence[str], decided_in: str, but: str, limit: int
) -> tuple[str, ...]:
    """Return the ids of articles that have one of these phrases, those with the most and rarest first.

    Only such in which a span of the layer `decided_in` is decided; `but` is the id of one to leave out.
    """
    if not phrases:
        return ()
    words = " OR ".join(json.dumps(encodable(phrase), ensure_ascii=False) for phrase in phrases)
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT articles.id FROM articles_fts JOIN articles ON articles.seq = articles_fts.rowid"
            " JOIN reviews ON reviews.article_id = articles.id AND reviews.layer = :layer AND decided > 0"
            " WHERE articles_fts MATCH :words AND articles.id <> :but ORDER BY rank LIMIT :limit",
            {"words": f"text : ({words})", "layer": decided_in, "but": but, "limit": limit},
        )
        return tuple(article_id for (article_id,) in rows)
