"""BioC's JSON, in and out: documents of passages, whose offsets count from the document's start.

Several locations are a discontinuous span. Text stands in the passage or in its sentences. Infons hold
the label (`type`) and whatever else is known of a span. Source: Comeau et al. 2013, bioc.sourceforge.net.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from core.annotation.article import Article
from core.annotation.span import Span
from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.fields import features_of, fields_of, ids_of
from core.formats.format import FRAGMENTS, Document, Loss, fragments_of
from core.formats.json_values import Value, objects_in

_META = "rubricator_meta"
"""The infon that keeps, as JSON, what is no text: infons are texts."""

KEPT = "bioc"
"""The key of a meta with what only BioC has: passages and sentences, roles in relations."""

_ROLES = ["head", "tail"]
_TAKEN = frozenset({"type", _META})
_WIDEST_GAP = 10_000


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the documents of a collection."""
    yield from drafted(_documents(objects_in(data, name)), drafts_of)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one collection; its passages as they came, else one for each document."""
    head = {"source": "Rubricator", "date": "", "key": "", "version": "1.0", "infons": {}}
    file.write((json.dumps(head)[:-1] + ', "documents": [').encode("utf-8"))
    lead = "\n"
    for document in documents:
        file.write((lead + json.dumps(record_of(document), ensure_ascii=False)).encode("utf-8"))
        lead = ",\n"
    file.write(b"\n]}\n")
    return ()


def _documents(collections: Iterable[Value | InputError]) -> Iterator[Value | InputError]:
    for one in collections:
        if isinstance(one, InputError):
            yield one
        elif not isinstance(one.value.get("documents"), list):
            yield InputError(f"{one.where}: it has no documents.")
        else:
            for number, document in enumerate(one.value["documents"], start=1):
                yield Value(f"{one.where}, document {number}", document)


def drafts_of(document: dict[str, Any], where: str) -> Iterator[Draft]:
    """Yield the draft of a document as BioC's JSON has it."""
    passages = _Passages(document.get("passages") or ())
    meta = _meta(document.get("infons"))
    if kept := passages.kept():
        meta[KEPT] = kept
    draft = Draft(passages.text, where, document.get("id"), meta=meta)
    levels = [document, *(document.get("passages") or ())]
    levels += [sentence for passage in levels[1:] for sentence in passage.get("sentences") or ()]
    for level in levels:
        for annotation in level.get("annotations") or ():
            _span(draft, annotation, passages)
    for level in levels:
        for relation in level.get("relations") or ():
            _relation(draft, relation)
    yield draft


class _Passages:
    """The passages' texts as one, and where each absolute offset lies in it."""

    def __init__(self, passages: Iterable[Mapping[str, Any]]) -> None:
        self._begins: list[tuple[int, int]] = []
        self._passages: list[dict[str, Any]] = []
        parts: list[str] = []
        length, base = 0, None
        for passage in passages:
            units = [passage] if passage.get("text") else passage.get("sentences") or ()
            places = []
            for one in units:
                offset, text = int(one["offset"]), str(one.get("text") or "")
                base = offset if base is None else base
                gap = offset - base - length
                gap = gap if 0 <= gap <= _WIDEST_GAP else 1
                parts += ["\n" * gap, text]
                self._begins.append((offset, length + gap))
                length += gap + len(text)
                places.append([offset, length - len(text), length, dict(one.get("infons") or {})])
            infons = dict(passage.get("infons") or {})
            inside = units and units[0] is not passage
            self._passages.append({"infons": infons, "sentences" if inside else "text": places})
        self.text = "".join(parts)

    def kept(self) -> list[dict[str, Any]]:
        """Return where passages and sentences lie, and their infons; nothing for one plain passage."""
        plain = len(self._passages) < 2 and self._begins[:1] in ([], [(0, 0)])
        simple = plain and all("text" in one and not one["infons"] for one in self._passages)
        return [] if simple else self._passages

    def place(self, offset: int) -> int:
        """Return the place in the text of an absolute offset."""
        begins = [one for one in self._begins if one[0] <= offset] or self._begins[:1]
        return offset - begins[-1][0] + begins[-1][1]


def _span(draft: Draft, annotation: Mapping[str, Any], passages: _Passages) -> None:
    infons = annotation.get("infons") or {}
    pieces = []
    for one in annotation["locations"]:
        start, length = int(one["offset"]), int(one["length"])
        pieces.append((passages.place(start), passages.place(start + max(length - 1, 0)) + min(length, 1)))
    pieces.sort()
    label = infons.get("type") or next(
        (value for value in infons.values() if isinstance(value, str)), "annotation"
    )
    fields = fields_of({**infons, **_kept(infons)}, _TAKEN)
    if len(pieces) > 1:
        fields["meta"][FRAGMENTS] = [list(piece) for piece in pieces]
    surface = annotation.get("text") if len(pieces) == 1 else None
    draft.span(pieces[0][0], pieces[-1][1], label, surface, key=annotation.get("id"), **fields)


