"""Argilla's records, 2 in and out, 1 in: a text, responses of users, suggestions of models.

Several users' responses are as many layers; suggestions are read, as proposals, where nobody answered.
Source: argilla 2.8 `records.to_json`, argilla-v1 1.29 `TokenClassificationRecord`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from core.annotation.span import State
from core.errors import InputError
from core.formats.decoding import Source
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import objects_in

_QUESTION = "spans"
_USER = "00000000-0000-0000-0000-000000000000"


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each record."""
    yield from drafted(objects_in(data, name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one array of Argilla 2's records, with one response for each."""
    lead = "[\n"
    for document in documents:
        file.write((lead + json.dumps(_record(document), ensure_ascii=False)).encode("utf-8"))
        lead = ",\n"
    file.write(b"\n]\n" if lead == ",\n" else b"[]\n")
    return ()


def _drafts(record: dict[str, Any], where: str) -> Iterator[Draft]:
    yield _first(record, where) if "fields" not in record else _second(record, where)


def _first(record: dict[str, Any], where: str) -> Draft:
    draft = Draft(record.get("text"), where, record.get("id"), meta=record.get("metadata"))
    decided = record.get("annotation")
    state = State.PROPOSED if decided is None else State.ACCEPTED
    for one in (record.get("prediction") if decided is None else decided) or ():
        draft.span(one["start"], one["end"], one["label"], score=one.get("score"), state=state)
    return draft


def _second(record: dict[str, Any], where: str) -> Draft:
    fields = record["fields"]
    text = fields.get("text") or next(value for value in fields.values() if isinstance(value, str))
    draft = Draft(text, where, record.get("id"), meta=record.get("metadata"))
    answers = [one for given in (record.get("responses") or {}).values() for one in given if _spans(one)]
    for one in answers:
        layer = str(one.get("user_id") or "") if len(answers) > 1 else ""
        for span in one["value"]:
            draft.span(span["start"], span["end"], span["label"], layer=layer)
    if not any(record.get("responses") or {}):
        for one in (record.get("suggestions") or {}).values():
            _suggested(draft, one)
    return draft


def _spans(answer: Mapping[str, Any]) -> bool:
    value = answer.get("value")
    return isinstance(value, list) and all(isinstance(one, dict) and "start" in one for one in value)


def _suggested(draft: Draft, suggestion: Mapping[str, Any]) -> None:
    if not _spans(suggestion):
        return
    scores = suggestion.get("score")
    agent = {"agent": suggestion["agent"]} if suggestion.get("agent") else {}
    for at, span in enumerate(suggestion["value"]):
        score = scores[at] if isinstance(scores, list) and at < len(scores) else scores
        score = None if isinstance(score, list) else score
        draft.span(span["start"], span["end"], span["label"], score=score, state=State.PROPOSED, meta=agent)


def _record(document: Document) -> dict[str, Any]:
    article = document.article
    value = [{"label": span.label, "start": span.start, "end": span.end} for span in document.spans]
    return {
        "id": str(article.meta.get("id", article.id)),
        "fields": {"text": article.text},
        "metadata": {key: kept for key, kept in article.meta.items() if key != "id"},
        "suggestions": {},
        "responses": {_QUESTION: [{"value": value, "user_id": _USER}]},
        "vectors": {},
        "status": "completed",
    }
