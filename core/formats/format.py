"""What a format reads and writes: documents, records that cannot be read, and what is lost."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import BinaryIO, Protocol

from core.annotation.article import Article
from core.annotation.correction import Correction
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.errors import InputError
from core.formats.decoding import Source
from core.formats.names import Alphabet

Beside = Callable[[str], bytes | None]
"""Returns the bytes of a file that lies beside the one being read, by its name; None where there is none."""

FRAGMENTS = "fragments"
"""The key of a span's meta that keeps the pieces of a discontinuous one, as `[[start, end], ...]`."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its spans, of any layers, and relations, as a file holds them.

    A span or relation with an empty `layer` goes to the layer of whoever imports it; an empty `origin`
    stands for the format that it came in. `own_id` is the id that the file gives the article, empty
    where it gives none. `remarks` are sentences on what had to be repaired on reading. `history` are the
    corrections that made the spans, where they are handed on, too.
    """

    article: Article
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    own_id: str = ""
    remarks: tuple[str, ...] = ()
    history: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not hold: its kind, how many of which thing, and what became of them.

    `missing_spans` of them are spans that are not in the file at all.
    """

    kind: str
    count: int
    thing: str
    what: str
    missing_spans: int = 0

    @property
    def sentence(self) -> str:
        """It for the user, such as `2 spans without note.`."""
        things = self.thing if self.count == 1 else f"{self.thing}s"
        return f"{self.count} {things} {self.what}."

    def plus(self, other: "Loss") -> "Loss":
        """Return it together with that of another file, of the same kind."""
        return replace(
            self, count=self.count + other.count, missing_spans=self.missing_spans + other.missing_spans
        )


class Reader(Protocol):
    """A format that can be imported."""

    def read(self, data: bytes, name: str) -> Iterator[Document | InputError]:
        """Yield the documents of a file's bytes; in place of a record that cannot be read, why not.

        `name` is the file's, for titles and sentences. Raises InputError where nothing can be read.
        """


class PairReader(Protocol):
    """A format of which one document lies in several files."""

    def read(self, data: bytes, name: str, beside: Beside) -> Iterator[Document | InputError]:
        """Do as `Reader.read`; `beside` returns the other files by their names."""


class StreamReader(Protocol):
    """A format of many records, of which no more than a few need be in memory."""

    def read(self, data: Source, name: str) -> Iterator[Document | InputError]:
        """Do as `Reader.read`, with the bytes or with the open file."""


class PageReader(Protocol):
    """A format of pages, of which the main text can be read or all."""

    def read(self, data: bytes, name: str, whole: bool = False) -> Iterator[Document | InputError]:
        """Do as `Reader.read`; `whole` asks for all text, menus and advertisements too."""


class Writer(Protocol):
    """A format that can be exported."""

    def write(self, documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
        """Write the documents; return what was lost."""


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the registry: a format's name, what it is called, and what it can hold.

    `carries` names what survives in it beside place and label, by the kinds of `losses.KINDS`.
    `packed` formats have a file or more for each document: they are written as one ZIP archive.
    `paired` ones need the files beside the one that is read; of `pages` all text can be asked for.
    `extra` names the optional part of the installation that brings the library for it. `labels` are the
    signs that labels may have in it (None: any); others are escaped on writing, and come back on reading.
    `keeps` is the key of a meta in which its reader keeps what only its writer understands.
    A format that `streams` is read from an open file, a record after the other.
    `cut` says what becomes of spans that cut its tokens unless the user chooses, a value of `fitting.Cut`.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str
    reads: bool
    writes: bool
    carries: tuple[str, ...] = ()
    packed: bool = False
    paired: bool = False
    extra: str = ""
    pages: bool = False
    labels: Alphabet | None = None
    cut: str = "widen"
    keeps: str = ""
    streams: bool = False


def fragments_of(span: Span) -> list[tuple[int, int]]:
    """Return the pieces of a discontinuous span, sorted; its one place where it has none that are sound."""
    given = span.meta.get(FRAGMENTS)
    try:
        pieces = sorted((int(start), int(end)) for start, end in given or ())
    except (TypeError, ValueError):
        return [span.place]
    sound = all(start < end for start, end in pieces) and all(
        one[1] <= other[0] for one, other in pairwise(pieces)
    )
    covers = bool(pieces) and (pieces[0][0], pieces[-1][1]) == span.place
    return pieces if sound and covers else [span.place]
