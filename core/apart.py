"""Long work in a process of its own: the program stays quick meanwhile, however much of Python it takes."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from core.errors import RubricatorError
from core.progress import Progress

Item = TypeVar("Item")
Work = Callable[[Progress], Iterable[Item]]
"""Something that can be pickled: a function of a module, or a `partial` of one."""

_LOOK_EVERY = 0.1  # seconds between two looks at whether it was cancelled
_GOODBYE = 5.0  # seconds to end by itself when its work is done


class ProcessEndedError(RubricatorError):
    """The process ended before its work did: it was killed, or ran out of memory."""


@dataclass(frozen=True, slots=True)
class _Yielded(Generic[Item]):
    item: Item


@dataclass(frozen=True, slots=True)
class _Reached:
    done: int
    total: int | None
    what: str


class _Finished:
    """Nothing more comes."""


def apart(work: Work[Item], progress: Progress) -> Iterator[Item]:
    """Yield what `work` yields in another process.

    Raises CancelledError, and the process is ended at once; what `work` raises that is a RubricatorError;
    ProcessEndedError where the process ended before it had finished, by a bug say.
    """
    context = get_context("spawn")
    answers, its_answers = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, its_answers), daemon=True)
    process.start()
    its_answers.close()
    try:
        yield from _heard(answers, progress)
        process.join(_GOODBYE)
    finally:
        process.kill()
        process.join()
        answers.close()


def _heard(answers: "Connection[Any, Any]", progress: Progress) -> Iterator[Any]:
    while True:
        progress.check()
        if not answers.poll(_LOOK_EVERY):
            continue
        try:
            answer = answers.recv()
        except EOFError:
            raise ProcessEndedError("The process that did this work stopped.", "Try it again.") from None
        if isinstance(answer, RubricatorError):
            raise answer
        if isinstance(answer, _Finished):
            return
        if isinstance(answer, _Yielded):
            yield answer.item
        else:
            progress.reach(answer.done, answer.total, answer.what)


def _work(work: Work[Any], answers: "Connection[Any, Any]") -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        for item in work(Progress(lambda *how_far: answers.send(_Reached(*how_far)))):
            answers.send(_Yielded(item))
        answers.send(_Finished())
    except RubricatorError as fault:
        answers.send(fault)
    except BrokenPipeError:
        return
