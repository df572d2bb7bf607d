"""spaCy's training JSON, in and out: `[text, {"entities": [[start, end, label], ...]}]`; v2's, in.

Spans that overlap stand under `spans`, as the span categorizer has them. v2's training JSON has
paragraphs of sentences of tokens with BILUO tags. Source: spaCy's documentation of `Example.from_dict`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from core.errors import InputError
from core.formats.decoding import Source
from core.formats.draft import Draft, drafted
from core.formats.fitting import apart
from core.formats.format import Document, Loss
from core.formats.json_values import values_in
from core.formats.tags import spans_of

_KEY = "sc"


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each example, or for each paragraph of v2's."""
    yield from drafted(values_in(data, name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one array; what overlaps stands under `spans`, the longest apart under `entities`, too."""
    lead = b"[\n"
    for document in documents:
        spans = [[span.start, span.end, span.label] for span in document.spans]
        flat = apart(document.spans)
        labels: dict[str, Any] = {"entities": [[span.start, span.end, span.label] for span in flat]}
        if len(flat) < len(spans):
            labels["spans"] = {_KEY: spans}
        file.write(lead + json.dumps([document.article.text, labels], ensure_ascii=False).encode("utf-8"))
        lead = b",\n"
    file.write(b"\n]\n" if lead == b",\n" else b"[]\n")
    return ()


def _drafts(value: Any, where: str) -> Iterator[Draft]:
    if isinstance(value, dict) and "paragraphs" in value:
        for number, paragraph in enumerate(value["paragraphs"], start=1):
            yield _paragraph(paragraph, f"{where}, paragraph {number}", value.get("id"))
        return
    text, labels = (value["text"], value) if isinstance(value, dict) else (value[0], value[1])
    draft = Draft(text, where)
    grouped = labels.get("spans") or {}
    groups = list(grouped.values()) if isinstance(grouped, dict) else [grouped]
    for group in groups or [labels.get("entities") or ()]:
        for one in group:
            start, end, label = one[:3] if isinstance(one, list) else (one["start"], one["end"], one["label"])
            draft.span(
                start, end, label, meta={"kb_id": one[3]} if isinstance(one, list) and len(one) > 3 else None
            )
    if groups:
        _entities_beside(draft, labels, groups)
    yield draft


def _entities_beside(draft: Draft, labels: dict[str, Any], groups: list[Any]) -> None:
    """Take the entities that are in no group."""
    known = {tuple(one[:3]) for group in groups for one in group if isinstance(one, list)}
    for one in labels.get("entities") or ():
        if tuple(one[:3]) not in known:
            draft.span(*one[:3])


def _paragraph(paragraph: dict[str, Any], where: str, own_id: object) -> Draft:
    tokens = [token for sentence in paragraph["sentences"] for token in sentence["tokens"]]
    words = [str(token["orth"]) for token in tokens]
    raw = paragraph.get("raw")
    places, text = _placed(words, raw if isinstance(raw, str) else " ".join(words))
    draft = Draft(text, where, own_id)
    for first, last, label in spans_of([str(token.get("ner") or "O") for token in tokens]):
        draft.span(places[first][0], places[last][1], label)
    return draft


def _placed(words: list[str], text: str) -> tuple[list[tuple[int, int]], str]:
    """Return the words' places in the text, which is their own, joined, where one is not found in it."""
    places, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start < 0:
            return _placed(words, " ".join(words))
        places.append((start, start + len(word)))
        at = start + len(word)
    return places, text
