"""spaCy's DocBin (`.spacy`), in and out: what `spacy train` reads.

Every span goes to `doc.spans["sc"]`; `doc.ents`, which cannot overlap, takes the longest that exclude
each other. spaCy knows tokens alone: a span whose edges fit no token is left out and named.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from core.annotation.span import Span
from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.losses import loss
from core.lean_spacy import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPANS_KEY = "sc"
"""Where spaCy's span categorizer looks."""

_MOST_BYTES = 1 << 30
_MOST_NAMED = 5
_LONGEST_NAME = 60


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each `Doc`: the spans of its groups and its entities, each once.

    Raises InputError where the bytes are no DocBin.
    """
    import_spacy()
    import spacy
    from spacy.tokens import DocBin

    _check_size(data, name)
    vocab = spacy.blank("xx").vocab
    try:
        # spaCy raises whatever comes up in bytes that are no DocBin.
        docs = list(DocBin().from_bytes(data).get_docs(vocab))
    except Exception as error:
        raise InputError(f"{name} is not a DocBin that can be read ({type(error).__name__}).") from error
    values = (Value(f"{name}, document {number}", doc) for number, doc in enumerate(docs, start=1))
    yield from drafted(values, _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a `Doc` for each document, with its id and title in `user_data`; return what was lost."""
    import_spacy()
    import spacy
    from spacy.tokens import DocBin

    blank = spacy.blank("en")
    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    lost = _Lost()
    for document in documents:
        docs.add(_doc(document, blank, lost))
    file.write(docs.to_bytes())
    return lost.losses()


def _check_size(data: bytes, name: str) -> None:
    """Raise InputError where the bytes are not packed, or would unpack to too much."""
    unpacked, packer = 0, zlib.decompressobj()
    try:
        rest = data
        while rest:
            unpacked += len(packer.decompress(rest, 1 << 24))
            rest = packer.unconsumed_tail
            if unpacked > _MOST_BYTES:
                raise InputError(f"{name} would unpack to more than {_MOST_BYTES} bytes, which is too much.")
    except zlib.error as error:
        raise InputError(f"{name} is not a DocBin: {error}.") from error


def _drafts(doc: "Doc", where: str) -> Iterator[Draft]:
    data: dict[Any, Any] = doc.user_data
    draft = Draft(doc.text, where, data.get("id"), data.get("title"))
    grouped = [span for group in doc.spans.values() for span in group]
    places = {(span.start_char, span.end_char, span.label_) for span in grouped}
    more = [span for span in doc.ents if (span.start_char, span.end_char, span.label_) not in places]
    for span in [*grouped, *more]:
        meta = {"kb_id": span.kb_id_} if span.kb_id_ else {}
        draft.span(span.start_char, span.end_char, span.label_, meta=meta)
    yield draft


class _Lost:
    """Counts what does not go in, and keeps the first few that must be named."""

    def __init__(self) -> None:
        self.unfit = 0
        self.flat = 0
        self._named: list[str] = []

    def count_unfit(self, document: Document, span: Span) -> None:
        """Count a span that fits no token, and name it."""
        self.unfit += 1
        if len(self._named) < _MOST_NAMED:
            surface = _short(document.article.text[span.start : span.end])
            title = _short(document.article.title)
            self._named.append(f'{span.label} "{surface}" at {span.start} in "{title}"')

    def losses(self) -> tuple[Loss, ...]:
        """Return the losses, the gravest first."""
        more = self.unfit - len(self._named)
        names = "; ".join(self._named) + (f"; and {more} more" if more > 0 else "")
        return (
            *loss("parts of tokens", self.unfit, "span", f"left out, no token boundary fits: {names}", True),
            *loss("flat", self.flat, "span", "in doc.spans alone: a longer one overlaps"),
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"


def _doc(document: Document, blank: "Language", lost: _Lost) -> "Doc":
    from spacy.tokens import SpanGroup
    from spacy.util import filter_spans

    text = document.article.text
    blank.max_length = max(blank.max_length, len(text) + 1)
    doc = blank.make_doc(text)
    doc.user_data = {"id": document.article.id, "title": document.article.title}
    fitting = []
    for span in document.spans:
        fits = doc.char_span(span.start, span.end, label=span.label)
        if fits is None:
            lost.count_unfit(document, span)
        else:
            fitting.append(fits)
    flat = filter_spans(fitting)
    doc.set_ents(flat, default="outside")
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=fitting)
    lost.flat += len(fitting) - len(flat)
    return doc
