"""Prodigy's JSON lines, in and out: a task a line, with tokens, hashes, answers and relations.

Tasks that follow each other with the same text are one article: each annotator's is a layer. A rejected
task says that its suggestion was wrong: its spans come in as rejected ones, and go out so. An ignored one
brings its text alone. Of a reviewed task the spans at the top are the decision; its versions are layers of
the annotators that they come from. Source: Prodigy's documentation, "Annotation interfaces".
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from core.annotation.span import Span, State
from core.errors import InputError
from core.formats.decoding import Source
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value, objects_in
from core.formats.tokens import Place, covered, cut_at, tokens_of

KEPT = "prodigy"
"""The key of a meta with the keys of a task that are Prodigy's own."""

_KNOWN = frozenset({"text", "tokens", "spans", "relations", "answer", "meta", "_input_hash", "_task_hash"})
_SPAN = frozenset({"text", "start", "end", "label", "token_start", "token_end", "score", "id"})
_STATES = {"accept": State.ACCEPTED, "reject": State.REJECTED, "ignore": State.PROPOSED}


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield a document for the tasks of a text; keys that are not known are kept in meta."""
    yield from drafted(_by_text(objects_in(data, name)), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an accepted task for each document, and a rejected one where it has rejected spans.

    The hashes are our own: Prodigy keeps what it finds.
    """
    for document in documents:
        rejected = tuple(span for span in document.spans if span.state is State.REJECTED)
        spans = tuple(span for span in document.spans if span.state is not State.REJECTED)
        tasks = [_task(replace(document, spans=spans), "accept")]
        if rejected:
            tasks.append(_task(replace(document, spans=rejected, relations=()), "reject"))
        for task in tasks:
            file.write(json.dumps(task, ensure_ascii=False).encode("utf-8") + b"\n")
    return ()


def _by_text(tasks: Iterable[Value | InputError]) -> Iterator[Value | InputError]:
    """Yield the tasks that follow each other with the same text together."""
    gathered: Value | None = None
    for one in tasks:
        if isinstance(one, InputError):
            yield one
        elif gathered is not None and one.value.get("text") == gathered.value[0].get("text") is not None:
            gathered.value.append(one.value)
        else:
            if gathered is not None:
                yield gathered
            gathered = Value(one.where, [one.value])
    if gathered is not None:
        yield gathered


def _drafts(tasks: list[dict[str, Any]], where: str) -> Iterator[Draft]:
    head = tasks[0]
    given = head.get("meta") or {}
    meta = dict(given) if isinstance(given, dict) else {"meta": given}
    if kept := {key: value for key, value in head.items() if key not in _KNOWN}:
        meta[KEPT] = kept
    draft = Draft(head.get("text"), where, meta=meta)
    several = len({_annotator(task) for task in tasks}) > 1
    for number, task in enumerate(tasks):
        prefix = f"{number}." if number else ""
        _take(draft, task, _annotator(task) if several else "", prefix)
        for at, version in enumerate(task.get("versions") or ()):
            for session in version.get("sessions") or [f"version {at + 1}"]:
                _take(draft, version, str(session), f"{prefix}{session}.{at}.")
    yield draft


def _annotator(task: Mapping[str, Any]) -> str:
    return str(task.get("_annotator_id") or task.get("_session_id") or "")


def _take(draft: Draft, task: Mapping[str, Any], layer: str, prefix: str) -> None:
    """Take a task's spans and relations into a layer; `prefix` keeps its spans' ids apart from others'."""
    answer = task.get("answer", "accept")
    state = _STATES.get(answer)
    if state is None:
        raise ValueError(f'its answer is "{answer}"')
    spans = task.get("spans") or []
    for at, one in enumerate(spans if answer != "ignore" else ()):
        own = {key: value for key, value in one.items() if key not in _SPAN}
        key = one.get("id", at if task.get("relations") else "")
        draft.span(
            one["start"], one["end"], one["label"], one.get("text"), layer=layer,
            key=f"{prefix}{key}" if key != "" else "", score=one.get("score"), state=state, meta=own,
        )  # fmt: skip
    for one in task.get("relations") or ():
        head, child = (f"{prefix}{_end(one, side, spans)}" for side in ("head", "child"))
        draft.relation(head, child, one.get("label"))


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


def _task(document: Document, answer: str) -> dict[str, Any]:
    article = document.article
    tokens = _tokens(article.text, {edge for span in document.spans for edge in span.place})
    spans = [_span(span, tokens) for span in document.spans]
    by_id = dict(zip((span.id for span in document.spans), spans, strict=True))
    meta = {key: value for key, value in article.meta.items() if key not in ("id", KEPT)}
    kept = article.meta.get(KEPT)
    task = {
        **(kept if isinstance(kept, dict) else {}),
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
        "answer": answer,
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
