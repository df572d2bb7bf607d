"""What a format cannot carry: counted, and taken out before it is written, in one place for all formats."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from core.annotation.article import Article, title_of
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.formats.fitting import Cut, Fitting, Overlap, Pieces, apart, in_pieces, to_tokens
from core.formats.format import FRAGMENTS, Document, Format, Loss, Writer, fragments_of
from core.formats.names import encode_name
from core.formats.tokens import Place, tokens_of

KINDS: Mapping[str, str] = {
    "layers": "span|beside another layer's: the layers run together",
    "rejected": "span|left out: rejected",
    "proposed": "span|not told from decided ones: proposed",
    "discontinuous": "span|left out: discontinuous",
    "blank": "span|left out: no token is theirs",
    "cut": "span|left out, no token boundary fits",
    "overlap": "span|left out",
    "parts of tokens": "span|widened to whole tokens",
    "labels": "label|written with escapes",
    "dropped relations": "relation|left out: a span of theirs is",
    "relations": "relation|left out: there is no place for them",
    "fragments": "span|written whole: discontinuous",
    "pieces": "span|written piece by piece: discontinuous",
    "scores": "span|without score",
    "notes": "span|without note",
    "annotators": "span|without annotator",
    "origins": "span|without origin",
    "meta": "span|without meta",
    "relation meta": "relation|without meta",
    "article meta": "article|without meta",
    "details": "article|without title, source or language",
}
"""Each kind with the thing that is counted and what becomes of it, the gravest first."""

EVERYTHING = (
    "layers", "states", "negatives", "relations", "fragments", "scores", "notes", "annotators", "origins",
    "overlap", "parts of tokens", "exact text", "meta", "relation meta", "article meta", "details",
    "history",
)  # fmt: skip
"""All that a format can carry."""

_MISSING = frozenset({"rejected", "discontinuous", "blank", "cut", "overlap"})
_WHY = {
    Overlap.LONGEST: ": a longer one overlaps",
    Overlap.SHORTEST: ": a shorter one overlaps",
    Overlap.FIRST: ": an earlier one overlaps",
    Overlap.NONE: ": others overlap",
}
_TORN = {Pieces.WHOLE: "fragments", Pieces.SPLIT: "pieces", Pieces.DROP: "discontinuous"}
_MOST_NAMED = 5
_LONGEST_NAME = 60
_FIELDS = {
    "scores": ("score", None),
    "notes": ("note", ""),
    "annotators": ("annotator", ""),
    "origins": ("origin", ""),
}


def loss(kind: str, count: int, thing: str, what: str, missing: bool = False) -> tuple[Loss, ...]:
    """Return a loss; nothing where nothing is lost."""
    return (Loss(kind, count, thing, what, count if missing else 0),) if count else ()


class Sifter:
    """A format's writer, handed only what the format carries; what was taken out stands in the losses.

    `names` has the labels that the format does not allow, by what was written for them last time.
    """

    def __init__(self, row: Format, inner: Writer, fitting: Fitting | None = None) -> None:
        self.names: dict[str, str] = {}
        self._labels = row.labels
        self._carries = frozenset(row.carries)
        self._inner = inner
        self._own = frozenset({"id", row.keeps})
        self._fitting = fitting or Fitting()
        self._cut = self._fitting.cut or Cut(row.cut)
        self._tokens_of = getattr(inner, "tokens_in", _words)
        self._unfit: list[str] = []

    def write(self, documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
        """Write the documents; return what was lost, the gravest first."""
        counts: Counter[str] = Counter()
        self.names, self._unfit = {}, []
        own = self._inner.write((self._sift(document, counts) for document in documents), file)
        counts["labels"] = len(self.names)
        common = [one for kind in KINDS for one in self._told(kind, counts[kind])]
        return (*common, *own)

    def _sift(self, document: Document, counts: Counter[str]) -> Document:
        spans = self._whole(self._decided(document.spans, counts), counts)
        spans = self._flat(self._on_tokens(document, spans, counts), counts)
        if "layers" not in self._carries:
            first = spans[0].layer if spans else ""
            counts["layers"] += sum(span.layer != first for span in spans)
        relations = self._related(document.relations, {span.id for span in spans}, counts)
        return replace(
            document,
            article=self._article(document, counts),
            spans=tuple(self._bare(span, counts) for span in spans),
            relations=relations,
        )

    def _name(self, label: str) -> str:
        name = encode_name(label, self._labels) if self._labels else label
        if name != label:
            self.names[name] = label
        return name

    def _decided(self, spans: tuple[Span, ...], counts: Counter[str]) -> tuple[Span, ...]:
        if "states" in self._carries:
            return spans
        negatives = "negatives" in self._carries
        kept = tuple(span for span in spans if negatives or span.state is not State.REJECTED)
        counts["rejected"] += len(spans) - len(kept)
        counts["proposed"] += sum(span.state is State.PROPOSED for span in kept)
        return kept

    def _whole(self, spans: tuple[Span, ...], counts: Counter[str]) -> tuple[Span, ...]:
        """Return the spans, discontinuous ones as they were chosen to be where they have no place."""
        if {"fragments", "meta"} & self._carries:
            return spans
        rule = self._fitting.pieces
        kept: list[Span] = []
        for span in spans:
            torn = len(fragments_of(span)) > 1
            counts[_TORN[rule]] += torn
            kept += in_pieces(span) if torn and rule is Pieces.SPLIT else [span]
            if torn and rule is Pieces.DROP:
                kept.pop()
        return tuple(kept)

    def _on_tokens(
        self, document: Document, spans: tuple[Span, ...], counts: Counter[str]
    ) -> tuple[Span, ...]:
        """Return the spans, widened to whole tokens or left out where the format knows tokens alone."""
        if "parts of tokens" in self._carries or not spans:
            return spans
        tokens = self._tokens_of(document)
        kept = []
        for span in spans:
            wide = to_tokens(span, tokens)
            if wide is None and self._cut is Cut.WIDEN:
                counts["blank"] += 1
            elif wide is None or (wide is not span and self._cut is Cut.DROP):
                counts["cut"] += 1
                self._name_unfit(document, span)
            else:
                counts["parts of tokens"] += wide is not span
                kept.append(wide)
        return tuple(kept)

    def _name_unfit(self, document: Document, span: Span) -> None:
        """Keep the first few spans that fit no tokens, to be named."""
        if len(self._unfit) < _MOST_NAMED:
            surface = _short(document.article.text[span.start : span.end])
            self._unfit.append(
                f'{span.label} "{surface}" at {span.start} in "{_short(document.article.title)}"'
            )

    def _told(self, kind: str, count: int) -> tuple[Loss, ...]:
        """Return the loss of a kind, with the rule that was chosen, or the first spans by name."""
        thing, what = KINDS[kind].split("|")
        if kind == "overlap":
            what += _WHY[self._fitting.overlap]
        elif kind == "cut" and count:
            more = count - len(self._unfit)
            what = f"{what}: {'; '.join(self._unfit)}" + (f"; and {more} more" if more else "")
        return loss(kind, count, thing, what, kind in _MISSING)

    def _flat(self, spans: tuple[Span, ...], counts: Counter[str]) -> tuple[Span, ...]:
        """Return the spans, of those that overlap what the rule chooses."""
        if "overlap" in self._carries:
            return spans
        kept = apart(spans, self._fitting.overlap)
        counts["overlap"] += len(spans) - len(kept)
        return kept

    def _bare(self, span: Span, counts: Counter[str]) -> Span:
        """Return a span without what the format cannot hold of it, under a label that the format allows."""
        label, meta = self._name(span.label), span.meta
        left: dict[str, Any] = {}
        for kind, (field, nothing) in _FIELDS.items():
            value = getattr(span, field)
            if value != nothing and kind not in self._carries:
                counts[kind] += 1
                value = nothing
            left[field] = value
        if meta and "meta" not in self._carries:
            own = self._own | {FRAGMENTS}
            counts["meta"] += any(key not in own for key in meta)
            meta = _only(meta, own)
        # dataclasses.replace takes ten times as long, and there are many spans.
        return Span(
            span.start, span.end, label, span.layer, span.state, left["origin"], left["score"],
            left["annotator"], left["note"], meta, span.id,
        )  # fmt: skip

    def _related(
        self, relations: tuple[Relation, ...], ids: set[str], counts: Counter[str]
    ) -> tuple[Relation, ...]:
        if "relations" not in self._carries:
            counts["relations"] += len(relations)
            return ()
        kept = tuple(one for one in relations if one.head in ids and one.tail in ids)
        kept = tuple(replace(one, label=self._name(one.label)) for one in kept)
        counts["dropped relations"] += len(relations) - len(kept)
        if "relation meta" in self._carries:
            return kept
        counts["relation meta"] += sum(any(key not in self._own for key in one.meta) for one in kept)
        return tuple(replace(one, meta=_only(one.meta, self._own)) for one in kept)

    def _article(self, document: Document, counts: Counter[str]) -> Article:
        article = document.article
        if "details" not in self._carries:
            counts["details"] += bool(
                article.source or article.language or article.title != title_of(article.text)
            )
        if "article meta" in self._carries:
            return article
        counts["article meta"] += any(key not in self._own for key in article.meta)
        return replace(article, meta=_only(article.meta, self._own))


def _words(document: Document) -> Sequence[Place]:
    return tokens_of(document.article.text)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"


def _only(meta: Mapping[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in meta.items() if key in keys}
