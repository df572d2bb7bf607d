"""Several processes: order, death, and what a chunk that kills leaves behind."""

import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from typing import Any

import pytest

from core.errors import UsageError
from core.transfer.corpus import processes
from core.transfer.corpus.chunks import Chunk, Extracted, NamedText
from core.transfer.corpus.processes import run_in_processes
from core.transfer.corpus.running import EngineSetup, run_here

TEXT = "It cost $5 on 3 May 2024."


def chunks(count: int) -> Iterator[Chunk]:
    for number in range(count):
        yield Chunk(number, (NamedText(f"a{number}", f"{TEXT} {number} per cent."), NamedText("b", TEXT)))


def expected(count: int) -> list[Extracted]:
    return list(run_here("rules")(chunks(count)))


def working() -> set[int]:
    return {process.pid for process in active_children() if process.pid}


def test_the_order_is_kept_and_nothing_is_lost() -> None:
    assert list(run_in_processes("rules", 2)(chunks(20))) == expected(20)


def test_a_process_that_is_killed_is_replaced_and_its_chunk_repeated() -> None:
    killed: set[int] = set()
    found = []
    for extracted in run_in_processes("rules", 2)(chunks(40)):
        found.append(extracted)
        if len(found) in (5, 20):
            victim = min(working() - killed)
            os.kill(victim, getattr(signal, "SIGKILL", signal.SIGTERM))
            killed.add(victim)
    assert len(killed) == 2
    assert found == expected(40)
    assert not working()


def deadly_work(
    engine_name: str,
    setup: EngineSetup,
    threads: int,
    tasks: "Connection[Any, Any]",
    results: "Connection[Any, Any]",
) -> None:
    """A worker that dies of one text."""
    results.send(processes._READY)
    while True:
        texts = tasks.recv()
        if any("13 per cent" in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        results.send(tuple(() for _ in texts))


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_chunk_that_kills_twice_is_left_out_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    forking = get_context("fork")  # a worker that is spawned could not find this module
    monkeypatch.setattr(processes, "get_context", lambda method: forking)
    monkeypatch.setattr(processes, "_work", deadly_work)
    found = list(run_in_processes("rules", 2)(chunks(20)))
    assert [one.chunk.number for one in found] == list(range(20))
    assert [one.chunk.number for one in found if one.proposals is None] == [13]


def test_a_fault_of_the_engine_is_told_as_in_one_process() -> None:
    with pytest.raises(UsageError, match='There is no engine "ruels"'):
        list(run_in_processes("ruels", 2)(chunks(1)))
