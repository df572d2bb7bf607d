"""The program is killed in the middle of the work: what it said is durable is there."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from program import HAS_SCREEN, ROOT, Program, screen, wait_until
from user import SAMPLE

pytestmark = pytest.mark.skipif(not HAS_SCREEN, reason="Xvfb and xdotool are not there")

WORK = (
    "SELECT batch, action, json_extract(before, '$.state'), json_extract(after, '$.state')"
    " FROM corrections WHERE action <> 'propose' ORDER BY seq"
)


def rows(store: Path) -> list[tuple[str, ...]]:
    """Return what a person did, from the store."""
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(WORK).fetchall()


def test_a_killed_program_keeps_all_that_was_durable_and_undoes_it_later(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    arguments = (SAMPLE, "--store", store, "--annotator", "maria")
    with screen() as environment:
        with Program(environment, tmp_path / "first.jsonl", *arguments) as program:
            program.wait_for("proposals_painted")
            # Undo is traced as durable once it is back on the screen.
            for number, keys in enumerate((("Tab", "Return"), ("p",), ("shift+Right",), ("ctrl+z",)), 1):
                program.key(*keys)
                program.wait_for("durable", number)
            program.key("Delete")
            program.wait_for("durable", 5)
            program.kill()
            durable = [event["batch"] for event in program.events("durable")]
        done = rows(store)
        assert durable == [row[0] for row in done]
        assert [row[1] for row in done] == ["accept", "relabel", "resize", "undo", "reject"]
        with Program(environment, tmp_path / "second.jsonl", *arguments) as program:
            program.wait_for("engine_ready")
            program.wait_for("article_painted", 2)
            program.key("ctrl+z")
            program.wait_for("durable")
            assert rows(store)[5:] == [
                (program.events("durable")[0]["batch"], "undo", "rejected", "accepted")
            ]
            assert program.end() == 0
    check = [sys.executable, "-m", "core", "check", "--store", str(store)]
    assert subprocess.run(check, cwd=ROOT, capture_output=True).returncode == 0


def test_asked_to_end_the_program_writes_what_is_on_the_screen(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    with (
        screen() as environment,
        Program(environment, tmp_path / "trace.jsonl", SAMPLE, "--store", store) as program,
    ):
        program.wait_for("proposals_painted")
        program.key("Tab", *["Return"] * 12)
        program.wait_for("input")
        assert program.end() == 0
        begun = [event["batch"] for event in program.events("input")]
    assert begun == [row[0] for row in rows(store)]


@pytest.mark.parametrize("softly", [True, False])
def test_the_engines_process_does_not_outlive_the_window(tmp_path: Path, softly: bool) -> None:
    arguments = (SAMPLE, "--store", tmp_path / "store.db")
    with screen() as environment, Program(environment, tmp_path / "trace.jsonl", *arguments) as program:
        program.wait_for("engine_ready")
        (engine,) = program.children()
        if softly:
            assert program.end() == 0
        else:
            program.kill()
        wait_until(lambda: not engine.exists(), lambda: f"{engine} is still there")
