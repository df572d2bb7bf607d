"""Several processes on this machine, each with an engine; one that dies is replaced, its chunk repeated."""

import os
import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from core.errors import EngineError, RubricatorError
from core.transfer.corpus.chunks import Chunk, Extracted
from core.transfer.corpus.running import AS_IT_IS, EngineSetup, Runner, in_order, load_for_corpus

_MOST_DEATHS = 2
"""A chunk on which so many processes died is left out."""
_MOST_FAILED_STARTS = 3
_READY = "ready"


def run_in_processes(engine_name: str, jobs: int, setup: EngineSetup = AS_IT_IS) -> Runner:
    """Return a runner that uses `jobs` processes; they are started when the first chunk comes.

    Raises EngineError where they cannot be started.
    """

    def run(chunks: Iterable[Chunk]) -> Iterator[Extracted]:
        with _processes(engine_name, jobs, setup) as pool:
            yield from in_order(chunks, pool)

    return run


@dataclass(slots=True)
class _Worker:
    """A process, its two one-way pipes (which need no socket), and the chunk that it works on."""

    process: BaseProcess
    tasks: "Connection[Any, Any]"
    results: "Connection[Any, Any]"
    chunk: Chunk | None = None


class _Processes:
    """The pool; see `core.transfer.corpus.running.Pool`."""

    def __init__(self, engine_name: str, jobs: int, setup: EngineSetup) -> None:
        self.capacity = 2 * jobs
        self._engine = engine_name, setup
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._waiting: deque[Chunk] = deque()
        self._done: deque[Extracted] = deque()
        self._deaths: Counter[int] = Counter()
        self._failed_starts = 0

    def submit(self, chunk: Chunk) -> None:
        """Take a chunk."""
        self._waiting.append(chunk)
        self._hand_out()

    def wait(self) -> Extracted:
        """Wait for the next chunk to be done. Raises EngineError where no process comes up."""
        while not self._done:
            busy = {worker.results: worker for worker in self._workers if worker.chunk}
            for results in wait(list(busy)):
                self._hear(busy[results])  # type: ignore[index]
            self._hand_out()
        return self._done.popleft()

    def end(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
            worker.tasks.close()
            worker.results.close()

    def _hand_out(self) -> None:
        while self._waiting:
            idle = next((worker for worker in self._workers if worker.chunk is None), None)
            if idle is None and len(self._workers) == self._jobs:
                return
            worker = idle or self._start()
            worker.chunk = self._waiting.popleft()
            try:
                worker.tasks.send(worker.chunk.texts)
            except OSError:
                self._bury(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            answer = worker.results.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if isinstance(answer, RubricatorError):
            raise answer
        self._failed_starts = 0
        if answer != _READY and worker.chunk is not None:
            self._done.append(Extracted(worker.chunk, answer))
            worker.chunk = None

    def _start(self) -> _Worker:
        context = get_context("spawn")
        its_tasks, tasks = context.Pipe(duplex=False)
        results, its_results = context.Pipe(duplex=False)
        threads = max(1, (os.cpu_count() or 1) // self._jobs)
        process = context.Process(
            target=_work, args=(*self._engine, threads, its_tasks, its_results), daemon=True
        )
        process.start()
        its_tasks.close()
        its_results.close()
        self._failed_starts += 1
        self._workers.append(_Worker(process, tasks, results))
        return self._workers[-1]

    def _bury(self, worker: _Worker) -> None:
        """Take a dead process out, and give its chunk to another, or up."""
        self._workers.remove(worker)
        worker.process.join()
        worker.tasks.close()
        worker.results.close()
        if self._failed_starts >= _MOST_FAILED_STARTS * self._jobs:
            raise EngineError("The processes of the engine end before they are ready.")
        if worker.chunk is None:
            return
        self._deaths[worker.chunk.number] += 1
        if self._deaths[worker.chunk.number] < _MOST_DEATHS:
            self._waiting.appendleft(worker.chunk)
        else:
            self._done.append(Extracted(worker.chunk, None))


@contextmanager
def _processes(engine_name: str, jobs: int, setup: EngineSetup) -> Iterator[_Processes]:
    pool = _Processes(engine_name, jobs, setup)
    try:
        yield pool
    finally:
        pool.end()


def _work(
    engine_name: str,
    setup: EngineSetup,
    threads: int,
    tasks: "Connection[Any, Any]",
    results: "Connection[Any, Any]",
) -> None:
    """Be a worker until the pipe of tasks ends, with the life of the process that made it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    try:
        engine = load_for_corpus(engine_name, setup)
        results.send(_READY)
        while True:
            results.send(tuple(engine.propose_many(tasks.recv())))
    except RubricatorError as fault:
        results.send(fault)
    except (EOFError, BrokenPipeError):
        return
