"""PubTator, in and out: `id|t|title`, `id|a|abstract`, and a row for each span.

Offsets count over title, line break, abstract. The first line of an article is its title; line breaks
and tabs in the rest are written as blanks. Source: ncbi.nlm.nih.gov/research/pubtator3/tutorial.
"""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from core.errors import InputError
from core.formats.decoding import decode
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.losses import loss

_BREAK = re.compile(r"[\r\n\t]")
_PART = re.compile(r"([^|\t]+)\|([ta])\|(.*)", re.DOTALL)
_BLOCK = re.compile(r"(?:\r?\n[ \t]*){2,}")


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the documents between blank lines; concepts of spans and relations are kept in meta."""
    yield from drafted(_blocks(decode(data, name), name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a block for each document; a span's `concept` in its meta is the last column."""
    changed = 0
    for document in documents:
        text = document.article.text
        own_id = re.sub(r"[|\s]", "_", str(document.article.meta.get("id", document.article.id)))
        title, _, abstract = text.partition("\n")
        plain = (
            f"{_BREAK.sub(' ', title)}\n{_BREAK.sub(' ', abstract)}"
            if "\n" in text
            else _BREAK.sub(" ", text)
        )
        title, _, abstract = plain.partition("\n")
        lines = [f"{own_id}|t|{title}", f"{own_id}|a|{abstract}"]
        changed += plain != text or text.endswith("\n")
        for span in document.spans:
            cells = [own_id, str(span.start), str(span.end), plain[span.start : span.end].replace("\n", " ")]
            concept = str(span.meta.get("concept", ""))
            lines.append("\t".join(_BREAK.sub(" ", cell) for cell in [*cells, span.label, concept]))
        file.write("\n".join([*lines, "", ""]).encode("utf-8"))
    return loss("exact text", changed, "article", "with line breaks or tabs written as blanks")


def _blocks(text: str, name: str) -> Iterator[Value]:
    at = 0
    for block in _BLOCK.split(text):
        at += bool(block.strip())
        if block.strip():
            yield Value(f"{name}, document {at}", re.split(r"\r?\n", block.strip("\r\n")))


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
    meta: dict[str, object] = {"concept": cells[5]} if len(cells) > 5 and cells[5] else {}
    if len(cells) > 6:
        meta["columns"] = cells[6:]
    draft.span(int(cells[1][:15]), int(cells[2][:15]), cells[4], cells[3], meta=meta)
