"""A Dask cluster: the same chunks, on other machines.

This is the only place in Rubricator that opens a network connection, and only to the scheduler that the user
names. What goes there are the articles' texts; what comes back are proposals.
"""

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any

from core.engine.proposal import Proposal
from core.errors import EngineError, InputError, UsageError
from core.transfer.corpus.chunks import Chunk, Extracted
from core.transfer.corpus.running import Runner, in_order, load_for_corpus

if TYPE_CHECKING:
    from core.engine.engine import Engine

_PATIENCE = 10
"""How long to wait for the scheduler, and for a first worker, in seconds."""
_LEAST_UNDER_WAY = 2
_one_at_a_time = Lock()


def run_on_cluster(engine_name: str, version: str, address: str) -> Runner:
    """Return a runner that uses the workers of the Dask scheduler at `address`.

    They must have the same version of the engine. Raises InputError where Dask is not installed, no scheduler
    answers or it has no workers; UsageError for what is no address; EngineError where a worker has no such
    engine, or the scheduler is gone.
    """
    distributed = _distributed()

    def run(chunks: Iterable[Chunk]) -> Iterator[Extracted]:
        with _client(distributed, address) as client:
            try:
                yield from in_order(chunks, _Cluster(distributed, client, engine_name, version))
            except OSError as error:
                raise _gone() from error

    return run


class _Cluster:
    """The pool; see `core.transfer.corpus.running.Pool`. Dask itself repeats what a worker took along."""

    def __init__(self, distributed: Any, client: Any, engine_name: str, version: str) -> None:
        self._client = client
        self._killed = distributed.KilledWorker
        self._engine = engine_name, version
        self._chunks: dict[str, Chunk] = {}
        self._completed = distributed.as_completed([], loop=client.loop)

    @property
    def capacity(self) -> int:
        """Two chunks for each thread of the workers that there are now."""
        threads: int = sum(self._client.nthreads().values())
        return max(_LEAST_UNDER_WAY, 2 * threads)

    def submit(self, chunk: Chunk) -> None:
        """Send a chunk."""
        future = self._client.submit(_proposals, *self._engine, chunk.texts, pure=False)
        self._chunks[future.key] = chunk
        self._completed.add(future)

    def wait(self) -> Extracted:
        """Wait for the next chunk. Raises EngineError where a worker has no such engine."""
        future = next(self._completed)
        chunk = self._chunks.pop(future.key)
        try:
            # what a worker took along since it was done is made anew meanwhile
            return Extracted(chunk, future.result())
        except self._killed:
            return Extracted(chunk, None)
        except CancelledError as error:
            raise _gone() from error


@lru_cache(maxsize=1)
def _engine(name: str, version: str) -> "Engine":
    """Return the engine, which stays loaded in a worker from chunk to chunk."""
    engine = load_for_corpus(name)
    if engine.version != version:
        raise EngineError(
            f'A worker of the cluster has version {engine.version} of the engine "{name}", not {version}.',
            "Install the same Rubricator everywhere.",
        )
    return engine


def _proposals(name: str, version: str, texts: tuple[str, ...]) -> tuple[tuple[Proposal, ...], ...]:
    """Work on a chunk, within a worker; an engine is used from one thread at a time."""
    with _one_at_a_time:
        return tuple(_engine(name, version).propose_many(texts))


def _gone() -> EngineError:
    return EngineError(
        "The scheduler of the cluster is gone.", "Run the command again: with --out it goes on where it was."
    )


def _distributed() -> Any:
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError as error:
        raise InputError(
            "A cluster needs Dask, which is not installed.", "Install it: pip install 'rubricator[cluster]'"
        ) from error
    # what it tells of workers that come and go is no concern of the user's: their chunks are repeated
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # nor is it that a chunk may hold one article of 10 MB
    import_module("dask").config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"})
    return distributed


@contextmanager
def _client(distributed: Any, address: str) -> Iterator[Any]:
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except OSError as error:
        raise InputError(f"No Dask scheduler answers at {address}.", "Start one: dask scheduler") from error
    except (ValueError, TypeError) as error:
        raise UsageError(f'"{address}" is no address.', "Write it as tcp://HOST:PORT.") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise InputError(
                f"The Dask scheduler at {address} has no workers.", f"Start some: dask worker {address}"
            ) from error
        yield client
