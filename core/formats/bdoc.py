"""GATE's bdoc JSON, in and out: annotation sets, of which each is a layer, with free features.

Offsets count code points (`p`) or UTF-16 units (`j`). Out goes an archive with a file for each article.
Source: gatenlp.github.io/python-gatenlp, "BdocDocument".
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from core.errors import InputError
from core.formats.archive import ArchiveWriter
from core.formats.draft import Draft, drafted
from core.formats.fields import features_of, fields_of
from core.formats.format import Document, Loss
from core.formats.json_values import objects_in
from core.formats.units import Unit

_SKIPPED = frozenset({"Token", "SpaceToken", "Sentence", "Split", "Lookup", "paragraph"})
_MARKUP = "Original markups"
_UNITS = {"p": Unit.POINTS, "j": Unit.UTF16}


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the document of a file; tokens, sentences and the original's markup are not read."""
    yield from drafted(objects_in(data, name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an archive with a `.bdocjs` for each document."""
    with ArchiveWriter(file) as archive:
        for document in documents:
            name = archive.free_name(str(document.article.meta.get("id", document.article.title)))
            archive.add(f"{name}.bdocjs", json.dumps(_record(document), ensure_ascii=False).encode("utf-8"))
    return ()


def _drafts(record: dict[str, Any], where: str) -> Iterator[Draft]:
    unit = _UNITS.get(record.get("offset_type", "p"))
    if unit is None:
        raise ValueError(f"its offset_type is {record['offset_type']!r}")
    draft = Draft(record.get("text"), where, record.get("name"), meta=record.get("features"), unit=unit)
    sets = record.get("annotation_sets") or {}
    for name, one in sets.items() if isinstance(sets, dict) else ():
        if name == _MARKUP:
            continue
        for annotation in one["annotations"]:
            if annotation["type"] not in _SKIPPED:
                fields = fields_of(annotation.get("features") or {}, frozenset({"layer"}))
                draft.span(annotation["start"], annotation["end"], annotation["type"], layer=name, **fields)
    yield draft


def _record(document: Document) -> dict[str, Any]:
    article = document.article
    sets: dict[str, Any] = {}
    for span in document.spans:
        one = sets.setdefault(span.layer, {"name": span.layer, "annotations": [], "next_annid": 0})
        place = {"type": span.label, "start": span.start, "end": span.end}
        one["annotations"].append({**place, "id": one["next_annid"], "features": features_of(span)})
        one["next_annid"] += 1
    meta = {key: value for key, value in article.meta.items() if key != "id"}
    own_id = str(article.meta.get("id", article.id))
    return {
        "annotation_sets": sets,
        "text": article.text,
        "features": meta,
        "offset_type": "p",
        "name": own_id,
    }
