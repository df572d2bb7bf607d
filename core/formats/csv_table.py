"""CSV, in and out: a row for each span; the article's text stands in its first row.

Cells that a spreadsheet would run as a formula get an apostrophe in front, which is taken off on
reading. A table without places is read as articles: a column named text, content or body, the others
kept as meta. Label Studio's CSV, with its spans as JSON in a cell, is read, too. Source: RFC 4180.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

from core.annotation.span import State
from core.errors import InputError
from core.formats.decoding import Source, lines_of
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value

_COLUMNS = (
    "article", "title", "source", "language", "article_meta", "article_text", "start", "end", "label",
    "surface", "layer", "state", "origin", "score", "annotator", "note", "meta",
)  # fmt: skip
_TEXT = ("article_text", "text", "content", "body")
_LONGEST_CELL = 1 << 27
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")

Row = Mapping[str, str]


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield an article for each row, or for the rows of its spans. Raises InputError where it is no table."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = lines_of(data, name)
    head = next(lines)
    rows = csv.DictReader(_ended(chain([head], lines)), delimiter=_delimiter(head))
    try:
        columns = [column for column in rows.fieldnames or () if column]
    except csv.Error as error:
        raise InputError(f"{name}, line 1: not CSV, {error}.") from error
    column = next((one for one in _TEXT if one in columns), "")
    if not column:
        raise InputError(f"{name} has no column named {', '.join(_TEXT)}.")
    values = (
        _articles(rows, column, name) if {"start", "end", "label"} <= {*columns} else _records(rows, name)
    )
    yield from drafted(values, lambda value, where: _drafts(value, where, column))


def _ended(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines with their ends; a carriage return ends one, too, as old Macs had it."""
    for line in lines:
        yield from io.StringIO(f"{line}\n", newline="") if "\r" in line[:-1] else (f"{line}\n",)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write the rows of each document's spans; an article without any has one row."""
    text = io.TextIOWrapper(file, "utf-8", newline="")
    table = csv.DictWriter(text, _COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for document in documents:
        for row in _rows(document):
            table.writerow({key: harmless(value) for key, value in row.items()})
    text.flush()
    text.detach()
    return ()


def _rows(document: Document) -> Iterator[dict[str, str]]:
    article = document.article
    own_id = str(article.meta.get("id", article.id))
    first = {
        "article": own_id,
        "title": article.title,
        "source": article.source,
        "language": article.language,
        "article_meta": _json(article.meta),
        "article_text": article.text,
    }
    for span in document.spans:
        yield {
            **first,
            "start": str(span.start),
            "end": str(span.end),
            "label": span.label,
            "surface": article.text[span.start : span.end],
            "layer": span.layer,
            "state": str(span.state),
            "origin": span.origin,
            "score": "" if span.score is None else repr(span.score),
            "annotator": span.annotator,
            "note": span.note,
            "meta": _json(span.meta),
        }
        first = {"article": own_id}
    if not document.spans:
        yield first


def _json(meta: Mapping[str, Any]) -> str:
    return json.dumps(dict(meta), ensure_ascii=False) if meta else ""


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet does not run as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _plain(cell: object) -> str:
    text = cell if isinstance(cell, str) else ""
    return text[1:] if _ESCAPED.match(text) else text


def _delimiter(head: str) -> str:
    return max(",;\t", key=head.count)


def _records(rows: "csv.DictReader[str]", name: str) -> Iterator[Value | InputError]:
    """Yield each row with its cells; a fault of the table ends it."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(f"{name}, line {rows.line_num}: not CSV, {error}.")
            return
        cells = {key: _plain(cell) for key, cell in row.items() if key}
        yield Value(f"{name}, line {rows.line_num}", [cells])


def _articles(rows: "csv.DictReader[str]", column: str, name: str) -> Iterator[Value | InputError]:
    """Yield the rows of one article together: a text begins an article."""
    gathered: Value | None = None
    for one in _records(rows, name):
        if isinstance(one, InputError):
            yield one
            continue
        (cells,) = one.value
        if gathered is not None and (not cells[column] or cells[column] == gathered.value[0][column]):
            gathered.value.append(cells)
            continue
        if gathered is not None:
            yield gathered
        gathered = one
    if gathered is not None:
        yield gathered


def _drafts(rows: list[Row], where: str, column: str) -> Iterator[Draft]:
    head = rows[0]
    known = {*_COLUMNS, column, "id", "doc_id"}
    others = {key: cell for key, cell in head.items() if key not in known and cell and "start" not in head}
    draft = Draft(
        head[column],
        where,
        head.get("article") or head.get("id") or "",
        head.get("title"),
        {
            **_meta(head.get("article_meta")),
            **{key: cell for key, cell in others.items() if key != "label" or cell[:1] != "["},
        },
        source=head.get("source", ""),
        language=head.get("language"),
    )
    if "start" in head:
        for row in rows:
            _span(draft, row)
    elif head.get("label", "").startswith("["):
        for one in json.loads(head["label"]):
            for label in one["labels"]:
                draft.span(one["start"], one["end"], label, one.get("text"))
    yield draft


def _span(draft: Draft, row: Row) -> None:
    if not any(row.get(column) for column in ("start", "end", "label")):
        return
    state, score = row.get("state") or State.ACCEPTED, row.get("score") or None
    if state not in list(State):
        draft.faults.append(f'a span has the state "{state}"')
        return
    draft.span(
        _number(row.get("start")),
        _number(row.get("end")),
        row.get("label"),
        row.get("surface") or None,
        state=State(state),
        score=float(score) if score else None,
        meta=_meta(row.get("meta")),
        **{key: row.get(key) or "" for key in ("layer", "origin", "annotator", "note")},
    )


def _number(cell: str | None) -> int | None:
    return int(cell) if cell and cell.isdecimal() and len(cell) < 12 else None


def _meta(cell: str | None) -> dict[str, Any]:
    meta = json.loads(cell) if cell else {}
    if not isinstance(meta, dict):
        raise ValueError("the meta is not a JSON object")
    return meta
