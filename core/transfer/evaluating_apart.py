"""Engines measured in a process of their own: it may take minutes, and a window stays quick meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.apart import apart
from core.engine.evaluating import EvaluationReport, GoldText, evaluate
from core.errors import InputError
from core.formats.format import Document
from core.progress import Progress
from core.store.store import Store
from core.transfer.gold import gold_of_documents, gold_of_store
from core.transfer.reading import find_sources, read_sources


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

    Raises what `core.engine.evaluating.evaluate` and `core.transfer.gold` do, and what `core.apart` does.
    """
    (report,) = apart(partial(_measured, asked), progress)
    return report


def _measured(asked: Asked, progress: Progress) -> Iterator[EvaluationReport]:
    yield evaluate(_gold(asked), asked.engines, asked.stages, progress)


def _gold(asked: Asked) -> tuple[GoldText, ...]:
    if asked.file is None:
        with Store.open(asked.store, create=False, reading=True) as store:
            return gold_of_store(store, asked.layer)
    found = list(read_sources(find_sources([str(asked.file)])))
    for fault in found:
        if isinstance(fault, InputError):
            raise fault
    return gold_of_documents((one for one in found if isinstance(one, Document)), asked.layer)
