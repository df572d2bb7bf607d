"""Counting the entities of the corpus, and bringing the counts up to date.

`entity_counts` says what stood after a correction (a setting of the store has its `seq`); bringing it up
to date counts anew the names that were touched since. So the way of a correction costs nothing. Each step
is short: others go on working.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from core.annotation.span import State
from core.annotation.spellings import entity_name
from core.progress import Progress
from core.store.reader import StoreReader
from core.store.settings import ENTITIES_COUNTED
from core.store.store import Store

EXACT = "="
"""Before the name of an alias: it is of this very surface, not of all its spellings."""

_AT_ONCE = 500
TOO_MANY = 20_000
"""From so many corrections on, counting everything anew is quicker."""
_STATES = tuple(map(str, State))


def refresh_entities(store: Store, layer: str, progress: Progress | None = None) -> None:
    """Bring the counts of a layer up to date. Raises CancelledError; what was counted is kept."""
    progress = progress or Progress()
    counted, last = _counted_at(store, layer), store.last_seq()
    if counted == last:
        return
    everything = not counted or last - counted > TOO_MANY
    surfaces = _all_surfaces(store, layer) if everything else _touched(store, layer, counted, last)
    entities: set[str] = set()
    for some in _chunks(progress.over(surfaces, what="reading the names")):
        entities.update(_spell(store, some))
    if everything:
        entities.update(_counted(store, layer))
    for number, some in enumerate(_chunks(sorted(entities))):
        progress.reach(number * _AT_ONCE, len(entities), "counting the names")
        _recount(store, layer, some)
    store.set_setting(ENTITIES_COUNTED + layer, str(last))


def corrections_behind(store: StoreReader, layer: str) -> int:
    """Return how many corrections were made, in any layer, since the counts were brought up to date."""
    return store.last_seq() - _counted_at(store, layer)


def _counted_at(store: StoreReader, layer: str) -> int:
    return int(store.setting(ENTITIES_COUNTED + layer, "0"))


def _chunks(items: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(items)
    while some := list(islice(stream, _AT_ONCE)):
        yield some


def _all_surfaces(store: StoreReader, layer: str) -> Iterator[str]:
    """Yield the surfaces of a layer, stepping through the index from one to the next."""
    last = ""
    while True:
        with store.reading() as connection:
            rows = connection.execute(
                "WITH RECURSIVE found (surface, number) AS ("
                " SELECT (SELECT min(surface) FROM spans WHERE surface > :last), 1 UNION ALL"
                " SELECT (SELECT min(surface) FROM spans WHERE surface > found.surface),"
                " number + 1 FROM found WHERE found.surface IS NOT NULL AND number < :most)"
                " SELECT surface FROM found WHERE surface IS NOT NULL AND EXISTS"
                " (SELECT 1 FROM spans WHERE spans.surface = found.surface AND layer = :layer)"
                " UNION ALL SELECT max(surface) FROM found",
                {"last": last, "most": _AT_ONCE, "layer": layer},
            ).fetchall()
        *surfaces, newest = [surface for (surface,) in rows]
        yield from surfaces
        if newest is None:
            return
        last = newest


def _touched(store: StoreReader, layer: str, since: int, until: int) -> list[str]:
    """Return the surfaces that spans had before or after the corrections behind one `seq`, up to another."""
    side = (
        "SELECT DISTINCT substr(text, {0} ->> 'start' + 1, ({0} ->> 'end') - ({0} ->> 'start'))"
        " FROM corrections JOIN articles ON articles.id = article_id"
        " WHERE corrections.seq > :since AND corrections.seq <= :until AND layer = :layer"
        " AND span_id IS NOT NULL AND {0} IS NOT NULL"
    )
    with store.reading() as connection:
        rows = connection.execute(
            f"{side.format('before')} UNION {side.format('after')}",
            {"since": since, "until": until, "layer": layer},
        )
        return [surface for (surface,) in rows]


def _spell(store: Store, surfaces: Sequence[str]) -> set[str]:
    """Keep the entity of each surface that has none yet; return the entities of all."""
    with store.writing() as connection:
        aliases = dict(connection.execute("SELECT name, entity FROM aliases").fetchall())
        connection.executemany(
            "INSERT OR IGNORE INTO spellings (surface, entity) VALUES (?, ?)",
            [(surface, _entity(surface, aliases)) for surface in surfaces],
        )
        rows = connection.execute(
            "SELECT DISTINCT entity FROM spellings WHERE surface IN (SELECT value FROM json_each(?))",
            (json.dumps(surfaces),),
        )
        return {entity for (entity,) in rows}


def _entity(surface: str, aliases: dict[str, str]) -> str:
    name = entity_name(surface)
    return aliases.get(EXACT + surface) or aliases.get(name, name)


def _counted(store: StoreReader, layer: str) -> list[str]:
    with store.reading() as connection:
        rows = connection.execute("SELECT entity FROM entity_counts WHERE layer = ?", (layer,))
        return [entity for (entity,) in rows]


def recount_everywhere(store: Store, entities: Sequence[str]) -> None:
    """Count entities anew in every layer."""
    for layer in store.names("layer"):
        _recount(store, layer, entities)


def _recount(store: Store, layer: str, entities: Sequence[str]) -> None:
    """Count entities anew: read first, then written in a moment."""
    parameters = {"layer": layer, "entities": json.dumps(list(entities))}
    counts: dict[str, _Count] = {}
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT entity, label, state, article_id FROM json_each(:entities) AS wanted"
            " CROSS JOIN spellings ON spellings.entity = wanted.value"
            " CROSS JOIN spans ON spans.surface = spellings.surface AND spans.layer = :layer",
            parameters,
        )
        for entity, label, state, article_id in rows:
            counts.setdefault(entity, _Count()).take(label, state, article_id)
    with store.writing() as connection:
        connection.execute(
            "DELETE FROM entity_counts WHERE layer = :layer"
            " AND entity IN (SELECT value FROM json_each(:entities))",
            parameters,
        )
        connection.executemany(
            "INSERT INTO entity_counts (layer, entity, spans, articles, labels, conflict)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((layer, entity, *count.row) for entity, count in counts.items()),
        )


@dataclass(slots=True)
class _Count:
    """The spans of an entity by label and state, and the articles in which it is not rejected."""

    labels: dict[str, dict[str, int]] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)

    def take(self, label: str, state: str, article_id: str) -> None:
        """Count a span in."""
        self.labels.setdefault(label, dict.fromkeys(_STATES, 0))[state] += 1
        if state != State.REJECTED:
            self.articles.add(article_id)

    @property
    def row(self) -> tuple[int, int, str, bool]:
        """Its spans, its articles, its labels as JSON, whether more than one of them stands."""
        spans = sum(sum(states.values()) for states in self.labels.values())
        standing = [one for one in self.labels.values() if one["proposed"] + one["accepted"]]
        labels = json.dumps(dict(sorted(self.labels.items())))
        return spans, len(self.articles), labels, len(standing) > 1
