"""One document's spans and relations as `import` corrections, beside what its article has already."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from core.annotation.correction import Action, Batch, Correction
from core.annotation.identity import new_id
from core.annotation.span import Span
from core.formats.format import Document
from core.store.store import Store

_Place = tuple[int, int, str]
_Link = tuple[str, str, str]


@dataclass(slots=True)
class _Layer:
    """What an article has in one layer, or had imported: spans by place and label, relations.

    `labels` are those that stand at a place.
    """

    ids: dict[_Place, str] = field(default_factory=dict)
    spans: set[_Place] = field(default_factory=set)
    links: set[_Link] = field(default_factory=set)
    labels: dict[tuple[int, int], set[str]] = field(default_factory=dict)


class Present:
    """What articles have already; each is read from the store once, `fresh` ones not at all.

    `conflicts` are sentences on spans that a layer has otherwise.
    """

    def __init__(self, store: Store, fresh: Collection[str] = ()) -> None:
        self._store = store
        self._fresh = fresh
        self._layers: dict[tuple[str, str], _Layer] = {}
        self.conflicts: list[str] = []

    def layer(self, article_id: str, layer: str) -> _Layer:
        """Return what an article has in a layer, and what was imported into it before."""
        key = article_id, layer
        if key not in self._layers:
            self._layers[key] = _Layer() if article_id in self._fresh else self._read(article_id, layer)
        return self._layers[key]

    def is_fresh(self, article_id: str) -> bool:
        """Whether there is nothing yet in an article, not even a past."""
        return article_id in self._fresh

    def compare(self, document: Document, span: Span, there: _Layer) -> None:
        """Keep a sentence where the layer has another label at a span's place, or has taken the span away."""
        others = there.labels.get(span.place, set()) - {span.label}
        gone = _place(span) in there.spans and _place(span) not in there.ids
        if not others and not gone:
            return
        surface = " ".join(document.article.text[span.start : span.end].split())[:60]
        where = f'"{document.article.title}", layer {span.layer}, {span.start}: “{surface}”'
        if gone:
            self.conflicts.append(f"{where} was {span.label}, has been changed since, and stays so.")
        elif _place(span) not in there.spans:
            self.conflicts.append(f"{where} is {', '.join(sorted(others))}; {span.label} comes in beside it.")

    def _read(self, article_id: str, layer: str) -> _Layer:
        annotated = self._store.annotated(article_id, layer)
        found = _Layer({_place(span): span.id for span in annotated})
        found.spans = set(found.ids)
        for span in annotated:
            found.labels.setdefault(span.place, set()).add(span.label)
        found.links = {(one.head, one.tail, one.label) for one in annotated.relations}
        for correction in self._store.history(article_id=article_id, layer=layer):
            if correction.action is Action.IMPORT and isinstance(correction.after, Span):
                found.spans.add(_place(correction.after))
        return found


def corrections_of(document: Document, present: Present, annotator: str) -> Iterator[Correction]:
    """Yield the corrections that bring in what is new of a document; then it counts as present.

    Into an article that is new itself its history comes, where the document has one.
    """
    article_id = document.article.id
    if document.history and document.own_id == article_id and present.is_fresh(article_id):
        yield from document.history
    else:
        yield from _imports(document, present, annotator)
    for layer, spans in _by_layer(document.spans).items():
        there = present.layer(article_id, layer)
        for span in spans:
            there.ids.setdefault(_place(span), span.id)
            there.spans.add(_place(span))


def _imports(document: Document, present: Present, annotator: str) -> Iterator[Correction]:
    """Yield imports of the spans and relations that are new."""
    article_id = document.article.id
    batch = Batch(article_id, "", annotator)
    ids: dict[str, str] = {}
    for layer, spans in _by_layer(document.spans).items():
        there, within = present.layer(article_id, layer), replace(batch, layer=layer)
        for span in spans:
            place = _place(span)
            if not present.is_fresh(article_id):
                present.compare(document, span, there)
            if place not in there.spans:
                ids[span.id] = span.id
                yield within.correction(Action.IMPORT, None, span)
            elif place in there.ids:
                ids[span.id] = there.ids[place]
    yield from _relations(document, present, batch, ids)


def _by_layer(spans: Iterable[Span]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span in spans:
        found.setdefault(span.layer, []).append(span)
    return found


def _relations(
    document: Document, present: Present, batch: Batch, ids: dict[str, str]
) -> Iterator[Correction]:
    """Yield the relations whose ends stand: one that a person relabelled or moved has lost its relation."""
    for relation in document.relations:
        if relation.head not in ids or relation.tail not in ids:
            continue
        there = present.layer(document.article.id, relation.layer)
        moved = replace(relation, head=ids[relation.head], tail=ids[relation.tail])
        link = moved.head, moved.tail, moved.label
        if link not in there.links:
            there.links.add(link)
            yield replace(batch, layer=moved.layer).correction(Action.IMPORT, None, moved)


def with_new_ids(document: Document) -> Document:
    """Return the document with new ids for spans and relations; `meta` keeps those that it came with."""
    ids = {span.id: new_id() for span in document.spans}
    return replace(
        document,
        spans=tuple(
            span.changed(id=ids[span.id], meta={"id": span.id, **span.meta}) for span in document.spans
        ),
        relations=tuple(
            replace(one, head=ids[one.head], tail=ids[one.tail], id=new_id(), meta={"id": one.id, **one.meta})
            for one in document.relations
        ),
    )


def _place(span: Span) -> _Place:
    return span.start, span.end, span.label
