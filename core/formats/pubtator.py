"""PubTator, in and out: `id|t|title`, `id|a|abstract`, and a row for each span.

Offsets count over title, line break, abstract. The first line of an article is its title; line breaks
and tabs in the rest are written as blanks. Source: ncbi.nlm.nih.gov/research/pubtator3/tutorial.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from core.errors import InputError
from core.formats.decoding import Source, lines_of
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.losses import loss

_NONE = "-"
"""The last column of a span without a concept: some readers take a row without the column for a relation."""

_BREAK = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_PART = re.compile(r"([^|\t]+)\|([ta])\|(.*)", re.DOTALL)


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield the documents between blank lines; concepts of spans and relations are kept in meta."""
    yield from drafted(_blocks(lines_of(data, name), name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a block for each document; a span's `concept` in its meta is the last column.

    White space around title and abstract goes, for readers strip it; offsets fit what is written.
    """
    changed = blank = 0
    for document in documents:
        parts = _Parts(document.article.text)
        own_id = re.sub(r"[|\s]", "_", str(document.article.meta.get("id", document.article.id)))
        lines = [f"{own_id}|t|{parts.title}", f"{own_id}|a|{parts.abstract}"]
        changed += parts.text != document.article.text
        for span in document.spans:
            start, end = parts.place(span.start), parts.place(span.end)
            concept = str(span.meta.get("concept") or _NONE)
            cells = [own_id, str(start), str(end), parts.text[start:end], span.label, concept]
            blank += start >= end
            if start < end:
                lines.append("\t".join(_BREAK.sub(" ", cell) for cell in cells))
        file.write("\n".join([*lines, "", ""]).encode("utf-8"))
    return (
        *loss("white space", blank, "span", "left out: white space alone", missing=True),
        *loss("exact text", changed, "article", "with blanks for line breaks and tabs, none at the ends"),
    )


class _Parts:
    """A text as title and abstract, and where its offsets lie in the two."""

    def __init__(self, text: str) -> None:
        self._lead = len(text) - len(text.lstrip())
        first = text[self._lead :].splitlines()[0].rstrip()
        self._end = self._lead + len(first)
        self._begin = len(text) - len(text[self._end :].lstrip())
        self.title = _BREAK.sub(" ", first)
        self.abstract = _BREAK.sub(" ", text[self._begin :].rstrip())
        self.text = f"{self.title}\n{self.abstract}" if self.abstract else self.title

    def place(self, offset: int) -> int:
        """Return where an offset of the text lies."""
        if offset <= self._end:
            return max(offset - self._lead, 0)
        moved = offset - self._begin + self._end - self._lead + 1
        return min(max(moved, len(self.title)), len(self.text))


def _blocks(lines: Iterable[str], name: str) -> Iterator[Value]:
    """Yield the lines between blank ones."""
    block: list[str] = []
    number = 0
    for line in chain(lines, ("",)):
        line = line.removesuffix("\r")
        if line.strip():
            block.append(line)
        elif block:
            number += 1
            yield Value(f"{name}, document {number}", block)
            block = []


def _drafts(lines: list[str], where: str) -> Iterator[Draft]:
    parts: dict[str, str] = {}
    rows, own_id = [], ""
    for line in lines:
        match = _PART.fullmatch(line)
        if match and match[2] not in parts:
            own_id, parts[match[2]] = match[1], match[3]
        elif line.strip():
            rows.append(line.split("\t"))
    title, abstract = parts.get("t", ""), parts.get("a", "")
    if "t" not in parts:
        raise ValueError("it has no title (id|t|...)")
    relations = [cells[1:] for cells in rows if len(cells) > 1 and not cells[1].isdecimal()]
    draft = Draft(
        f"{title}\n{abstract}" if abstract else title,
        where,
        own_id,
        title,
        {"relations": relations} if relations else {},
    )
    for cells in rows:
        if len(cells) > 1 and cells[1].isdecimal():
            _span(draft, cells)
        elif len(cells) == 1:
            draft.faults.append(f"a row has no columns: {cells[0][:30]!r}")
    yield draft


def _span(draft: Draft, cells: list[str]) -> None:
    if len(cells) < 5 or not cells[2].isdecimal():
        draft.faults.append(f"a span's row has {len(cells)} columns")
        return
    meta: dict[str, object] = {"concept": cells[5]} if len(cells) > 5 and cells[5] not in ("", _NONE) else {}
    if len(cells) > 6:
        meta["columns"] = cells[6:]
    draft.span(int(cells[1][:15]), int(cells[2][:15]), cells[4], cells[3], meta=meta)
