"""Chunks through an engine, in their order, by whoever works on them."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.transfer.corpus.chunks import Chunk, Extracted

if TYPE_CHECKING:
    from core.engine.engine import Engine

Runner = Callable[[Iterable[Chunk]], Iterator[Extracted]]
"""Yields what chunks give, in the order of the chunks; few of them are held at once."""


class Pool(Protocol):
    """Workers that take several chunks and finish them in any order."""

    @property
    def capacity(self) -> int:
        """How many chunks may be under way, so that no worker has to wait for work."""

    def submit(self, chunk: Chunk) -> None:
        """Take a chunk; this does not wait until it is done."""

    def wait(self) -> Extracted:
        """Wait for the next chunk to be done, whichever that is."""


@dataclass(frozen=True, slots=True)
class EngineSetup:
    """What is switched off in an engine, and the folders of the user's lists and rules."""

    without: frozenset[str] = frozenset()
    knowledge: tuple[Path, ...] = ()


AS_IT_IS = EngineSetup()


def load_for_corpus(engine_name: str, setup: EngineSetup = AS_IT_IS) -> "Engine":
    """Load an engine as chunks need it: the same scores whoever works, to the last digit."""
    # with several threads a matrix product is summed in another order, and on so small ones it is no faster
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from core.engine.catalogue import load_engine

    return load_engine(engine_name, setup.without, setup.knowledge)


def run_here(engine_name: str, setup: EngineSetup = AS_IT_IS) -> Runner:
    """Return a runner that uses this process; the engine is loaded when the first chunk comes."""

    def run(chunks: Iterable[Chunk]) -> Iterator[Extracted]:
        engine = None
        for chunk in chunks:
            engine = engine or load_for_corpus(engine_name, setup)
            yield Extracted(chunk, tuple(engine.propose_many(chunk.texts)))

    return run


def in_order(chunks: Iterable[Chunk], pool: Pool) -> Iterator[Extracted]:
    """Yield what a pool makes of chunks, in their order; no more than its capacity are under way or wait."""
    begun: deque[int] = deque()
    done: dict[int, Extracted] = {}

    def first() -> Extracted:
        number = begun.popleft()
        while number not in done:
            extracted = pool.wait()
            done[extracted.chunk.number] = extracted
        return done.pop(number)

    for chunk in chunks:
        pool.submit(chunk)
        begun.append(chunk.number)
        if len(begun) >= pool.capacity:
            yield first()
    while begun:
        yield first()
