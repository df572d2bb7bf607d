r"""WebAnno TSV 3.3, in and out, as INCEpTION exchanges it: a token a row, a column a feature.

Offsets count UTF-16 units. What stands between sentences is not in the file: line breaks are assumed.
So a sentence goes out for each line of the text. Layers of spans and relations are read; of chains each
link is a span.
Source: inception-project.github.io, "WebAnno TSV 3.3 File format".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from core.errors import InputError
from core.formats.archive import ArchiveWriter
from core.formats.decoding import decode
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.losses import loss
from core.formats.tokens import Place, covered, cut_at, tokens_of
from core.formats.units import Unit, UnitMap

_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_LINK = "webanno.custom.Relation"
_HEADER = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={_ENTITY}|identifier|value\n#T_RL={_LINK}|label|BT_{_ENTITY}\n"
_ESCAPED = re.compile(r"[\\\[\]|_;*\t\n]|->")
_UNESCAPE = re.compile(r"\\(->|.)", re.DOTALL)
_STACK = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"(.*?)(?<!\\)\[(\d{1,9})\]", re.DOTALL)
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_WIDEST_GAP = 100_000


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an archive with a `.tsv` for each document."""
    changed = blank = 0
    with ArchiveWriter(file) as archive:
        for document in documents:
            name = archive.free_name(str(document.article.meta.get("id", document.article.title)))
            rows = _Rows(document)
            archive.add(f"{name}.tsv", (_HEADER + "\n\n" + rows.text()).encode("utf-8"))
            changed += rows.changed
            blank += rows.blank
    return (
        *loss("white space", blank, "span", "left out: white space alone", missing=True),
        *loss("exact text", changed, "article", "without the exact white space"),
    )


class _Rows:
    """The rows of a document: its tokens, cut where a span begins or ends in one, with their cells."""

    def __init__(self, document: Document) -> None:
        self._text = document.article.text
        spans = document.spans
        self._tokens = cut_at(tokens_of(self._text), {edge for span in spans for edge in span.place})
        reached = {span.id: covered(self._tokens, *span.place) for span in spans}
        self._reach = {key: reach for key, reach in reached.items() if reach is not None}
        self.blank = len(spans) - len(self._reach)
        self._labels = {span.id: span.label for span in spans}
        self._number = {key: at for at, key in enumerate(self._reach, start=1)}
        self._spans_at: dict[int, list[str]] = {}
        for key, (first, last) in self._reach.items():
            for token in range(first, last + 1):
                self._spans_at.setdefault(token, []).append(key)
        self._links_at: dict[int, list[tuple[str, str, str]]] = {}
        for one in document.relations:
            if one.head in self._reach and one.tail in self._reach:
                self._links_at.setdefault(self._reach[one.tail][0], []).append(
                    (one.label, one.head, one.tail)
                )
        self._sentences = list(self._lines())
        self._ids = {
            self._sentences[at][number]: f"{at + 1}-{number + 1}"
            for at in range(len(self._sentences))
            for number in range(len(self._sentences[at]))
        }
        self.changed = self._rebuilt() != self._text

    def text(self) -> str:
        """Return the sentences with their rows."""
        units = UnitMap(self._text, Unit.UTF16)
        at = 0
        blocks = []
        for sentence in self._sentences:
            surface = self._text[sentence[0][0] : sentence[-1][1]]
            lines = [f"#Text={_escaped_text(surface)}"]
            for start, end in sentence:
                place = f"{units.to_units(start)}-{units.to_units(end)}"
                cells = [self._ids[start, end], place, _escaped_text(self._text[start:end]), *self._cells(at)]
                lines.append("\t".join([*cells, ""]))
                at += 1
            blocks.append("\n".join(lines))
        return "\n\n".join([*blocks, ""])

    def _lines(self) -> Iterator[list[Place]]:
        """Yield the tokens of each line."""
        ends = [match.start() for match in _LINE_BREAK.finditer(self._text)] + [len(self._text)]
        tokens = iter([*self._tokens, (len(self._text) + 1, 0)])
        token = next(tokens)
        for end in ends:
            line = []
            while token[0] < end:
                line.append(token)
                token = next(tokens)
            if line:
                yield line

    def _rebuilt(self) -> str:
        """Return the text as a reader finds it."""
        parts: list[str] = []
        at = 0
        for sentence in self._sentences:
            parts += ["\n" * (sentence[0][0] - at), self._text[sentence[0][0] : sentence[-1][1]]]
            at = sentence[-1][1]
        return "".join(parts)

    def _cells(self, at: int) -> list[str]:
        keys = self._spans_at.get(at, [])
        numbers = [f"[{self._number[key]}]" for key in keys]
        values = "|".join(
            f"{_escaped(self._labels[key])}{number}" for key, number in zip(keys, numbers, strict=True)
        )
        links = self._links_at.get(at, [])
        labels = "|".join(_escaped(label) for label, _, _ in links)
        ends = "|".join(self._governor(head, tail) for _, head, tail in links)
        return [
            "|".join(f"*{number}" for number in numbers) or "_",
            values or "_",
            labels or "_",
            ends or "_",
        ]

    def _governor(self, head: str, tail: str) -> str:
        first = self._tokens[self._reach[head][0]]
        return f"{self._ids[first]}[{self._number[head]}_{self._number[tail]}]"


