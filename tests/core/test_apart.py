"""Work in a process of its own: what it yields, how far it is, its faults, its end."""

import os
from collections.abc import Iterator
from functools import partial

import pytest

from core.apart import ProcessEndedError, apart
from core.errors import InputError
from core.progress import CancelledError, CancelToken, Progress


def counted(most: int, progress: Progress) -> Iterator[tuple[int, int]]:
    """Yield numbers with the process they come from."""
    for number in progress.over(range(most), most, "counting"):
        yield number, os.getpid()


def faulty(_progress: Progress) -> Iterator[int]:
    """Yield one number, then find a fault."""
    yield 1
    raise InputError("It is torn.", "Mend it.")


def ended(_progress: Progress) -> Iterator[int]:
    """End as a killed process does."""
    yield 1
    os._exit(9)


def test_what_is_yielded_comes_in_order_from_another_process() -> None:
    steps: list[tuple[int, int | None, str]] = []
    found = list(apart(partial(counted, 3), Progress(lambda *step: steps.append(step))))
    assert [number for number, _ in found] == [0, 1, 2]
    assert os.getpid() not in {process for _, process in found}
    assert steps[-1] == (3, 3, "counting")


def test_a_fault_is_raised_after_what_came_before_it() -> None:
    found = apart(faulty, Progress())
    assert next(found) == 1
    with pytest.raises(InputError) as fault:
        next(found)
    assert (fault.value.sentence, fault.value.hint) == ("It is torn.", "Mend it.")


def test_a_process_that_ends_is_told() -> None:
    found = apart(ended, Progress())
    assert next(found) == 1
    with pytest.raises(ProcessEndedError):
        next(found)


def test_it_ends_when_it_is_cancelled() -> None:
    token = CancelToken()
    found = apart(partial(counted, 10**9), Progress(token=token))
    _, process = next(found)
    token.cancel()
    with pytest.raises(CancelledError):
        list(found)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
