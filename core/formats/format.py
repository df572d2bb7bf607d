"""What a format reads and writes: documents, records that cannot be read, and what is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from core.annotation.article import Article
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.errors import InputError


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its spans, of any layers, and relations, as a file holds them.

    A span or relation with an empty `layer` goes to the layer of whoever imports it; an empty `origin`
    stands for the format that it came in. `own_id` is the id that the file gives the article, empty
    where it gives none.
    """

    article: Article
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    own_id: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not hold: the kind, how many times, and a sentence for the user.

    `missing_spans` of them are spans that are not in the file at all.
    """

    kind: str
    count: int
    sentence: str
    missing_spans: int = 0


class Reader(Protocol):
    """A format that can be imported."""

    def read(self, data: bytes, name: str) -> Iterator[Document | InputError]:
        """Yield the documents of a file's bytes; in place of a record that cannot be read, why not.

        `name` is the file's, for titles and sentences. Raises InputError where nothing can be read.
        """


class Writer(Protocol):
    """A format that can be exported."""

    def write(self, documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
        """Write the documents; return what was lost."""


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the registry: a format's name, what it is called, and what it can hold.

    `carries` names what survives in it beside text, place and label: `layers`, `states`, `relations`,
    `scores`, `notes`, `annotators`, `overlap`, `parts of tokens`, `meta`.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str
    reads: bool
    writes: bool
    carries: tuple[str, ...] = ()