def _relation(draft: Draft, relation: Mapping[str, Any]) -> None:
    """Take a relation; one of more than two nodes ties the first to each of the others."""
    infons = relation.get("infons") or {}
    label = infons.get("type") or "related"
    others = {key: value for key, value in infons.items() if key != "type"}
    head, *tails = relation["nodes"]
    for tail in tails:
        roles = [head.get("role") or "", tail.get("role") or ""]
        own = roles != _ROLES or others or len(tails) > 1
        kept = {"id": str(relation.get("id") or ""), "roles": roles, "infons": others}
        draft.relation(head["refid"], tail["refid"], label, {KEPT: kept} if own else None)


def _meta(infons: Any) -> dict[str, Any]:
    given = infons if isinstance(infons, dict) else {}
    return {**{key: value for key, value in given.items() if key not in _TAKEN}, **_kept(given)}


def _kept(infons: Mapping[str, Any]) -> dict[str, Any]:
    kept = json.loads(infons[_META]) if isinstance(infons.get(_META), str) else {}
    return kept if isinstance(kept, dict) else {}


def _infons(features: Mapping[str, Any]) -> dict[str, str]:
    texts = {key: value for key, value in features.items() if isinstance(value, str)}
    others = {key: value for key, value in features.items() if key not in texts}
    score = {"score": repr(others.pop("score"))} if "score" in others else {}
    kept = {_META: json.dumps(others, ensure_ascii=False)} if others else {}
    return {**texts, **score, **kept}


def record_of(document: Document) -> dict[str, Any]:
    """Return a document as BioC's JSON has it: its passages as they came, else one with all that there is."""
    article = document.article
    ids = ids_of(document.spans, "A-Z")
    meta = {key: value for key, value in article.meta.items() if key not in ("id", KEPT)}
    passages = _Layout(article).passages()
    for span in document.spans:
        home = next((one for one in reversed(passages) if one.start <= span.start), passages[0])
        home.record["annotations"].append(_annotation(span, ids[span.id], article.text, home))
    passages[0].record["relations"] = _relations(document, ids)
    own_id = str(article.meta.get("id", article.id))
    records = [one.record for one in passages]
    return {"id": own_id, "infons": _infons(meta), "passages": records, "annotations": [], "relations": []}


class _Passage(NamedTuple):
    """A passage's record, where it begins in the text, and how much farther its offsets count."""

    record: dict[str, Any]
    start: int
    shift: int


class _Layout:
    """An article's passages: as its file had them, if they still fit, else the whole text as one."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._kept = article.meta.get(KEPT)

    def passages(self) -> list[_Passage]:
        """Return the passages in order, at least one."""
        try:
            found = [self._passage(one) for one in self._kept or ()]
        except (TypeError, ValueError, KeyError, AttributeError):
            found = []
        whole = {"offset": 0, "infons": {}, "text": self._text}
        return found or [_Passage(self._record(whole, []), 0, 0)]

    def _passage(self, kept: Mapping[str, Any]) -> _Passage:
        infons = dict(kept["infons"])
        if "text" in kept:
            (unit,) = kept["text"]
            offset, start, end, _ = unit
            record = {"offset": offset, "infons": infons, "text": self._text[start:end]}
            return _Passage(self._record(record, []), start, offset - start)
        sentences = [
            {"offset": offset, "infons": dict(own), "text": self._text[start:end], **_nothing()}
            for offset, start, end, own in kept["sentences"]
        ]
        offset, start, *_ = kept["sentences"][0]
        return _Passage(self._record({"offset": offset, "infons": infons}, sentences), start, offset - start)

    def _record(self, record: dict[str, Any], sentences: list[dict[str, Any]]) -> dict[str, Any]:
        return {**record, "sentences": sentences, **_nothing()}


def _nothing() -> dict[str, list[Any]]:
    return {"annotations": [], "relations": []}


def _relations(document: Document, ids: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the relations; those that came from one of many nodes are that one again."""
    found: dict[str, dict[str, Any]] = {}
    for at, one in enumerate(document.relations, start=1):
        kept = one.meta.get(KEPT) or {}
        head, tail = kept.get("roles") or _ROLES
        key = f"{kept.get('id')}/{one.head}/{one.label}" if kept.get("id") else f"new {at}"
        tied = {"refid": ids[one.tail], "role": tail}
        if key in found:
            found[key]["nodes"].append(tied)
            continue
        infons = {**(kept.get("infons") or {}), "type": one.label}
        nodes = [{"refid": ids[one.head], "role": head}, tied]
        found[key] = {"id": f"R{len(found) + 1}", "infons": infons, "nodes": nodes}
    return list(found.values())


def _annotation(span: Span, key: str, text: str, home: _Passage) -> dict[str, Any]:
    pieces = fragments_of(span)
    features = {name: value for name, value in features_of(span).items() if name != FRAGMENTS}
    return {
        "id": key,
        "infons": {**_infons(features), "type": span.label},
        "text": " ".join(text[start:end] for start, end in pieces),
        "locations": [{"offset": start + home.shift, "length": end - start} for start, end in pieces],
    }
