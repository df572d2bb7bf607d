"""W3C Web Annotations (JSON-LD), in and out, beside the text that they are about.

Each span has a position and a quote; where they differ the quote is trusted. A relation is an annotation
with the motivation `linking` and two targets. Out goes an archive with a text and a collection for each
article. Source: w3.org/TR/annotation-model.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, BinaryIO

from core.annotation.span import Span
from core.errors import InputError
from core.formats.archive import ArchiveWriter
from core.formats.decoding import decode
from core.formats.draft import Draft, drafted
from core.formats.format import FRAGMENTS, Beside, Document, Loss, fragments_of
from core.formats.json_values import Value, values_in

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 20
_TAGS = ("tagging", "classifying", "identifying")


def read(data: bytes, name: str, beside: Beside = lambda _: None) -> Iterator[Document | InputError]:
    """Yield a document for each text that annotations are about; a text that is not beside them is told."""
    sources: dict[str, list[dict[str, Any]]] = {}
    for one in values_in(data, name):
        if isinstance(one, InputError):
            yield one
            continue
        for annotation in _annotations(one.value):
            for source in dict.fromkeys(_source(target) for target in _targets(annotation)):
                sources.setdefault(source, []).append(annotation)
    _join_links(sources)
    if not sources:
        raise InputError(f"{name} holds no annotations.")
    for source, annotations in sources.items():
        text_name = PurePath(source).name if source else PurePath(name).with_suffix(".txt").name
        text = beside(text_name) if text_name else None
        if text is None:
            yield InputError(f"{name}: the text {source[:200] or text_name} does not lie beside it.")
        else:
            yield from drafted(_values(text, text_name, name, annotations), _drafts)


def _values(
    text: bytes, text_name: str, name: str, annotations: list[dict[str, Any]]
) -> Iterator[Value | InputError]:
    try:
        yield Value(name, (decode(text, text_name), PurePath(text_name).stem, annotations))
    except InputError as error:
        yield error


def _join_links(sources: dict[str, list[dict[str, Any]]]) -> None:
    """Put the links, which name annotations and no text, to the only text, if there is one."""
    links = sources.pop("", [])
    if len(sources) == 1:
        next(iter(sources.values())).extend(links)
    elif links and not sources:
        sources[""] = links
    else:
        for annotations in sources.values():
            ids = {one.get("id") for one in annotations}
            annotations += [one for one in links if {*map(_target_id, _targets(one))} <= ids]


def _annotations(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the annotations of a collection, a page, a list, or of one alone."""
    if isinstance(value, list):
        for one in value:
            yield from _annotations(one)
    elif isinstance(value, dict) and ("first" in value or "items" in value):
        yield from _annotations(value.get("first", value.get("items")))
    elif isinstance(value, dict) and "target" in value:
        yield value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _targets(annotation: Mapping[str, Any]) -> list[Any]:
    return _listed(annotation.get("target"))


def _source(target: Any) -> str:
    source = target.get("source", "") if isinstance(target, dict) else ""
    return str(source.get("id", "") if isinstance(source, dict) else source)


def _target_id(target: Any) -> str:
    return str(target.get("id", "") if isinstance(target, dict) else target)


def _drafts(value: tuple[str, str, list[dict[str, Any]]], where: str) -> Iterator[Draft]:
    text, stem, annotations = value
    draft = Draft(text, where, stem)
    for annotation in annotations:
        bodies = [one for one in _listed(annotation.get("body")) if isinstance(one, dict)]
        labels = [one.get("value") or one.get("id") for one in bodies if one.get("purpose") in _TAGS]
        label = labels[0] if labels else "annotation"
        if annotation.get("motivation") == "bookmarking":
            continue
        if annotation.get("motivation") == "linking":
            head, tail = (_target_id(one) for one in _targets(annotation))
            draft.relation(head, tail, label)
            continue
        note = " ".join(str(one.get("value")) for one in bodies if one.get("purpose") == "commenting")
        creator = annotation.get("creator") or ""
        creator = creator.get("name", "") if isinstance(creator, dict) else creator
        _span(draft, annotation, label, note=note, annotator=str(creator))
    yield draft


