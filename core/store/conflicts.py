"""What a commit says when the store is not as its corrections found it."""

import json
import sqlite3
from collections.abc import Sequence

from core.annotation.correction import Correction
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.annotation.wording import STATUS_WORDS
from core.errors import ConflictError, StoreError
from core.store.rows import status_from_row

_LOOK_AGAIN = "Look at it as it is now; nothing of this change was saved."
_LONGEST_SURFACE = 40

_BROKEN_RELATIONS = """
    SELECT relations.label
    FROM relations
    LEFT JOIN spans AS head ON head.id = relations.head
    LEFT JOIN spans AS tail ON tail.id = relations.tail
    WHERE relations.id IN (
        SELECT value FROM json_each(:changed)
        UNION SELECT id FROM relations WHERE head IN (SELECT value FROM json_each(:removed))
        UNION SELECT id FROM relations WHERE tail IN (SELECT value FROM json_each(:removed)))
    AND (
        (head.article_id, head.layer) IS NOT (relations.article_id, relations.layer)
        OR (tail.article_id, tail.layer) IS NOT (relations.article_id, relations.layer))
    LIMIT 1
"""


class SubjectConflictError(ConflictError):
    """A correction found something else than it says: `what` was `done` to its subject, by `annotator`.

    The sentence is for two windows; `later` and `here` say it to those who take back, or merge.
    """

    def __init__(self, what: str, done: str, annotator: str = "") -> None:
        by = f" by {annotator}" if annotator else ""
        super().__init__(f"{what} was {done} in another window{by}.", _LOOK_AGAIN)
        self.later = f"{what} was {done} later{by}."
        self.here = f"{what} was {done} in this store{by}"


def span(connection: sqlite3.Connection, correction: Correction, text: str) -> ConflictError:
    """Return the conflict about a span that is not as `correction` found it."""
    subject = correction.subject
    assert isinstance(subject, Span)
    surface = " ".join(text[subject.start : subject.end].split())
    if len(surface) > _LONGEST_SURFACE:
        surface = surface[: _LONGEST_SURFACE - 1] + "…"
    last = connection.execute(
        "SELECT annotator, after FROM corrections WHERE article_id = ? AND layer = ? AND span_id = ?"
        " ORDER BY seq DESC LIMIT 1",
        (correction.article_id, correction.layer, subject.id),
    ).fetchone()
    if last is None:
        return ConflictError(f"“{surface}” is not in the store.", _LOOK_AGAIN)
    annotator, after = last
    done = "removed" if after is None else "added" if correction.before is None else "changed"
    return SubjectConflictError(f"“{surface}”", done, annotator)


def status(connection: sqlite3.Connection, correction: Correction) -> ConflictError:
    """Return the conflict about a review status that is not as `correction` found it."""
    title, status = connection.execute(
        "SELECT title, coalesce(status, 'todo') FROM articles"
        " LEFT JOIN reviews ON article_id = id AND layer = ? WHERE id = ?",
        (correction.layer, correction.article_id),
    ).fetchone()
    word = STATUS_WORDS[status_from_row(status)]
    return SubjectConflictError(f"“{title}”", f"set to {word}")


def relation(subject: Relation) -> ConflictError:
    """Return the conflict about a relation that is not as a correction found it."""
    return SubjectConflictError(f"The relation “{subject.label}”", "changed")


def check_ends(connection: sqlite3.Connection, removed: Sequence[str], changed: Sequence[str]) -> None:
    """Raise StoreError where a relation has no span at an end, or one elsewhere.

    Looks at the relations `changed` and at those of the spans `removed`.
    """
    parameters = {"removed": json.dumps(removed), "changed": json.dumps(changed)}
    broken = connection.execute(_BROKEN_RELATIONS, parameters).fetchone()
    if broken:
        raise StoreError(
            f"The relation “{broken[0]}” would not join two spans of one article and layer.",
            "Remove the relation before a span that it joins.",
        )
