"""A corpus in chunks: what one process is given at once, and what a run that was stopped goes on from.

The same articles always make the same chunks, whoever works on them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from core.engine.proposal import Proposal
from core.formats.format import Document

_ARTICLES = 64
_LENGTH = 64_000
"""A chunk ends with the article that fills it, in articles or in code points: a second or two of work."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """An article as an engine needs it, with the name that it has in what comes out."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some articles that follow each other; chunks are numbered from 0."""

    number: int
    articles: tuple[NamedText, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The articles' texts."""
        return tuple(article.text for article in self.articles)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A chunk with the proposals of each of its articles; None where the work on it killed its process."""

    chunk: Chunk
    proposals: tuple[tuple[Proposal, ...], ...] | None


def in_chunks(articles: Iterable[NamedText]) -> Iterator[Chunk]:
    """Yield articles in chunks, in their order; none but the chunk in hand is kept."""
    number = length = 0
    gathered: list[NamedText] = []
    for article in articles:
        gathered.append(article)
        length += len(article.text)
        if len(gathered) == _ARTICLES or length >= _LENGTH:
            yield Chunk(number, tuple(gathered))
            number, length, gathered = number + 1, 0, []
    if gathered:
        yield Chunk(number, tuple(gathered))


class Names:
    """What each article is called: its own id, else the file's name, or its path where the name is taken.

    Names of files are remembered, ids are not: a corpus with ids takes no memory here.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def named(self, document: Document) -> NamedText:
        """Return a document with its name."""
        article = document.article
        return NamedText(document.own_id or self._of_file(article.source), article.text)

    def _of_file(self, source: str) -> str:
        short = PurePath(source).name
        name = source if short in self._taken else short
        self._taken.add(name)
        return name
