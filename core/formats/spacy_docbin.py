"""spaCy's DocBin (`.spacy`), in and out: what `spacy train` reads.

Every span goes to `doc.spans["sc"]`; `doc.ents`, which cannot overlap, takes the longest that exclude
each other. spaCy knows tokens alone: a span whose edges fit no token is left out and named.
"""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO

from core.annotation.span import State
from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.losses import loss
from core.formats.tokens import Place
from core.lean_spacy import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPANS_KEY = "sc"
"""Where spaCy's span categorizer looks."""

NEGATIVES_KEY = "incorrect_spans"
"""Where rejected spans stand: give this name to spaCy's NER as `incorrect_spans_key`."""

_MOST_BYTES = 1 << 30


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each `Doc`: the spans of its groups and its entities, each once.

    Raises InputError where the bytes are no DocBin.
    """
    import_spacy()
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    _check_size(data, name)
    vocab = Vocab()
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
    from spacy.tokens import DocBin

    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    flattened = 0
    for document in documents:
        doc = _doc(document)
        flattened += len(doc.spans[SPANS_KEY]) - len(doc.ents)
        docs.add(doc)
    file.write(docs.to_bytes())
    return loss("flat", flattened, "span", "in doc.spans alone: a longer one overlaps")


def tokens_in(document: Document) -> list[Place]:
    """Return the places of spaCy's tokens."""
    return [(token.idx, token.idx + len(token)) for token in _tokenized(document.article.text)]


@lru_cache(maxsize=1)
def _blank() -> "Language":
    import_spacy()
    import spacy

    return spacy.blank("en")


@lru_cache(maxsize=1)
def _tokenized(text: str) -> "Doc":
    blank = _blank()
    blank.max_length = max(blank.max_length, len(text) + 1)
    return blank.make_doc(text)


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
    for span in doc.spans.get(NEGATIVES_KEY, ()):
        draft.span(span.start_char, span.end_char, span.label_, state=State.REJECTED)
    grouped = [span for key, group in doc.spans.items() if key != NEGATIVES_KEY for span in group]
    places = {(span.start_char, span.end_char, span.label_) for span in grouped}
    more = [span for span in doc.ents if (span.start_char, span.end_char, span.label_) not in places]
    for span in [*grouped, *more]:
        meta = {"kb_id": span.kb_id_} if span.kb_id_ else {}
        draft.span(span.start_char, span.end_char, span.label_, meta=meta)
    yield draft


def _doc(document: Document) -> "Doc":
    from spacy.tokens import SpanGroup
    from spacy.util import filter_spans

    doc = _tokenized(document.article.text).copy()
    doc.user_data = {"id": document.article.id, "title": document.article.title}
    found: dict[bool, list[Any]] = {False: [], True: []}
    for one in document.spans:
        span = doc.char_span(one.start, one.end, label=one.label)
        if span is not None:
            found[one.state is State.REJECTED].append(span)
    doc.set_ents(filter_spans(found[False]), default="outside")
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=found[False])
    if found[True]:
        doc.spans[NEGATIVES_KEY] = SpanGroup(doc, name=NEGATIVES_KEY, spans=found[True])
    return doc
