"""brat's standoff, in and out: a text beside an `.ann` file of spans, relations, notes, attributes, links.

A discontinuous span comes in as the whole that it covers, its fragments in meta. Relations between
events, and equivalences, are relations here. Out goes an archive with `annotation.conf`. Offsets count
code points. Source: brat.nlplab.org/standoff.html.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise
from pathlib import PurePath
from typing import BinaryIO

from core.annotation.span import Span
from core.errors import InputError
from core.formats.archive import ArchiveWriter
from core.formats.decoding import decode
from core.formats.draft import Draft
from core.formats.fields import ids_of
from core.formats.format import FRAGMENTS, Beside, Document, Loss, fragments_of
from core.formats.losses import loss

KEPT = "brat"
"""The key of a meta with what only brat has: events, attributes, normalizations, equivalences, as lines."""

_NOTE = "AnnotatorNotes"
_MOST_FAULTS = 100
_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"[\r\n]")


def read(data: bytes, name: str, beside: Beside = lambda _: None) -> Iterator[Document | InputError]:
    """Yield the one document of an `.ann` file and the text beside it. Raises InputError without a text."""
    text_name = PurePath(name).with_suffix(".txt").name
    text = beside(text_name)
    if text is None:
        raise InputError(f"{name}: the text {text_name} does not lie beside it.")
    lines = decode(data, name) if data.strip() else ""
    try:
        draft = Draft(decode(text, text_name), name, PurePath(name).stem)
    except ValueError as error:
        raise InputError(f"{text_name}: {error}.") from error
    standoff = _Standoff(draft, [line.rstrip("\r") for line in lines.split("\n")])
    standoff.take()
    yield from draft.found()


class _Standoff:
    """The lines of an `.ann` file, of which any may name any other.

    Lines that say what only brat has are kept as they stand, in the article's meta.
    """

    def __init__(self, draft: Draft, lines: list[str]) -> None:
        self._draft = draft
        self._lines = [line.split("\t") for line in lines]
        self._notes: dict[str, list[str]] = {}
        self._meta: dict[str, dict[str, object]] = {}
        self._triggers: dict[str, str] = {}
        self._kept: list[str] = []

    def take(self) -> None:
        """Give the draft all that the lines say; what is not understood is a fault with its line."""
        for second in (False, True):
            for number, cells in enumerate(self._lines, start=1):
                if not cells[0].strip():
                    continue
                try:
                    self._line(cells, second)
                except (ValueError, IndexError) as error:
                    if len(self._draft.faults) < _MOST_FAULTS:
                        self._draft.faults.append(f"line {number} is not standoff ({error})")
        if self._kept:
            self._draft.keep(KEPT, self._kept)

    def _line(self, cells: list[str], second: bool) -> None:
        kind = cells[0][0]
        takes = {"T": self._span, "R": self._binary, "E": self._event, "*": self._equivalents}
        if second and kind in takes:
            takes[kind](cells)
        elif not second and kind in "E#AMN":
            self._attribute(cells)
        elif kind not in "TRE*#AMN":
            raise ValueError(f"it begins with {cells[0][:20]!r}")

    def _binary(self, cells: list[str]) -> None:
        label, one, other = cells[1].strip().split(" ")
        self._relation(one.partition(":")[2], other.partition(":")[2], label, {})

    def _equivalents(self, cells: list[str]) -> None:
        label, *members = cells[1].strip().split(" ")
        line = "\t".join(cells)
        for one, other in pairwise(members):
            self._relation(one, other, label, {KEPT: line})
        self._kept.append(line)

    def _attribute(self, cells: list[str]) -> None:
        kind = cells[0][0]
        if kind == "E":
            self._triggers[cells[0]] = cells[1].split(" ")[0].partition(":")[2]
            return
        target = cells[1].split(" ")[1]
        if kind == "#" and target.startswith("T"):
            self._notes.setdefault(target, []).append(cells[2] if len(cells) > 2 else "")
            return
        if kind in "AM":
            name, _, *value = cells[1].split(" ")
            self._meta.setdefault(target, {})[name] = value[0] if value else True
        elif kind == "N":
            _, _, reference = cells[1].split(" ", 2)
            self._meta.setdefault(target, {})["reference"] = reference
        self._kept.append("\t".join(cells))

    def _span(self, cells: list[str]) -> None:
        key, (label, places) = cells[0], cells[1].split(" ", 1)
        pieces = [tuple(map(int, piece.split(" "))) for piece in places.split(";")]
        if any(len(piece) != 2 for piece in pieces):
            raise ValueError("a place is no two numbers")
        meta = dict(self._meta.get(key, {}))
        text = self._draft.text
        if len(pieces) > 1 and not _only_breaks_between(text, pieces):
            meta[FRAGMENTS] = [list(piece) for piece in pieces]
        surface = cells[2] if len(cells) > 2 and len(pieces) == 1 else None
        start, end = min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)
        note = " ".join(self._notes.get(key, []))
        self._draft.span(start, end, label, surface, key=key, meta=meta, note=note)

    def _event(self, cells: list[str]) -> None:
        trigger, *arguments = cells[1].strip().split(" ")
        line = "\t".join(cells)
        for argument in arguments:
            role, _, target = argument.partition(":")
            self._relation(trigger.partition(":")[2], target, role, {KEPT: line})
        self._kept.append(line)

    def _relation(self, one: str, other: str, label: str, meta: dict[str, object]) -> None:
        head, tail = self._triggers.get(one, one), self._triggers.get(other, other)
        self._draft.relation(head, tail, label, meta)


def _only_breaks_between(text: str, pieces: list[tuple[int, ...]]) -> bool:
    """Whether the pieces are one span that brat cannot write whole: it allows no line break in one."""
    ordered = sorted(pieces)
    gaps = [text[one[1] : other[0]] for one, other in pairwise(ordered)]
    return all(gap and not gap.strip("\r\n") for gap in gaps)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an archive: for each document a text and its `.ann`, and one `annotation.conf`."""
    types = _Types()
    broken = narrowed = dropped = 0
    with ArchiveWriter(file) as archive:
        for document in documents:
            name = archive.free_name(str(document.article.meta.get("id", document.article.title)))
            ids = ids_of(document.spans)
            kept = _kept_lines(document, ids)
            dropped += len(document.article.meta.get(KEPT) or ()) - len(kept)
            lines = [_span_line(span, ids[span.id], document.article.text) for span in document.spans]
            lines += [*_relation_lines(document, ids, kept), *_note_lines(document, ids, kept), *kept]
            noted = [span.note for span in document.spans if span.note]
            broken += sum(len(note.splitlines()) > 1 or "\t" in note for note in noted)
            narrowed += sum(_ends_in_a_break(span, document.article.text) for span in document.spans)
            types.take(document, kept)
            archive.add(f"{name}.txt", document.article.text.encode("utf-8"))
            archive.add(f"{name}.ann", "".join(f"{line}\n" for line in lines).encode("utf-8"))
        archive.add("annotation.conf", types.configuration().encode("utf-8"))
    return (
        *loss("line breaks", narrowed, "span", "narrowed by the line breaks at its ends"),
        *loss("note breaks", broken, "note", "written on one line"),
        *loss("kept lines", dropped, "event or attribute", "left out: what it is about has changed"),
    )


