"""The window's command: what it says when it cannot begin, and that it leaves all as it was."""

import sqlite3
from pathlib import Path

import pytest
from program import run
from PySide6.QtGui import QImage
from user import SAMPLE

from core.store.store import Store


def one_sentence(text: str) -> str:
    """Return the only line of standard error, which is no traceback."""
    lines = [line for line in text.splitlines() if not line.startswith("This plugin does not support")]
    assert len(lines) == 1, text
    assert lines[0].startswith("rubricator: ")
    return lines[0]


def test_without_a_display_one_line_names_what_works_without() -> None:
    done = run(SAMPLE, DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert done.returncode == 1
    line = one_sentence(done.stderr)
    assert "There is no display" in line
    for verb in ("extract", "import", "export", "check"):
        assert verb in line


def test_a_display_that_nobody_serves_is_one_line_too() -> None:
    done = run(SAMPLE, DISPLAY=":4711", WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert done.returncode == 1
    assert "no display" in one_sentence(done.stderr)


def test_an_unknown_option_has_a_near_match() -> None:
    done = run("--stroe", "x.db")
    assert done.returncode == 2
    assert 'There is no option "--stroe". Did you mean "--store"?' in one_sentence(done.stderr)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    done = run("--store", tmp_path)
    assert done.returncode == 1
    assert "is a folder, not a store" in one_sentence(done.stderr)
    assert list(tmp_path.glob("*")) == [tmp_path / "home"]


def test_a_text_file_is_no_store_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a store.\n" * 40)
    done = run("--store", path)
    assert done.returncode == 1
    assert "is not a store" in one_sentence(done.stderr)
    assert path.read_text() == "Not a store.\n" * 40


def test_another_programs_database_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    done = run("--store", path)
    assert done.returncode == 1
    assert "database of another program" in one_sentence(done.stderr)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Store.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9000")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = path.read_bytes()
    done = run("--store", path)
    assert done.returncode == 1
    assert "newer Rubricator" in one_sentence(done.stderr)
    assert path.read_bytes() == before


def test_a_trace_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = run("--store", tmp_path / "store.db", "--trace", tmp_path / "no" / "trace.jsonl")
    assert done.returncode == 1
    assert "The trace cannot be written" in one_sentence(done.stderr)


def test_a_screenshot_is_taken_without_a_screen(tmp_path: Path) -> None:
    picture = tmp_path / "pictures" / "window.png"
    done = run(SAMPLE, "--store", tmp_path / "store.db", "--screenshot", picture)
    assert done.returncode == 0, done.stderr
    assert QImage(str(picture)).width() > 700


def test_a_screenshot_of_an_empty_store_is_taken_too(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = run("--store", tmp_path / "store.db", "--screenshot", picture)
    assert done.returncode == 0, done.stderr
    assert picture.exists()


@pytest.mark.parametrize("home", [None, "/dev/null/nowhere"])
def test_with_a_store_named_no_home_is_needed(tmp_path: Path, home: str | None) -> None:
    picture = tmp_path / "window.png"
    done = run(SAMPLE, "--store", tmp_path / "store.db", "--screenshot", picture, HOME=home)
    assert done.returncode == 0, done.stderr
    assert picture.exists()


def test_without_a_home_the_default_store_is_a_sentence() -> None:
    done = run(SAMPLE, HOME="/dev/null/nowhere")
    assert done.returncode == 1
    assert "Name a store with --store." in one_sentence(done.stderr)


def test_a_picture_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run(SAMPLE, "--store", tmp_path / "store.db", "--screenshot", tmp_path / "file" / "window.png")
    assert done.returncode == 1
    assert "picture" in one_sentence(done.stderr)
