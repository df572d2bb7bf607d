"""Rows of the store's tables as values, and values as rows."""

import json
from collections.abc import Mapping
from typing import Any

from core.annotation.article import Article
from core.annotation.correction import (
    Action,
    Correction,
    subject_from_json,
    subject_to_json,
)
from core.annotation.relation import Relation
from core.annotation.span import Span, State

Row = tuple[Any, ...]

ARTICLE_COLUMNS = "id, title, text, source, language, meta, added_at"
SPAN_COLUMNS = 'start, "end", label, layer, state, origin, score, annotator, note, meta, id'
RELATION_COLUMNS = "head, tail, label, layer, meta, id"
CORRECTION_COLUMNS = "article_id, layer, batch, at, annotator, action, before, after, undoes, id, span_id"

_STATES = {str(state): state for state in State}


def article_from_row(row: Row) -> Article:
    """Return the article of a row of ARTICLE_COLUMNS."""
    article_id, title, text, source, language, meta, added_at = row
    return Article(title, text, source, language, json.loads(meta), article_id, added_at)


def span_from_row(row: Row) -> Span:
    """Return the span of a row of SPAN_COLUMNS."""
    start, end, label, layer, state, origin, score, annotator, note, meta, span_id = row
    return Span(
        start, end, label, layer, _STATES[state], origin, score, annotator, note, _meta(meta), span_id
    )


def span_to_row(span: Span) -> Row:
    """Return a span as a row of SPAN_COLUMNS."""
    return (
        span.start,
        span.end,
        span.label,
        span.layer,
        str(span.state),
        span.origin,
        span.score,
        span.annotator,
        span.note,
        meta_to_json(span.meta),
        span.id,
    )


def relation_from_row(row: Row) -> Relation:
    """Return the relation of a row of RELATION_COLUMNS."""
    head, tail, label, layer, meta, relation_id = row
    return Relation(head, tail, label, layer, _meta(meta), relation_id)


def relation_to_row(relation: Relation) -> Row:
    """Return a relation as a row of RELATION_COLUMNS."""
    meta = meta_to_json(relation.meta)
    return (relation.head, relation.tail, relation.label, relation.layer, meta, relation.id)


def correction_from_row(row: Row) -> Correction:
    """Return the correction of a row of CORRECTION_COLUMNS."""
    article_id, layer, batch, at, annotator, action, before, after, undoes, correction_id, _ = row
    return Correction(
        article_id,
        layer,
        batch,
        at,
        annotator,
        Action(action),
        subject_from_json(before),
        subject_from_json(after),
        undoes,
        correction_id,
    )


def correction_to_row(correction: Correction) -> Row:
    """Return a correction as a row of CORRECTION_COLUMNS."""
    return (
        correction.article_id,
        correction.layer,
        correction.batch,
        correction.at,
        correction.annotator,
        str(correction.action),
        subject_to_json(correction.before),
        subject_to_json(correction.after),
        correction.undoes,
        correction.id,
        correction.span_id,
    )


def meta_to_json(meta: Mapping[str, Any]) -> str:
    """Return a meta mapping as JSON text."""
    return json.dumps(dict(meta), ensure_ascii=False, separators=(",", ":")) if meta else "{}"


def _meta(text: str) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads(text) if text != "{}" else {}
    return meta
