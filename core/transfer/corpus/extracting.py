"""A corpus through an engine to a file or a stream, chunk by chunk."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from core.engine.proposal import Proposal
from core.progress import Progress
from core.transfer.corpus.chunks import Chunk, NamedText, in_chunks
from core.transfer.corpus.running import Runner

WHAT = "extracting"
"""What progress says of it."""

Render = Callable[[NamedText, Sequence[Proposal]], str]
"""Returns what is written for an article."""


class Output(Protocol):
    """Where chunks go; see `core.transfer.corpus.output_file.OutputFile`."""

    def missing(self, chunks: Iterable[Chunk]) -> Iterable[Chunk]:
        """Return the chunks that are not there yet."""

    def add(self, number: int, content: str, lost: str = "") -> None:
        """Write what a chunk gave, the next in order; `lost` says what was left out."""


def extract(
    articles: Iterable[NamedText], runner: Runner, render: Render, output: Output, progress: Progress
) -> None:
    """Write what an engine proposes for articles, in their order; memory does not grow with their number.

    A chunk that kills who works on it is left out. Raises CancelledError, EngineError, and what `output`
    raises.
    """
    for extracted in runner(output.missing(in_chunks(articles))):
        chunk, proposals = extracted.chunk, extracted.proposals
        if proposals is None:
            output.add(chunk.number, "", _lost(chunk))
        else:
            output.add(chunk.number, "".join(map(render, chunk.articles, proposals)))
        for _ in progress.over(chunk.articles, what=WHAT):
            pass


def _lost(chunk: Chunk) -> str:
    first, last = chunk.articles[0].name, chunk.articles[-1].name
    number = len(chunk.articles)
    which = f'The article "{first}" was' if number == 1 else f'{number} articles, "{first}" to "{last}", were'
    return f"{which} left out: the process that worked on them ended, twice."
