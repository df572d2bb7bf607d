"""Rows of the store's tables as values, and values as rows."""

import json
from collections.abc import Mapping
from typing import Any

from core.annotation.article import Article
from core.annotation.correction import (
    Action,
    Correction,
    Status,
    subject_from_json,
    subject_to_json,
)
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.store.faults import damaged

Row = tuple[Any, ...]

ARTICLE_COLUMNS = "id, title, text, source, language, meta, added_at"
SPAN_COLUMNS = 'start, "end", label, layer, state, origin, score, annotator, note, meta, id'
RELATION_COLUMNS = "head, tail, label, layer, meta, id"
CORRECTION_COLUMNS = "article_id, layer, batch, at, annotator, action, before, after, undoes, id, span_id"

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
"""What values raise that were never written like this."""

_STATES = {str(state): state for state in State}


def article_from_row(row: Row) -> Article:
    """Return the article of a row of ARTICLE_COLUMNS."""
    article_id, title, text, source, language, meta, added_at = row
    try:
        return Article(title, text, source, language, _meta(meta), article_id, added_at)
    except _UNREADABLE as error:
        raise damaged(f"Article {article_id}", error) from error


def span_from_row(row: Row) -> Span:
    """Return the span of a row of SPAN_COLUMNS."""
    start, end, label, layer, state, origin, score, annotator, note, meta, span_id = row
    try:
        if not 0 <= start < end:
            raise ValueError(f"it lies at {start} to {end}")
        return Span(
            start, end, label, layer, _STATES[state], origin, score, annotator, note, _meta(meta), span_id
        )
    except _UNREADABLE as error:
        raise damaged(f"Span {span_id}", error) from error


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
    try:
        return Relation(head, tail, label, layer, _meta(meta), relation_id)
    except _UNREADABLE as error:
        raise damaged(f"Relation {relation_id}", error) from error


def relation_to_row(relation: Relation) -> Row:
    """Return a relation as a row of RELATION_COLUMNS."""
    meta = meta_to_json(relation.meta)
    return (relation.head, relation.tail, relation.label, relation.layer, meta, relation.id)


def correction_from_row(row: Row) -> Correction:
    """Return the correction of a row of CORRECTION_COLUMNS."""
    article_id, layer, batch, at, annotator, action, before, after, undoes, correction_id, _ = row
    try:
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
    except _UNREADABLE as error:
        raise damaged(f"Correction {correction_id}", error) from error


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


def status_from_row(status: str) -> Status:
    """Return the review status of a row's `status`."""
    try:
        return Status(status)
    except ValueError as error:
        raise damaged("A review", error) from error


def meta_to_json(meta: Mapping[str, Any]) -> str:
    """Return a meta mapping as JSON text."""
    return json.dumps(dict(meta), ensure_ascii=False, separators=(",", ":")) if meta else "{}"


def _meta(text: str) -> dict[str, Any]:
    meta = json.loads(text) if text != "{}" else {}
    if not isinstance(meta, dict):
        raise ValueError(f"its meta is {text}")
    return meta
