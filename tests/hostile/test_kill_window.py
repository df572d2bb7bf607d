"""kill -9 of the window at random points of a stream of keys: what the trace calls durable is in the store.

Three kills by default; RUBRICATOR_KILLS=200 asks for as many.
"""

import contextlib
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import assets
from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.span import Span
from core.store.store import Store

KILLS = int(os.environ.get("RUBRICATOR_KILLS", "3"))
ROOT = Path(__file__).parents[2]
TYPIST = Path(__file__).with_name("typist.py")
SECONDS = 60
LAYER = "maria"
HALF_UNDONE = """
    SELECT count(*) FROM batches WHERE undoes IS NOT NULL
    AND (SELECT count(*) FROM corrections WHERE batch = batches.id)
    <> (SELECT count(*) FROM corrections WHERE batch = batches.undoes)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A private home, and a screen in memory."""
    private = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    own = {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return {**private, **own}


@pytest.fixture
def proposed(tmp_path: Path) -> Path:
    """A store with three articles in which every name is proposed."""
    path = tmp_path / "store.db"
    text = assets.path("samples", "000_37ceacafcc040ebd.txt").read_text(encoding="utf-8")
    with Store.open(path) as store:
        for article in store.add_articles(Article(f"Copy {n}", f"{text}\n{n}") for n in range(3)):
            batch = Batch(article.id, LAYER, "engine")
            places = [found.span() for found in re.finditer(r"[A-Z]\w+", article.text)]
            spans = [Span(*place, "ORG", LAYER, origin="engine:names@1", score=0.5) for place in places]
            store.commit([batch.correction(Action.PROPOSE, None, span) for span in spans])
    return path


def durable(trace: Path) -> list[str]:
    """Return the batches that the trace calls durable; the program may have died within its last line."""
    if not trace.exists():
        return []
    lines = trace.read_text(encoding="utf-8").split("\n")[:-1]
    return [event["batch"] for event in map(json.loads, lines) if event["event"] == "durable"]


@contextlib.contextmanager
def at_work(store: Path, trace: Path, seed: int, environment: dict[str, str]) -> Iterator[None]:
    """The window with somebody typing, until the block ends: then it is killed."""
    arguments = ("--store", str(store), "--annotator", LAYER, "--trace", str(trace))
    with subprocess.Popen([sys.executable, str(TYPIST), str(seed), *arguments], env=environment) as program:
        try:
            yield
            assert program.poll() is None, "it ended by itself"
        finally:
            program.kill()


def wait_for_work(trace: Path) -> None:
    end = time.monotonic() + SECONDS
    while not durable(trace):
        assert time.monotonic() < end, "nothing became durable"
        time.sleep(0.02)


@pytest.mark.timeout(60 + 60 * KILLS)
def test_no_kill_of_the_window_loses_or_halves_anything(
    proposed: Path, tmp_path: Path, environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    source = random.Random(6)
    acknowledged: list[str] = []
    for kill in range(KILLS):
        trace = tmp_path / f"{kill}.jsonl"
        with at_work(proposed, trace, kill, environment):
            wait_for_work(trace)
            time.sleep(source.uniform(0, 0.5))
        acknowledged += durable(trace)
        with contextlib.closing(sqlite3.connect(proposed)) as connection:
            there = {batch for (batch,) in connection.execute("SELECT DISTINCT batch FROM corrections")}
            assert connection.execute(HALF_UNDONE).fetchone() == (0,)
        lost = [batch for batch in acknowledged if batch not in there]
        assert not lost, f"{lost} were acknowledged and are lost"
    with Store.open(proposed) as store:
        assert store.check().sound
        figures = f"{KILLS} kills, {len(acknowledged)} acknowledged batches, {store.last_seq()} corrections"
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}: 0 lost, 0 half-written\n")
