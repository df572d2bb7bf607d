"""One event of the append-only history, its JSON and its inverse."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from typing import Any

from core.annotation.identity import new_id, now
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.annotation.span_json import span_json

# Made once: `json.dumps` would make an encoder for each of millions of events.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Action(StrEnum):
    """What a correction did."""

    PROPOSE = "propose"
    IMPORT = "import"
    ADD = "add"
    ACCEPT = "accept"
    REJECT = "reject"
    REMOVE = "remove"
    RELABEL = "relabel"
    RESIZE = "resize"
    SPLIT = "split"
    MERGE = "merge"
    RELATE = "relate"
    NOTE = "note"
    UNDO = "undo"
    REDO = "redo"
    STATUS = "status"


class Status(StrEnum):
    """An article's review status, in one layer."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    REVIEWED = "reviewed"
    FLAGGED = "flagged"


Subject = Span | Relation | Status


@dataclass(frozen=True, slots=True)
class Correction:
    """One change of one span, relation or review status: what stood before, what stands after.

    `before` is None where the subject is new, `after` where it is gone. `undoes` names the batch that
    an undo or a redo takes back.
    """

    article_id: str
    layer: str
    batch: str
    at: str
    annotator: str
    action: Action
    before: Subject | None
    after: Subject | None
    undoes: str | None = None
    id: str = field(default_factory=new_id)

    @property
    def subject(self) -> Subject:
        """What it is about: `after`, or `before` where nothing is left."""
        subject = self.before if self.after is None else self.after
        assert subject is not None, "a correction has a before or an after"
        return subject

    @property
    def begins_work(self) -> bool:
        """Whether it takes an article from `todo` to `in_progress`: a person worked on its spans."""
        return self.action not in (Action.PROPOSE, Action.IMPORT, Action.STATUS) and self.span_id is not None

    @property
    def span_id(self) -> str | None:
        """The id of the span that it is about, if it is about one."""
        return self.subject.id if isinstance(self.subject, Span) else None


@dataclass(frozen=True, slots=True)
class Batch:
    """Corrections made, and undone, as one: who makes them, when, in which article and layer."""

    article_id: str
    layer: str
    annotator: str
    id: str = field(default_factory=new_id)
    at: str = field(default_factory=now)

    def correction(
        self, action: Action, before: Subject | None, after: Subject | None, undoes: str | None = None
    ) -> Correction:
        """Return a correction of this batch."""
        return Correction(
            self.article_id, self.layer, self.id, self.at, self.annotator, action, before, after, undoes
        )


def subject_to_json(subject: Subject | None) -> str | None:
    """Return a subject as JSON text, as the store's `before` and `after` hold it."""
    if subject is None:
        return None
    if isinstance(subject, Span):
        return _span_to_json(subject)
    return _encode({"status": str(subject)} if isinstance(subject, Status) else subject.to_json())


def _span_to_json(span: Span) -> str:
    score = span.score
    if score is not None and not isfinite(score):
        return _encode(span.to_json())
    return span_json(
        span.id,
        span.layer,
        span.start,
        span.end,
        span.label,
        span.state.value,
        span.origin,
        score,
        span.annotator,
        span.note,
        _encode(dict(span.meta)) if span.meta else "{}",
    )


def subject_from_json(text: str | None) -> Subject | None:
    """Return the subject of `subject_to_json`'s text. Raises ValueError, KeyError or TypeError."""
    if text is None:
        return None
    data: Mapping[str, Any] = json.loads(text)
    if "status" in data:
        return Status(data["status"])
    return Relation.from_json(data) if "head" in data else Span.from_json(data)
