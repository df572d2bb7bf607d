"""An article's history as JSON: its corrections, oldest first, as the project's own lines may hold them."""

from collections.abc import Mapping
from typing import Any

from core.annotation.correction import Action, Correction, Status, Subject
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.formats.json_fields import string, time


def correction_to_json(one: Correction) -> dict[str, Any]:
    """Return a correction's record; its article is that of the line."""
    record = {
        "id": one.id,
        "layer": one.layer,
        "batch": one.batch,
        "at": one.at,
        "annotator": one.annotator,
        "action": str(one.action),
        "before": _record(one.before),
        "after": _record(one.after),
        "undoes": one.undoes,
    }
    return {key: value for key, value in record.items() if value is not None}


def correction_from_json(record: Mapping[str, Any], article_id: str, length: int, where: str) -> Correction:
    """Return the correction of a record, in an article of `length` code points.

    Raises ValueError with the reason where it is none.
    """
    fields = dict(record)
    texts = {key: string(fields, key) for key in ("id", "layer", "batch", "annotator")}
    if not all(texts.values()) or not time(fields, "at"):
        raise ValueError(f"{where} lacks its id, layer, batch, annotator or time")
    action = string(fields, "action")
    if action not in list(Action):
        raise ValueError(f'{where} has the action "{action}"')
    before, after = (_subject(fields.get(key), length, where) for key in ("before", "after"))
    if before is None and after is None:
        raise ValueError(f"{where} is about nothing")
    undoes = string(fields, "undoes") or None
    at = string(fields, "at")
    return Correction(
        article_id, texts["layer"], texts["batch"], at, texts["annotator"], Action(action), before, after,
        undoes, texts["id"],
    )  # fmt: skip


def _record(subject: Subject | None) -> dict[str, Any] | None:
    if subject is None:
        return None
    return {"status": str(subject)} if isinstance(subject, Status) else subject.to_json()


def _subject(data: object, length: int, where: str) -> Subject | None:
    if data is None:
        return None
    try:
        if not isinstance(data, dict):
            raise ValueError
        if "status" in data:
            return Status(data["status"])
        found = Relation.from_json(data) if "head" in data else Span.from_json(data)
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{where} is about no span, relation or status") from None
    if isinstance(found, Span) and not (
        isinstance(found.start, int) and isinstance(found.end, int) and 0 <= found.start < found.end <= length
    ):
        raise ValueError(f"{where} has a span outside the text")
    return found
