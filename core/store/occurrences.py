"""Finding a surface in all articles: which may hold it, their texts, the spans at given places."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.annotation.relation import Relation
from core.annotation.span import Span
from core.store.query import encodable
from core.store.reader import StoreReader
from core.store.rows import RELATION_COLUMNS, SPAN_COLUMNS, relation_from_row, span_from_row

Place = tuple[str, int, int]
"""An article's id, and `[start, end)` in its text, in code points."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as far as finding needs it."""

    article_id: str
    title: str
    text: str


def articles_with(store: StoreReader, surface: str, layer: str) -> tuple[int, ...]:
    """Return the `seq` of every article that may hold a surface as words, in whatever case and accents.

    So are those with a span of just this surface in the layer: it may end inside a word.
    """
    words = encodable(surface)
    with store.reading() as connection:
        if re.search(r"[^\W_]", words):
            phrase = words.replace('"', " ")
            rows = connection.execute(
                "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", (f'text : "{phrase}"',)
            )
        else:
            # The index has words alone; a sign has to be sought in the texts.
            rows = connection.execute("SELECT seq FROM articles WHERE instr(text, ?)", (words.strip(),))
        found = {seq for (seq,) in rows}
        spans = connection.execute(
            "SELECT DISTINCT seq FROM spans JOIN articles ON articles.id = spans.article_id"
            " WHERE surface = ? AND layer = ?",
            (words, layer),
        )
        return tuple(sorted(found.union(seq for (seq,) in spans)))


def texts(store: StoreReader, seqs: Sequence[int]) -> tuple[Text, ...]:
    """Return the articles with these `seq`, in order of import."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id, title, text FROM articles WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq",
            (json.dumps(seqs),),
        )
        return tuple(Text(*row) for row in rows)


def spans_over(store: StoreReader, layer: str, places: Sequence[Place]) -> dict[Place, tuple[Span, ...]]:
    """Return, for each place, the layer's spans that share a code point with it, in reading order."""
    found: dict[Place, list[Span]] = {place: [] for place in places}
    with store.reading() as connection:
        rows = connection.execute(
            "WITH places AS MATERIALIZED (SELECT key, value ->> 0 AS article, value ->> 1 AS since,"
            " value ->> 2 AS until FROM json_each(?))"
            f" SELECT key, {SPAN_COLUMNS} FROM places CROSS JOIN spans"
            ' ON article_id = article AND layer = ? AND start < until AND "end" > since',
            (json.dumps(places), layer),
        )
        for key, *row in rows:
            found[places[key]].append(span_from_row(tuple(row)))
    return {place: tuple(sorted(spans, key=lambda span: span.sort_key)) for place, spans in found.items()}


def relations_of(store: StoreReader, spans: Iterable[Span]) -> tuple[Relation, ...]:
    """Return the relations that begin or end at one of these spans."""
    ids = json.dumps([span.id for span in spans])
    with store.reading() as connection:
        rows = connection.execute(
            f"WITH ids AS MATERIALIZED (SELECT value FROM json_each(:ids)) SELECT {RELATION_COLUMNS}"
            " FROM relations WHERE head IN ids UNION"
            f" SELECT {RELATION_COLUMNS} FROM relations WHERE tail IN ids",
            {"ids": ids},
        )
        return tuple(map(relation_from_row, rows))
