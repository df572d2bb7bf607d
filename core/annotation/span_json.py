"""The JSON text of a span, as the history holds it: the same as `json` writes, in a third of its time."""

from json.encoder import encode_basestring as quoted

_TEXT = (
    '{"id":%s,"layer":%s,"start":%d,"end":%d,"label":%s,"state":"%s","origin":%s,"score":%s,'
    '"annotator":%s,"note":%s,"meta":%s}'
)


def span_json(
    span_id: str,
    layer: str,
    start: int,
    end: int,
    label: str,
    state: str,
    origin: str,
    score: float | None,
    annotator: str,
    note: str,
    meta: str,
) -> str:
    """Return a span's JSON text, its keys in the order of `Span.to_json`; `meta` is JSON text already."""
    return _TEXT % (
        quoted(span_id),
        quoted(layer),
        start,
        end,
        quoted(label),
        state,
        quoted(origin),
        "null" if score is None else score,
        quoted(annotator),
        quoted(note),
        meta,
    )
