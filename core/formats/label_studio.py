"""Label Studio's JSON, in and out, with the labeling config that the tasks need; its JSON-MIN, in.

Of a task with several annotations each becomes a layer; predictions are read, as proposals, where a
person has annotated nothing. No `completed_by` is written, for an unknown one refuses the whole import.
Source: labelstud.io/guide/export and label-studio 1.23.
"""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from core.annotation.span import State
from core.errors import InputError
from core.formats.archive import ArchiveWriter
from core.formats.decoding import Source
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import objects_in

_NAMES = {"from_name": "label", "to_name": "text"}
_MIN = frozenset(
    {"text", "id", "label", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"}
)


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each task; skipped annotations bring nothing."""
    yield from drafted(objects_in(data, name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an archive: `tasks.json`, to import, and `labeling_config.xml`, for the project's settings."""
    labels: dict[str, None] = {}
    links: dict[str, None] = {}
    with ArchiveWriter(file) as archive:
        with archive.adding("tasks.json") as tasks:
            tasks.write(b"[")
            for number, document in enumerate(documents, start=1):
                labels |= dict.fromkeys(span.label for span in document.spans)
                links |= dict.fromkeys(one.label for one in document.relations)
                task = json.dumps(_task(document, number), ensure_ascii=False)
                tasks.write(f"{',' if number > 1 else ''}\n{task}".encode())
            tasks.write(b"\n]\n")
        archive.add("labeling_config.xml", _config(labels, links))
    return ()


def _drafts(task: dict[str, Any], where: str) -> Iterator[Draft]:
    if "data" not in task:
        yield _from_min(task, where)
        return
    data = task["data"]
    key = _text_key(task, data)
    meta = {one: value for one, value in data.items() if one != key}
    draft = Draft(data[key], where, task.get("id"), meta=meta)
    annotations = task.get("annotations") or task.get("completions") or []
    done = [
        one for one in annotations if not one.get("was_cancelled") and isinstance(one.get("result"), list)
    ]
    for number, annotation in enumerate(done, start=1):
        layer = _annotator(annotation, number) if len(done) > 1 else ""
        _results(draft, annotation["result"], layer, State.ACCEPTED)
    predictions = [one for one in task.get("predictions") or () if isinstance(one, dict)]
    if predictions and not any(one["result"] for one in done):
        _results(draft, predictions[-1]["result"], "", State.PROPOSED)
        predictions.pop()
    if predictions:
        draft.remarks.append(f"predictions that were not read: {len(predictions)}")
    yield draft


def _text_key(task: dict[str, Any], data: dict[str, Any]) -> str:
    """Return where the text stands in a task's data: `text`, or its one string."""
    if "text" in data:
        return "text"
    strings = [key for key, value in data.items() if isinstance(value, str)]
    if len(strings) != 1:
        raise ValueError('its data has no "text"')
    return strings[0]


def _annotator(annotation: dict[str, Any], number: int) -> str:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return str(by) if by else f"annotation {number}"


def _results(draft: Draft, results: list[dict[str, Any]], layer: str, state: State) -> None:
    """Take the regions; items with one id are one region of which each may say something."""
    notes: dict[str, list[str]] = {}
    for one in results:
        texts = one.get("value", {}).get("text") if one.get("type") == "textarea" else None
        texts = texts or (one.get("meta") or {}).get("text")
        if texts:
            notes.setdefault(str(one.get("id")), []).extend(texts if isinstance(texts, list) else [texts])
    for one in results:
        if one.get("type") == "relation":
            _relation(draft, one)
        elif one.get("type") in ("labels", "hypertextlabels"):
            _region(draft, one, layer, state, " ".join(map(str, notes.get(str(one.get("id")), []))))


def _region(draft: Draft, one: dict[str, Any], layer: str, state: State, note: str) -> None:
    value = one["value"]
    place = value.get("globalOffsets") or value
    meta = {key: kept for key, kept in (one.get("meta") or {}).items() if key != "text"}
    for label in value.get("labels") or value.get("hypertextlabels") or ():
        draft.span(
            place["start"], place["end"], label, value.get("text"),
            key=one.get("id"), score=one.get("score"), meta=meta, state=state, layer=layer, note=note,
        )  # fmt: skip


def _relation(draft: Draft, one: dict[str, Any]) -> None:
    meta = dict(one.get("meta") or {})
    if one.get("direction", "right") != "right":
        meta["direction"] = one["direction"]
    for label in one.get("labels") or ["related"]:
        draft.relation(one["from_id"], one["to_id"], label, meta)


def _from_min(row: dict[str, Any], where: str) -> Draft:
    """Return the draft of a row of JSON-MIN, which stands for one annotation."""
    meta = {key: value for key, value in row.items() if key not in _MIN}
    draft = Draft(row.get("text"), where, row.get("id"), meta=meta)
    for one in row.get("label") or ():
        for label in one["labels"]:
            draft.span(one["start"], one["end"], label, one.get("text"))
    return draft


def _task(document: Document, number: int) -> dict[str, Any]:
    article = document.article
    regions: list[dict[str, Any]] = []
    ids = {span.id: str(span.meta.get("id", span.id)) for span in document.spans}
    if len(set(ids.values())) < len(ids):
        ids = {span.id: span.id for span in document.spans}
    for span in document.spans:
        value = {
            "start": span.start,
            "end": span.end,
            "text": article.text[span.start : span.end],
            "labels": [span.label],
        }
        meta = {key: kept for key, kept in span.meta.items() if key not in ("id", "text")}
        if span.note:
            meta["text"] = [span.note]
        region = {"id": ids[span.id], **_NAMES, "type": "labels", "value": value, "origin": "manual"}
        regions.append({**region, "meta": meta} if meta else region)
    for one in document.relations:
        direction = one.meta.get("direction", "right")
        meta = {key: kept for key, kept in one.meta.items() if key not in ("id", "direction")}
        link = {"type": "relation", "from_id": ids[one.head], "to_id": ids[one.tail], "direction": direction}
        regions.append({**link, "labels": [one.label], **({"meta": meta} if meta else {})})
    data = {
        "text": article.text,
        **{key: kept for key, kept in article.meta.items() if key not in ("id", "text")},
    }
    # Label Studio gives ids of its own on import; its converter wants some.
    return {"id": number, "data": data, "annotations": [{"id": number, "result": regions}]}


def _config(labels: Iterable[str], links: Iterable[str]) -> bytes:
    """Return the labeling config in which the tasks' names and labels stand."""
    view = ElementTree.Element("View")
    choice = _under(view, "Labels", {"name": _NAMES["from_name"], "toName": _NAMES["to_name"]})
    for label in labels:
        _under(choice, "Label", {"value": label})
    kinds = _under(view, "Relations", {})
    for label in links:
        _under(kinds, "Relation", {"value": label})
    _under(view, "Text", {"name": _NAMES["to_name"], "value": "$text", "granularity": "character"})
    ElementTree.indent(view)
    data: bytes = ElementTree.tostring(view, "utf-8")
    return data + b"\n"


def _under(parent: ElementTree.Element, tag: str, attributes: Mapping[str, str]) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, dict(attributes))
