"""A span's fields as the features, infons or attributes of formats that let a span have any."""

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from core.annotation.span import Span, State

_TEXTS = ("layer", "origin", "annotator", "note")


def features_of(span: Span) -> dict[str, Any]:
    """Return what a span has beside place, label and layer, its meta among it; what is empty is left out."""
    fields = {
        "state": "" if span.state is State.ACCEPTED else str(span.state),
        "origin": span.origin,
        "score": span.score,
        "annotator": span.annotator,
        "note": span.note,
    }
    meta = {key: value for key, value in span.meta.items() if key != "id"}
    return {**meta, **{key: value for key, value in fields.items() if value not in ("", None)}}


def fields_of(features: Mapping[str, Any], taken: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the arguments of `Draft.span` that features stand for; those that are no field go to meta.

    `taken` are the features that the format uses itself.
    """
    fields: dict[str, Any] = {"meta": {}}
    for key, value in features.items():
        if key in taken:
            continue
        if key in _TEXTS and isinstance(value, str):
            fields[key] = value
        elif key == "state" and value in list(State):
            fields[key] = State(value)
        elif key == "score":
            fields[key] = _number(value)
        else:
            fields["meta"][key] = value
    return fields


def _number(value: Any) -> Any:
    """Return the number in a text, for formats that know texts alone."""
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def ids_of(spans: Sequence[Span], signs: str = "T") -> dict[str, str]:
    """Return for each span's id the one that its file gave it, such as `T3`, or another that is free.

    `signs` are those that may begin such an id, as in a regular expression's set.
    """
    pattern = re.compile(rf"[{signs}]\d{{1,9}}")
    owners: dict[str, str] = {}
    for span in spans:
        given = str(span.meta.get("id", ""))
        if pattern.fullmatch(given):
            owners.setdefault(given, span.id)
    ids = {owner: given for given, owner in owners.items()}
    free = (name for number in count(1) if (name := f"T{number}") not in owners)
    return {span.id: ids.get(span.id) or next(free) for span in spans}
