"""The project's own JSON lines, in and out: an object for each article, nothing lost.

`{"id","title","text","spans":[...],"relations":[...],"meta":{}}`: all but `text` may be missing. A span
needs `start`, `end`, `label` alone; a relation needs `head` and `tail`, ids of spans in its line, and
`label`. `history` may have the corrections that made them. Keys that are not known are kept in `meta`.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any, BinaryIO

from core.annotation.article import Article, title_of
from core.annotation.relation import Relation
from core.annotation.span import HUMAN, Span, State
from core.errors import InputError, near_match
from core.formats.decoding import Source, lines_or_bytes_of
from core.formats.format import Document, Loss
from core.formats.history_json import correction_from_json, correction_to_json
from core.formats.json_fields import (
    integer,
    mapping,
    reason,
    record_of,
    records,
    share,
    string,
    time,
)

_ARTICLE = frozenset(
    {"id", "title", "text", "source", "language", "added_at", "spans", "relations", "meta", "history"}
)
_SPAN = frozenset(
    {"id", "start", "end", "label", "layer", "state", "origin", "score", "note", "annotator", "meta"}
)
_RELATION = frozenset({"id", "head", "tail", "label", "layer", "meta"})


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each line; for a line that cannot be read, an InputError with its number.

    Raises InputError where the file is empty or not text.
    """
    for number, line in enumerate(lines_or_bytes_of(data, name), start=1):
        try:
            content = _sound(line).strip("\ufeff \t\r")
            if content:
                yield _document(record_of(content), f"{name}:{number}")
        except (ValueError, RecursionError) as error:
            yield InputError(f"{name}, line {number}: {reason(error)}.")


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a line for each document, in UTF-8; nothing is lost."""
    for document in documents:
        line = json.dumps(_record(document), ensure_ascii=False, separators=(",", ":"))
        file.write(line.encode("utf-8") + b"\n")
    return ()


def _sound(line: str | bytes) -> str:
    try:
        return line if isinstance(line, str) else line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"not valid UTF-8 at byte {error.start} of the line") from error


def _document(record: dict[str, Any], source: str) -> Document:
    """Return the document of a line; `source` says where it stands. Raises ValueError with the reason."""
    text = string(record, "text")
    if not text or text.isspace():
        raise ValueError("the text is empty" if "text" in record else 'there is no "text"')
    own_id = str(record["id"]) if isinstance(record.get("id"), int) else string(record, "id")
    given = {"id": own_id, "added_at": time(record, "added_at")}
    article = Article(
        title=string(record, "title") or title_of(text, PurePath(source).stem),
        text=text,
        source=string(record, "source", source),
        language=string(record, "language"),
        meta=_meta(record, _ARTICLE),
        **{key: value for key, value in given.items() if value},
    )
    spans = tuple(_span(one, len(text), f"span {at}") for at, one in records(record, "spans"))
    if len({span.id for span in spans}) < len(spans):
        raise ValueError("two spans have the same id")
    relations = tuple(_relation(one, spans, f"relation {at}") for at, one in records(record, "relations"))
    history = tuple(
        correction_from_json(one, article.id, len(text), f"correction {at}")
        for at, one in records(record, "history")
    )
    return Document(article, spans, relations, own_id, history=history)


def _span(record: dict[str, Any], length: int, where: str) -> Span:
    start, end = integer(record, "start", where), integer(record, "end", where)
    if not 0 <= start < end <= length:
        raise ValueError(f"{where} lies at {start} to {end}, but the text has {length} characters")
    label = string(record, "label")
    if not label.strip():
        raise ValueError(f'{where} has no "label"')
    origin, score = string(record, "origin"), share(record, "score", where)
    given = {"id": string(record, "id")} if record.get("id") else {}
    return Span(
        start,
        end,
        label,
        string(record, "layer"),
        _state(string(record, "state"), origin, score, where),
        origin,
        score,
        string(record, "annotator"),
        string(record, "note"),
        _meta(record, _SPAN),
        **given,
    )


def _state(stated: str, origin: str, score: float | None, where: str) -> State:
    """Return the state; where none is stated, what a machine made is a proposal, the rest is accepted."""
    if not stated:
        by_hand = score is None and (origin in ("", HUMAN) or origin.startswith("import:"))
        return State.ACCEPTED if by_hand else State.PROPOSED
    if stated not in list(State):
        raise ValueError(f'{where} has the state "{stated}". {near_match(stated, State)}'.rstrip(" .?"))
    return State(stated)


def _relation(record: dict[str, Any], spans: tuple[Span, ...], where: str) -> Relation:
    by_id = {span.id: span for span in spans}
    head, tail = string(record, "head"), string(record, "tail")
    for end in (head, tail):
        if end not in by_id:
            raise ValueError(f'{where} names the span "{end}", which is not in its line')
    label, layer = string(record, "label"), by_id[head].layer
    if not by_id[tail].layer == layer == string(record, "layer", layer):
        raise ValueError(f"{where} does not stay in the layer of its spans")
    given = {"id": string(record, "id")} if record.get("id") else {}
    return Relation(head, tail, label, layer, _meta(record, _RELATION), **given)


def _meta(record: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    unknown = {key: value for key, value in record.items() if key not in known}
    return {**unknown, **mapping(record, "meta")}


def _record(document: Document) -> dict[str, Any]:
    article = document.article
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "source": article.source,
        "language": article.language,
        "added_at": article.added_at,
        "spans": [_without_empty(span.to_json()) for span in document.spans],
        "relations": [_without_empty(relation.to_json()) for relation in document.relations],
        "meta": dict(article.meta),
        **({"history": list(map(correction_to_json, document.history))} if document.history else {}),
    }


def _without_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in ("", None, {})}
