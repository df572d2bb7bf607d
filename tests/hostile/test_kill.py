"""kill -9 at random points of a stream of corrections: nothing acknowledged is lost, nothing half there.

Twenty kills by default; RUBRICATOR_KILLS=200 asks for as many.
"""

import os
import random
import sys
import time
from pathlib import Path

from core.store.store import Store

KILLS = int(os.environ.get("RUBRICATOR_KILLS", "20"))


def test_no_kill_loses_or_halves_anything(path: Path, writer, holds, capsys) -> None:
    source = random.Random(6)
    acknowledged: list[str] = []
    for kill in range(KILLS):
        with writer(path, kill) as program:
            acknowledged.append(program.stdout.readline())
            time.sleep(source.uniform(0, 0.05))
            program.kill()
            acknowledged += [line for line in program.stdout if line.endswith("\n")]
        holds(path, acknowledged)
        if kill % 10 == 9:
            with Store.open(path) as store:
                assert store.check().sound
    with Store.open(path) as store:
        assert store.check().sound
        assert len(acknowledged) >= KILLS
        figures = f"{KILLS} kills, {len(acknowledged)} acknowledged batches, {store.last_seq()} corrections"
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}: 0 lost, 0 half-written\n")


def test_a_killed_first_start_leaves_a_store_that_opens(tmp_path: Path, writer) -> None:
    source = random.Random(7)
    for kill in range(max(5, KILLS // 10)):
        path = tmp_path / f"new{kill}.db"
        with writer(path, kill) as program:
            # Until it says it has no articles, or is killed while it makes the tables.
            time.sleep(source.uniform(0.1, 0.6))
            program.kill()
        with Store.open(path) as store:
            assert store.check().sound
