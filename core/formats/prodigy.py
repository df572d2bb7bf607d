"""Prodigy's JSON lines, in and out: a task a line, with tokens, hashes, answers and relations.

A rejected task says that its suggestion was wrong: its spans come in as rejected ones. An ignored one
brings its text alone. Of a reviewed task the spans at the top are the decision; its versions are kept in
meta. Source: Prodigy's documentation, "Annotation interfaces".
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from core.annotation.span import Span, State
from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import objects_in
from core.formats.tokens import Place, covered, cut_at, tokens_of

_KNOWN = frozenset({"text", "tokens", "spans", "relations", "answer", "meta", "_input_hash", "_task_hash"})
_SPAN = frozenset({"text", "start", "end", "label", "token_start", "token_end", "score", "id"})
_STATES = {"accept": State.ACCEPTED, "reject": State.REJECTED, "ignore": State.PROPOSED}


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each task; keys that are not known are kept in meta."""
    yield from drafted(objects_in(data, name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an accepted task for each document. The hashes are our own: Prodigy keeps what it finds."""
    for document in documents:
        file.write(json.dumps(_task(document), ensure_ascii=False).encode("utf-8") + b"\n")
    return ()


def _drafts(task: dict[str, Any], where: str) -> Iterator[Draft]:
    answer = task.get("answer", "accept")
    state = _STATES.get(answer)
    if state is None:
        raise ValueError(f'its answer is "{answer}"')
    meta = {key: value for key, value in task.items() if key not in _KNOWN}
    given = task.get("meta") or {}
    meta |= given if isinstance(given, dict) else {"meta": given}
    if answer != "accept":
        meta["answer"] = answer
    draft = Draft(task.get("text"), where, meta=meta)
    spans = task.get("spans") or []
    for at, one in enumerate(spans if answer != "ignore" else ()):
        own = {key: value for key, value in one.items() if key not in _SPAN}
        key = one.get("id", at if task.get("relations") else "")
        draft.span(
            one["start"], one["end"], one["label"], one.get("text"),
            key=key, score=one.get("score"), state=state, meta=own,
        )  # fmt: skip
    for one in task.get("relations") or ():
        draft.relation(_end(one, "head", spans), _end(one, "child", spans), one.get("label"))
    yield draft


def _end(relation: dict[str, Any], side: str, spans: list[dict[str, Any]]) -> object:
    """Return the key of the span at an end: it is told by its place, else by its last token."""
    place = relation.get(f"{side}_span")
    for at, one in enumerate(spans):
        same = place and (one["start"], one["end"], one["label"]) == (
            place["start"],
            place["end"],
            place.get("label"),
        )
        if same or (not place and one.get("token_end") == relation[side]):
            return one.get("id", at)
    return f"token {relation[side]}"


def _task(document: Document) -> dict[str, Any]:
    article = document.article
    tokens = _tokens(article.text, {edge for span in document.spans for edge in span.place})
    spans = [_span(span, tokens) for span in document.spans]
    by_id = dict(zip((span.id for span in document.spans), spans, strict=True))
    meta = {key: value for key, value in article.meta.items() if key != "id"}
    task = {
        "text": article.text,
        "tokens": [
            {
                "text": article.text[start:end],
                "start": start,
                "end": end,
                "id": at,
                "ws": article.text[end : end + 1] == " ",
            }
            for at, (start, end) in enumerate(tokens)
        ],
        "spans": spans,
        "answer": "accept",
        "meta": meta,
        "_input_hash": _hash(article.text),
        "_task_hash": _hash(
            json.dumps([article.text, [[*span.place, span.label] for span in document.spans]])
        ),
    }
    if document.relations:
        task["relations"] = [
            {
                "head": by_id[one.head]["token_end"],
                "child": by_id[one.tail]["token_end"],
                "label": one.label,
                "head_span": _place(by_id[one.head]),
                "child_span": _place(by_id[one.tail]),
            }
            for one in document.relations
        ]
    return task


def _tokens(text: str, edges: set[int]) -> list[Place]:
    """Return tokens that give the text: white space, but for the one blank after a token, is one, too."""
    words = cut_at(tokens_of(text), edges)
    tokens: list[Place] = []
    at = 0
    for start, end in [*words, (len(text), len(text))]:
        if tokens and text[at : at + 1] == " " and at not in edges and at < start:
            at += 1
        if at < start:
            tokens += cut_at([(at, start)], edges)
        if start < end:
            tokens.append((start, end))
        at = end
    return tokens


def _span(span: Span, tokens: list[Place]) -> dict[str, Any]:
    first, last = covered(tokens, *span.place) or (0, 0)
    score = {} if span.score is None else {"score": span.score}
    record = {
        "start": span.start,
        "end": span.end,
        "token_start": first,
        "token_end": last,
        "label": span.label,
    }
    return {**{key: value for key, value in span.meta.items() if key not in _SPAN}, **record, **score}


def _place(record: dict[str, Any]) -> dict[str, Any]:
    return {key: record[key] for key in ("start", "end", "token_start", "token_end", "label")}


def _hash(text: str) -> int:
    """Return a signed number of 32 bits, as Prodigy's hashes are."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:4], signed=True)
