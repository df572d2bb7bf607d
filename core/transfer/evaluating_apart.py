"""Engines measured in a process of their own: it may take minutes, and a window stays quick meanwhile."""

import os
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from core.engine.evaluating import EvaluationReport, GoldText, evaluate
from core.errors import EngineError, InputError, RubricatorError
from core.formats.format import Document
from core.progress import Progress
from core.store.store import Store
from core.transfer.gold import gold_of_documents, gold_of_store
from core.transfer.reading import find_sources, read_sources

_LOOK_EVERY = 0.1  # seconds between two looks at whether it was cancelled


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be measured: engines, by name, on the reviewed articles of a store, or on those of a file.

    `layer` says whose spans are right (None: the only one, or `gold`); `stages` has each stage weighed, too.
    """

    engines: tuple[str, ...]
    store: Path
    file: Path | None = None
    layer: str | None = None
    stages: bool = False


def evaluate_apart(asked: Asked, progress: Progress) -> EvaluationReport:
    """Return what the engines reached.

    Raises what `core.engine.evaluating.evaluate` and `core.transfer.gold` do, and EngineError where the
    process dies. When it is cancelled the process is ended at once.
    """
    context = get_context("spawn")
    results, its_results = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(asked, its_results), daemon=True)
    process.start()
    its_results.close()
    try:
        return _heard(results, progress)
    finally:
        process.kill()
        process.join()
        results.close()


def _heard(results: "Connection[Any, Any]", progress: Progress) -> EvaluationReport:
    while True:
        progress.check()
        if not results.poll(_LOOK_EVERY):
            continue
        try:
            answer = results.recv()
        except EOFError:
            raise EngineError("The process that measures the engines stopped.") from None
        if isinstance(answer, EvaluationReport):
            return answer
        if isinstance(answer, RubricatorError):
            raise answer
        progress.reach(*answer)


def _work(asked: Asked, results: "Connection[Any, Any]") -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    progress = Progress(lambda *how_far: results.send(how_far))
    try:
        results.send(evaluate(_gold(asked), asked.engines, asked.stages, progress))
    except RubricatorError as fault:
        results.send(fault)
    except BrokenPipeError:
        return


def _gold(asked: Asked) -> tuple[GoldText, ...]:
    if asked.file is None:
        with Store.open(asked.store, create=False, reading=True) as store:
            return gold_of_store(store, asked.layer)
    found = list(read_sources(find_sources([str(asked.file)])))
    for fault in found:
        if isinstance(fault, InputError):
            raise fault
    return gold_of_documents((one for one in found if isinstance(one, Document)), asked.layer)