def _span(draft: Draft, annotation: dict[str, Any], label: object, **fields: Any) -> None:
    pieces, quotes = [], []
    for target in _targets(annotation):
        selectors = _listed(target.get("selector")) if isinstance(target, dict) else []
        place, quote = _selected(draft.text, [one for one in selectors if isinstance(one, dict)])
        if place:
            pieces.append(place)
            quotes.append(quote)
    if not pieces:
        draft.faults.append(
            f"the annotation {str(annotation.get('id', ''))[:100]!r} has no place in the text"
        )
        return
    meta = {FRAGMENTS: sorted(map(list, pieces))} if len(pieces) > 1 else {}
    start, end = min(one[0] for one in pieces), max(one[1] for one in pieces)
    draft.span(
        start,
        end,
        label,
        quotes[0] if len(pieces) == 1 else None,
        key=annotation.get("id"),
        meta=meta,
        **fields,
    )


def _selected(text: str, selectors: list[dict[str, Any]]) -> tuple[tuple[int, int] | None, str | None]:
    """Return a place and a quote; where the quote stands elsewhere, once, there is the place."""
    kinds = {one.get("type"): one for one in selectors}
    position, quoted = kinds.get("TextPositionSelector"), kinds.get("TextQuoteSelector")
    place = (int(position["start"]), int(position["end"])) if position else None
    exact = quoted.get("exact") if quoted else None
    if not isinstance(exact, str) or not exact or (place and text[slice(*place)] == exact):
        return place, exact if isinstance(exact, str) else None
    around = (
        str(quoted.get("prefix") or "") if quoted else "",
        str(quoted.get("suffix") or "") if quoted else "",
    )
    for before, after in (around, ("", "")):
        sought = before + exact + after
        at = text.find(sought)
        if at >= 0 and text.find(sought, at + 1) < 0:
            return (at + len(before), at + len(before) + len(exact)), exact
    return place, exact


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an archive: for each document a text and a collection of annotations."""
    with ArchiveWriter(file) as archive:
        for document in documents:
            name = archive.free_name(str(document.article.meta.get("id", document.article.title)))
            archive.add(f"{name}.txt", document.article.text.encode("utf-8"))
            collection = json.dumps(_collection(document, f"{name}.txt"), ensure_ascii=False, indent=1)
            archive.add(f"{name}.jsonld", collection.encode("utf-8"))
    return ()


def _collection(document: Document, source: str) -> dict[str, Any]:
    items = [_annotation(span, source, document.article.text) for span in document.spans]
    for one in document.relations:
        body = {"type": "TextualBody", "purpose": "tagging", "value": one.label}
        ends = [{"id": f"urn:uuid:{one.head}"}, {"id": f"urn:uuid:{one.tail}"}]
        link = {"id": f"urn:uuid:{one.id}", "type": "Annotation", "motivation": "linking"}
        items.append({**link, "body": [body], "target": ends})
    if not items:
        items = [
            {
                "id": "urn:x-none",
                "type": "Annotation",
                "motivation": "bookmarking",
                "target": {"source": source},
            }
        ]
    head = {
        "@context": _CONTEXT,
        "id": f"urn:x-collection:{source}",
        "type": "AnnotationCollection",
        "total": len(items),
    }
    return {**head, "first": {"type": "AnnotationPage", "items": items}}


def _annotation(span: Span, source: str, text: str) -> dict[str, Any]:
    body = [{"type": "TextualBody", "purpose": "tagging", "value": span.label}]
    if span.note:
        body.append({"type": "TextualBody", "purpose": "commenting", "value": span.note})
    creator = {"creator": {"type": "Person", "name": span.annotator}} if span.annotator else {}
    targets = [{"source": source, "selector": _selectors(text, *piece)} for piece in fragments_of(span)]
    head = {"id": f"urn:uuid:{span.id}", "type": "Annotation", **creator}
    return {**head, "body": body, "target": targets}


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    quote = {
        "exact": text[start:end],
        "prefix": text[max(start - _AROUND, 0) : start],
        "suffix": text[end : end + _AROUND],
    }
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", **quote},
    ]
