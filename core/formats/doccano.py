"""doccano's JSON lines, in and out: sequence labels and, where there are relations, entities with ids.

Source: doccano 1.8.4, `data_import` and `data_export`. Its page counts UTF-16 units unless the project
counts graphemes, its import counts what it is given: the draft tells which fits.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO

from core.annotation.relation import Relation
from core.errors import InputError
from core.formats.decoding import Source
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import objects_in
from core.formats.losses import loss

_KNOWN = frozenset({"id", "text", "data", "label", "labels", "entities", "relations", "Comments", "meta"})
_LONGEST_LABEL = 100


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each record; comments and unknown keys are kept in meta."""
    yield from drafted(objects_in(data, name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a line for each document: with `label`, or all with `entities` where any has relations.

    All lines have the same keys: doccano makes a table of them, and refuses the file for a gap in it.
    """
    long_labels = 0
    with TemporaryFile() as spool:
        rows = _Rows(spool)
        for document in documents:
            long_labels += sum(len(span.label) > _LONGEST_LABEL for span in document.spans)
            rows.add(document)
        spool.seek(0)
        copyfileobj(spool, file)
    return loss("long labels", long_labels, "label", f"longer than {_LONGEST_LABEL}: doccano refuses them")


def _drafts(record: dict[str, Any], where: str) -> Iterator[Draft]:
    meta = {key: value for key, value in record.items() if key not in _KNOWN}
    given = record.get("meta")
    meta |= given if isinstance(given, dict) else {} if given is None else {"meta": given}
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


class _Rows:
    """The lines of a file; the first relation turns the labels of all lines into entities."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._related = False
        self._entities = 0
        self._relations = 0

    def add(self, document: Document) -> None:
        """Write the line of a document."""
        if document.relations and not self._related:
            self._turn()
        article = document.article
        meta = {key: value for key, value in article.meta.items() if key not in ("id", "Comments")}
        row: dict[str, Any] = {"id": article.meta.get("id", article.id), "text": article.text, "meta": meta}
        labels = [[span.start, span.end, span.label] for span in document.spans]
        row |= self._entities_of(labels) if self._related else {"label": labels}
        if self._related:
            ids = {span.id: one["id"] for span, one in zip(document.spans, row["entities"], strict=True)}
            row["relations"] = [self._relation(one, ids) for one in document.relations]
        self._write({**row, "Comments": article.meta.get("Comments", [])})

    def _turn(self) -> None:
        """Write the lines so far with entities."""
        self._related = True
        self._spool.seek(0)
        with TemporaryFile() as before:
            copyfileobj(self._spool, before)
            before.seek(0)
            self._spool.seek(0)
            self._spool.truncate()
            for line in before:
                row = json.loads(line)
                comments = row.pop("Comments")
                row |= self._entities_of(row.pop("label"))
                self._write({**row, "relations": [], "Comments": comments})

    def _entities_of(self, labels: Iterable[Sequence[Any]]) -> dict[str, Any]:
        """Return the entities of labels, with ids: doccano numbers them over all records."""
        entities = []
        for start, end, label in labels:
            self._entities += 1
            entities.append({"id": self._entities, "label": label, "start_offset": start, "end_offset": end})
        return {"entities": entities}

    def _relation(self, one: Relation, ids: Mapping[str, int]) -> dict[str, Any]:
        self._relations += 1
        return {"id": self._relations, "from_id": ids[one.head], "to_id": ids[one.tail], "type": one.label}

    def _write(self, row: Mapping[str, Any]) -> None:
        self._spool.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
