"""A file's bytes to documents: the format told or found, archives opened, origins set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO

from core.annotation.span import Span
from core.errors import InputError
from core.formats.archive import Archive, files_in, is_archive
from core.formats.decoding import Source
from core.formats.format import Beside, Document, Format
from core.formats.names import decode_name
from core.formats.registry import FORMATS, documents_of, find_format
from core.formats.sniffing import AUTO, HEAD, Guess, guess, is_office

_DEEPEST = 3
"""How many archives may lie one in another."""


def nothing_beside(name: str) -> None:
    """Return None: the bytes came alone."""


def _nobody(name: str, found: Guess) -> None:
    """Tell nobody what a file was taken for."""


@dataclass(slots=True)
class Opening:
    """Opens files in one format, or each in that of its content.

    `whole_pages` asks for all text of web pages, not their main text alone. `told` is called with what a file
    was taken for, where that was looked for.
    """

    format_name: str = AUTO
    whole_pages: bool = False
    told: Callable[[str, Guess], None] = _nobody

    def stream(
        self, file: BinaryIO, name: str, beside: Beside = nothing_beside, depth: int = 0
    ) -> Iterator[Document | InputError]:
        """Do as `documents` with an open file, which may be larger than memory where its format streams."""
        try:
            head = file.read(HEAD + 1)
            if len(head) > HEAD and file.seekable():
                file.seek(0)
                yield from self._opened(file, head, name, beside, depth)
            else:
                yield from self.documents(head + file.read(), name, beside, depth)
        except InputError as error:
            yield error

    def documents(
        self, data: bytes, name: str, beside: Beside = nothing_beside, depth: int = 0
    ) -> Iterator[Document | InputError]:
        """Yield the documents of a file, or of all files in an archive; what cannot be read in its place.

        Spans that state no origin get `import:FORMAT`.
        """
        yield from self._opened(data, data, name, beside, depth)

    def _opened(
        self, source: Source, head: bytes, name: str, beside: Beside, depth: int
    ) -> Iterator[Document | InputError]:
        """Yield the documents of a source that begins with `head`."""
        try:
            packed = is_archive(head) and self.format_name not in _ARCHIVES
            if packed and not is_office(source):
                yield from self._packed(Archive(source, name), depth)
                return
            if packed and not isinstance(source, bytes):
                source.seek(0)
            found = self._guess(head, name, packed)
            if self.format_name == AUTO:
                self.told(name, found)
            row = find_format(found.name)
            if not row.reads:
                raise InputError(
                    f"{name} is in the format {row.name}, which can be exported, but not imported."
                )
            for one in documents_of(row, source, name, beside, self.whole_pages):
                yield one if isinstance(one, InputError) else _completed(one, row)
        except InputError as error:
            yield error

    def _guess(self, head: bytes, name: str, office: bool) -> Guess:
        if self.format_name != AUTO:
            return Guess(self.format_name)
        return Guess(_OFFICE) if office else guess(head, name)

    def _packed(self, archive: Archive, depth: int) -> Iterator[Document | InputError]:
        if depth == _DEEPEST:
            raise InputError(f"{archive.name} lies too deep in other archives.")
        read_any = False
        for one in files_in(archive):
            if isinstance(one, InputError):
                read_any = True
                yield one
                continue
            name, file = one
            if self._is_companion(archive, name):
                continue
            read_any = True
            folder = PurePosixPath(name).parent

            def beside(other: str, folder: PurePosixPath = folder) -> bytes | None:
                return archive.read(str(folder / other))

            yield from self.stream(file, f"{archive.name}/{name}", beside, depth + 1)
        if not read_any:
            yield InputError(f"{archive.name} holds no files that can be read.")

    def _is_companion(self, archive: Archive, name: str) -> bool:
        if self.format_name != AUTO:
            wanted = find_format(self.format_name).suffixes
            return bool(wanted) and not name.lower().endswith(wanted)
        return is_companion(name, archive.names)


_OFFICE = "docx"
_ARCHIVES = frozenset({_OFFICE})
_COMPANIONS = {".txt": (".ann", ".jsonld")}
_SETTINGS = (
    "annotation.conf",
    "visual.conf",
    "tools.conf",
    "typesystem.xml",
    "labeling_config.xml",
    "readme.txt",
)


def is_companion(name: str, names: tuple[str, ...] | frozenset[str]) -> bool:
    """Whether a file only completes another: a text beside its standoff, a tool's settings."""
    path = PurePosixPath(name)
    if path.name.lower() in _SETTINGS or path.suffix.lower() == ".dtd":
        return True
    others = _COMPANIONS.get(path.suffix.lower(), ())
    typed = path.name.lower().endswith("-typesystem.xml")
    return typed or any(str(path.with_suffix(suffix)) in names for suffix in others)


def known_suffixes() -> tuple[str, ...]:
    """Return the suffixes of files that are looked for in a folder."""
    own = [suffix for row in FORMATS if row.reads for suffix in row.suffixes]
    return tuple(dict.fromkeys([*own, ".zip"]))


def _completed(document: Document, row: Format) -> Document:
    """Return a document with the origin of its spans, and labels without escapes."""
    origin = f"import:{row.name}"
    spans = document.spans
    relations = document.relations
    if row.labels or any(not span.origin for span in spans):
        named = decode_name if row.labels else str
        spans = tuple(
            # dataclasses.replace takes ten times as long, and there are many spans.
            Span(
                span.start, span.end, named(span.label), span.layer, span.state, span.origin or origin,
                span.score, span.annotator, span.note, span.meta, span.id,
            )
            for span in spans
        )  # fmt: skip
    if row.labels:
        relations = tuple(replace(one, label=decode_name(one.label)) for one in relations)
    return replace(document, spans=spans, relations=relations)