def _kept_lines(document: Document, ids: Mapping[str, str]) -> list[str]:
    """Return the kept lines that still hold: all that they name is there, their relations too."""
    kept = [line for line in document.article.meta.get(KEPT) or () if isinstance(line, str) and "\t" in line]
    stand = Counter(str(one.meta.get(KEPT)) for one in document.relations)
    known = set(ids.values())
    while True:
        events = {line.split("\t")[0] for line in kept if line[0] in "ERAMN"}
        found = [line for line in kept if _holds(line, known | events, stand)]
        if len(found) == len(kept):
            return kept
        kept = found


def _holds(line: str, known: set[str], stand: Mapping[str, int]) -> bool:
    about = line.split("\t")[1]
    names = re.findall(r"(?:^|[ :])([TE]\d+)(?=\s|$)", about)
    wanted = {"E": about.strip().count(" "), "*": about.strip().count(" ") - 1}
    return known.issuperset(names) and stand.get(line, 0) >= wanted.get(line[0], 0)


def _relation_lines(document: Document, ids: Mapping[str, str], kept: Sequence[str]) -> Iterator[str]:
    """Yield the relations that no kept line says."""
    new = [one for one in document.relations if one.meta.get(KEPT) not in kept]
    for at, one in enumerate(new, start=1):
        yield f"R{at}\t{one.label} Arg1:{ids[one.head]} Arg2:{ids[one.tail]}\t"


def _note_lines(document: Document, ids: Mapping[str, str], kept: Sequence[str]) -> Iterator[str]:
    taken = {line.split("\t")[0] for line in kept}
    free = (name for number in count(1) if (name := f"#{number}") not in taken)
    for span in document.spans:
        if span.note:
            yield f"{next(free)}\t{_NOTE} {ids[span.id]}\t{' '.join(span.note.split())}"


def _ends_in_a_break(span: Span, text: str) -> bool:
    surface = text[span.start : span.end]
    return surface != surface.strip("\r\n") != ""


def _span_line(span: Span, key: str, text: str) -> str:
    pieces = [piece for start, end in fragments_of(span) for piece in _without_breaks(text, start, end)]
    places = ";".join(f"{start} {end}" for start, end in pieces)
    surface = " ".join(text[start:end] for start, end in pieces)
    return f"{key}\t{span.label} {places}\t{_BREAK.sub(' ', surface)}"


def _without_breaks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the pieces of a place between line breaks, which brat allows in none; of breaks alone, it."""
    pieces = [(start + match.start(), start + match.end()) for match in _LINE.finditer(text[start:end])]
    return pieces or [(start, end)]


class _Types:
    """The types that occur, for `annotation.conf`, without which brat shows nothing."""

    def __init__(self) -> None:
        self._sections: dict[str, dict[str, None]] = {
            name: {} for name in ("entities", "relations", "events", "attributes")
        }

    def take(self, document: Document, kept: Sequence[str]) -> None:
        """Take the types of a document."""
        for span in document.spans:
            self._sections["entities"][span.label] = None
        for one in document.relations:
            self._sections["relations"][f"{one.label}\tArg1:<ENTITY>, Arg2:<ENTITY>"] = None
        for line in kept:
            about = line.split("\t")[1].split(" ")
            if line[0] == "E":
                arguments = ", ".join(dict.fromkeys(f"{one.partition(':')[0]}*:<ANY>" for one in about[1:]))
                self._sections["events"][f"{about[0].partition(':')[0]}\t{arguments}"] = None
            elif line[0] in "AM":
                self._sections["attributes"][f"{about[0]}\tArg:<ANY>"] = None

    def configuration(self) -> str:
        """Return the file."""
        return "\n".join(
            "".join(f"{line}\n" for line in (f"[{name}]", *lines)) for name, lines in self._sections.items()
        )
