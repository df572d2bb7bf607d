"""Another store's corrections, put on what stands here: the same done twice is no conflict."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.annotation.correction import Correction, Subject
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.store.deciding import key_of, settle, standing_of
from core.store.span_rows import TextOf

_Place = tuple[int, int, str]


@dataclass(slots=True)
class Twins:
    """Spans that both stores made by themselves, at the same place with the same label.

    `ids` has the other store's id for each with the one that stands for it here.
    """

    connection: sqlite3.Connection
    ids: dict[str, str] = field(default_factory=dict)
    _places: dict[tuple[str, str], dict[_Place, str]] = field(default_factory=dict)

    @classmethod
    def known(cls, connection: sqlite3.Connection) -> "Twins":
        """Return those that earlier merges met."""
        query = "SELECT span_id, stands_for FROM conflicts WHERE stands_for IS NOT NULL"
        return cls(connection, dict(connection.execute(query)))

    def find(self, batch: Sequence[Correction]) -> list[tuple[Correction, str]]:
        """Return the corrections of a batch that make a span which is here, with its id here."""
        found = []
        for one in batch:
            if one.before is None and isinstance(one.after, Span):
                here = self._here(one).get((*one.after.place, one.after.label))
                if here and here != one.after.id:
                    self.ids[one.after.id] = here
                    found.append((one, here))
        return found

    def _here(self, correction: Correction) -> dict[_Place, str]:
        """Return the ids of an article's spans by place, as they were before anything came in."""
        key = correction.article_id, correction.layer
        if key not in self._places:
            rows = self.connection.execute(
                'SELECT start, "end", label, id FROM spans WHERE article_id = ? AND layer = ?', key
            )
            self._places[key] = {row[:3]: row[3] for row in rows}
        return self._places[key]

    def renamed(self, batch: Sequence[Correction]) -> list[Correction]:
        """Return a batch with the ids that stand here."""
        if not self.ids:
            return list(batch)
        return [
            replace(one, before=self._renamed(one.before), after=self._renamed(one.after)) for one in batch
        ]

    def _renamed(self, subject: Subject | None) -> Subject | None:
        if isinstance(subject, Span) and subject.id in self.ids:
            return subject.changed(id=self.ids[subject.id])
        if isinstance(subject, Relation):
            head, tail = (self.ids.get(end, end) for end in (subject.head, subject.tail))
            return replace(subject, head=head, tail=tail)
        return subject


def rebased(
    connection: sqlite3.Connection, batch: Sequence[Correction], text_of: TextOf
) -> tuple[list[Correction], list[Correction]]:
    """Return a batch as it is to be committed here, and those of it that were done here, too.

    What differs only in who touched it last is the same.
    """
    standing = standing_of(connection, batch, text_of)
    left, same = [], []
    for one in batch:
        stands = standing[key_of(one)]
        if settle(one.after) == settle(stands):
            same.append(one)
            continue
        before = stands if settle(one.before) == settle(stands) else one.before
        left.append(replace(one, before=before))
        standing[key_of(one)] = one.after
    return left, same
