"""doccano's JSON lines, in and out: sequence labels and, where there are relations, entities with ids.

Source: doccano 1.8.4, `data_import` and `data_export`. Its page counts UTF-16 units unless the project
counts graphemes, its import counts what it is given: the draft tells which fits.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import objects_in
from core.formats.losses import loss

_KNOWN = frozenset({"id", "text", "data", "label", "labels", "entities", "relations", "Comments"})
_LONGEST_LABEL = 100


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each record; comments and unknown keys are kept in meta."""
    yield from drafted(objects_in(data, name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a line for each document: with `label`, or with `entities` and `relations` where it has some."""
    long_labels = 0
    number = 0
    for document in documents:
        long_labels += sum(len(span.label) > _LONGEST_LABEL for span in document.spans)
        record, number = _record(document, number)
        file.write(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")
    return loss("long labels", long_labels, "label", f"longer than {_LONGEST_LABEL}: doccano refuses them")


def _drafts(record: dict[str, Any], where: str) -> Iterator[Draft]:
    meta = {key: value for key, value in record.items() if key not in _KNOWN}
    if record.get("Comments"):
        meta["Comments"] = record["Comments"]
    draft = Draft(record.get("text", record.get("data")), where, record.get("id"), meta=meta)
    for start, end, label in record.get("label") or record.get("labels") or ():
        draft.span(start, end, label)
    for one in record.get("entities") or ():
        draft.span(one["start_offset"], one["end_offset"], one["label"], key=one.get("id"))
    for one in record.get("relations") or ():
        draft.relation(one["from_id"], one["to_id"], one.get("type"))
    yield draft


def _record(document: Document, number: int) -> tuple[dict[str, Any], int]:
    """Return a document's record, and the last id given: doccano numbers entities over all records."""
    article = document.article
    meta = {key: value for key, value in article.meta.items() if key not in _KNOWN}
    record: dict[str, Any] = {"id": article.meta.get("id", article.id), "text": article.text, **meta}
    if document.relations:
        ids = {span.id: number + at for at, span in enumerate(document.spans, start=1)}
        record["entities"] = [
            {"id": ids[span.id], "label": span.label, "start_offset": span.start, "end_offset": span.end}
            for span in document.spans
        ]
        record["relations"] = [
            {"id": at, "from_id": ids[one.head], "to_id": ids[one.tail], "type": one.label}
            for at, one in enumerate(document.relations, start=number + 1)
        ]
    else:
        record["label"] = [[span.start, span.end, span.label] for span in document.spans]
    record["Comments"] = article.meta.get("Comments", [])
    return record, number + len(document.spans)
