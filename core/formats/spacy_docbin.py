"""spaCy's DocBin (`.spacy`), out: what `spacy train` reads.

Every span goes to `doc.spans["sc"]`; `doc.ents`, which cannot overlap, takes the longest that exclude
each other. spaCy knows tokens alone: a span whose edges fit no token is left out and named.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from core.annotation.span import Span, State
from core.formats.format import Document, Loss

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPANS_KEY = "sc"
"""Where spaCy's span categorizer looks."""

_LEFT_OUT = frozenset({"parts of tokens", "rejected"})
_MOST_NAMED = 5
_LONGEST_NAME = 60


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a `Doc` for each document, with its id and title in `user_data`; return what was lost."""
    import spacy
    from spacy.tokens import DocBin

    blank = spacy.blank("en")
    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    lost = _Lost()
    for document in documents:
        docs.add(_doc(document, blank, lost))
    file.write(docs.to_bytes())
    return lost.losses()


class _Lost:
    """Counts what does not go in, and keeps the first few that must be named."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.named: list[str] = []

    def unfit(self, document: Document, span: Span) -> None:
        """Count a span that fits no token, and name it."""
        self.counts["parts of tokens"] += 1
        if len(self.named) < _MOST_NAMED:
            surface = _short(document.article.text[span.start : span.end])
            title = _short(document.article.title)
            self.named.append(f'{span.label} "{surface}" at {span.start} in "{title}"')

    def count(self, document: Document) -> None:
        """Count what a DocBin has no place for."""
        spans = document.spans
        self.counts["relations"] += len(document.relations)
        self.counts["scores"] += sum(span.score is not None for span in spans)
        self.counts["notes"] += sum(bool(span.note) for span in spans)
        self.counts["annotators"] += sum(bool(span.annotator) for span in spans)
        self.counts["meta"] += sum(bool(span.meta) for span in spans)
        self.counts["rejected"] += sum(span.state is State.REJECTED for span in spans)

    def losses(self) -> tuple[Loss, ...]:
        """Return the losses, the gravest first."""
        names = "; ".join(self.named)
        more = self.counts["parts of tokens"] - len(self.named)
        sentences = {
            "parts of tokens": f"left out, no token boundary fits: {names}"
            + (f"; and {more} more" if more > 0 else ""),
            "rejected": "left out: rejected",
            "flat": "in doc.spans alone: a longer one overlaps",
            "relations": "left out: a DocBin has no place for them",
            "scores": "without score",
            "notes": "without note",
            "annotators": "without annotator",
            "meta": "without meta",
        }
        return tuple(
            Loss(
                kind,
                self.counts[kind],
                f"{_things(kind, self.counts[kind])} {what}.",
                missing_spans=self.counts[kind] if kind in _LEFT_OUT else 0,
            )
            for kind, what in sentences.items()
            if self.counts[kind]
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"


def _things(kind: str, count: int) -> str:
    thing = "relation" if kind == "relations" else "span"
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _doc(document: Document, blank: "Language", lost: _Lost) -> "Doc":
    from spacy.tokens import SpanGroup
    from spacy.util import filter_spans

    text = document.article.text
    blank.max_length = max(blank.max_length, len(text) + 1)
    doc = blank.make_doc(text)
    doc.user_data = {"id": document.article.id, "title": document.article.title}
    fitting = {}
    for span in document.spans:
        if span.state is State.REJECTED:
            continue
        fits = doc.char_span(span.start, span.end, label=span.label)
        if fits is None:
            lost.unfit(document, span)
        else:
            fitting[span.start, span.end, span.label] = fits
    flat = filter_spans(fitting.values())
    doc.set_ents(flat, default="outside")
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=list(fitting.values()))
    lost.count(document)
    lost.counts["flat"] += len(fitting) - len(flat)
    return doc