def _escaped(value: str) -> str:
    return _ESCAPED.sub(lambda match: "\\" + {"\t": "t", "\n": "n"}.get(match[0], match[0]), value)


def _escaped_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _plain(value: str) -> str:
    names = {"t": "\t", "n": "\n", "r": "\r"}
    return _UNESCAPE.sub(lambda match: names.get(match[1], match[1]), value)


@dataclass(slots=True)
class _Layer:
    kind: str
    features: list[str]


@dataclass(slots=True)
class _Row:
    id: str
    start: int
    end: int
    token: str
    cells: list[str]


@dataclass(slots=True)
class _File:
    """What the lines of a file say: layers, sentences' texts with their first row, rows."""

    layers: list[_Layer] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the document of a file; lines that are no rows are told. Raises InputError without a header."""
    text = decode(data, name)
    if not text.startswith("#FORMAT=WebAnno TSV 3"):
        raise InputError(f"{name} does not begin with #FORMAT=WebAnno TSV 3.")
    found = _File()
    faults = list(_parse(text, found))
    yield from drafted([Value(name, found)], _drafts)
    yield from (InputError(f"{name}, line {number}: it is not a row of a token.") for number in faults[:20])


def _parse(text: str, found: _File) -> Iterator[int]:
    """Fill `found` from the lines; yield the numbers of those that are not understood."""
    pending: list[str] = []
    for number, line in enumerate(re.split(r"\r?\n", text), start=1):
        if line.startswith("#T_"):
            kind, _, rest = line[1:].partition("=")
            found.layers.append(_Layer(kind, rest.split("|")[1:] or [""]))
        elif line.startswith("#Text="):
            pending.append(_plain(line[6:]))
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            place = re.fullmatch(r"(\d{1,9})-(\d{1,9})", cells[1]) if len(cells) > 2 else None
            if place is None:
                yield number
                continue
            if pending:
                found.texts.append((len(found.rows), "\n".join(pending)))
                pending = []
            found.rows.append(_Row(cells[0], int(place[1]), int(place[2]), _plain(cells[2]), cells[3:]))


def _drafts(found: _File, where: str) -> Iterator[Draft]:
    draft = Draft(_text_of(found), where, unit=Unit.UTF16)
    spans = _Spans()
    for row in found.rows:
        column = 0
        for number, layer in enumerate(found.layers):
            cells = [_STACK.split(cell) for cell in row.cells[column : column + len(layer.features)]]
            column += len(layer.features)
            spans.take(row, number, layer, cells)
    spans.give(draft)
    yield draft


def _text_of(found: _File) -> str:
    """Return the text: the sentences where their first tokens stand, line breaks between."""
    parts: list[str] = []
    length = 0
    for at, surface in found.texts:
        row = found.rows[at]
        lead = len(surface[: max(surface.find(row.token), 0)].encode("utf-16-le")) // 2
        gap = row.start - lead - length
        if not 0 <= gap <= _WIDEST_GAP:
            raise ValueError(f"the sentence of the token {row.id} does not stand where its offsets say")
        parts += ["\n" * gap, surface]
        length += gap + len(surface.encode("utf-16-le", "surrogatepass")) // 2
    return "".join(parts)


class _Spans:
    """Annotations gathered over the rows: those with a number stand on several, or beside others."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, int, str, dict[str, object]]] = {}
        self._links: list[tuple[str, str, str]] = []
        self._at: dict[str, str] = {}

    def take(self, row: _Row, number: int, layer: _Layer, cells: list[list[str]]) -> None:
        """Take what a row says of a layer."""
        if not cells or all(value in ("_", "") for stack in cells for value in stack):
            return
        for at in range(max(map(len, cells))):
            values = [stack[at] if at < len(stack) else "_" for stack in cells]
            if layer.kind == "T_RL":
                self._link(row, values)
            elif layer.kind == "T_CH":
                self._chain(row, number, values)
            else:
                self._span(row, number, layer, values)

    def _span(self, row: _Row, number: int, layer: _Layer, values: list[str]) -> None:
        if all(value == "_" for value in values):
            return
        texts, ids = zip(*(_numbered(value) for value in values), strict=True)
        own = next((one for one in ids if one), "")
        key = f"{number}/{own}" if own else f"{number}/{row.id}"
        kept = {
            name: _plain(text) for name, text in zip(layer.features, texts, strict=False)
            if text not in ("_", "*", "") and not name.startswith("ROLE_")
        }  # fmt: skip
        label = kept.pop("value", None) or next(iter(kept.values()), None) or "annotation"
        self._put(key, row, str(label), {key: value for key, value in kept.items() if value != label})
        self._at.setdefault(row.id, key)

    def _chain(self, row: _Row, number: int, values: list[str]) -> None:
        match = re.fullmatch(r"(.*)->(\d+-\d+)", values[0])
        if match:
            label = match[1] if match[1] not in ("*", "_", "") else "chain"
            self._put(f"{number}/chain/{match[2]}", row, _plain(label), {})

    def _put(self, key: str, row: _Row, label: str, meta: dict[str, object]) -> None:
        start, end, known, others = self._found.get(key, (row.start, row.end, label, meta))
        self._found[key] = min(start, row.start), max(end, row.end), known, others

    def _link(self, row: _Row, values: list[str]) -> None:
        if values[-1] in ("_", ""):
            return
        label = next(
            (_plain(_numbered(value)[0]) for value in values[:-1] if value not in ("_", "*")), "related"
        )
        match = re.fullmatch(r"([\d.-]+)(?:\[(\d+)(?:_(\d+))?\])?", values[-1])
        if match:
            self._links.append((f"{match[1]}/{match[2] or 0}", f"{row.id}/{match[3] or 0}", label))

    def give(self, draft: Draft) -> None:
        """Give the draft all spans, then the relations between them."""
        for key, (start, end, label, meta) in self._found.items():
            draft.span(start, end, label, key=key, meta=meta)
        for head, tail, label in self._links:
            draft.relation(self._end(head), self._end(tail), label)

    def _end(self, end: str) -> str:
        row, _, number = end.rpartition("/")
        numbered = [key for key in self._found if key.endswith(f"/{number}") and key.count("/") == 1]
        return numbered[0] if number != "0" and numbered else self._at.get(row, f"row {row}")


def _numbered(value: str) -> tuple[str, str]:
    """Return a cell's value and the number of its annotation, empty where it has none."""
    match = _NUMBERED.fullmatch(value)
    return (match[1], match[2]) if match else (value, "")
