"""What can be opened as a store, and what is refused in a sentence and left as it was."""

import contextlib
import multiprocessing
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.errors import StoreError
from core.store import migrations
from core.store.store import Store
from core.store.version import APPLICATION_ID, MAJOR, VERSION


def contents(folder: Path) -> dict[str, bytes]:
    # The -shm file is shared memory: SQLite marks in it who is reading.
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.endswith("-shm"))
    return {str(file): file.read_bytes() for file in files}


def make(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_new_store_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "ü 🙂.db"
    with Store.open(path) as store:
        assert store.path == path
        assert store.article_ids() == ()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with contextlib.closing(sqlite3.connect(path)) as connection:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode")
        }
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert pragmas == {"application_id": APPLICATION_ID, "user_version": VERSION, "journal_mode": "wal"}
    assert {"articles", "spans", "relations", "corrections", "reviews", "labels", "settings"} <= tables


def test_an_empty_file_counts_as_new(path: Path) -> None:
    path.touch()
    with Store.open(path) as store:
        store.add_article(Article("Title", "Text"))


def test_opening_again_needs_no_sqlite_utils(path: Path) -> None:
    Store.open(path).close()
    program = (
        "import sys, pathlib\nfrom core.store.store import Store\n"
        "Store.open(pathlib.Path(sys.argv[1])).close()\nprint('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_newer_minor_version_opens(path: Path) -> None:
    Store.open(path).close()
    make(path, f"PRAGMA user_version = {VERSION + 1}", "ALTER TABLE spans ADD COLUMN colour TEXT")
    with Store.open(path) as store:
        store.add_article(Article("Title", "Text"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION + 1


def test_a_newer_major_version_is_refused(path: Path) -> None:
    Store.open(path).close()
    make(path, f"PRAGMA user_version = {(MAJOR + 1) * 1000}")
    refused(path, "newer Rubricator")


def test_a_newer_major_version_that_is_still_in_the_log_is_refused(path: Path) -> None:
    Store.open(path).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {(MAJOR + 1) * 1000}")
        refused(path, "newer Rubricator")


@pytest.mark.parametrize(
    "content", [b"x", b"plain text\n" * 100, b"SQLite format 3\0 but short", bytes(5000)]
)
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, "is not a store")


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_another_programs_database_is_refused(path: Path, mode: str) -> None:
    make(path, f"PRAGMA journal_mode = {mode}", "CREATE TABLE notes (id)")
    refused(path, "another program")


def test_another_programs_database_in_use_is_left_alone(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE notes (id)")
        refused(path, "another program")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "is a folder")


def test_a_device_is_refused() -> None:
    with pytest.raises(StoreError, match="no ordinary file"):
        Store.open(Path("/dev/null"))


@pytest.mark.parametrize("empty", [True, False])
def test_a_missing_store_is_not_made_unasked(path: Path, empty: bool) -> None:
    if empty:
        path.touch()
    before = contents(path.parent)
    with pytest.raises(StoreError) as caught:
        Store.open(path, create=False)
    assert caught.value.hint
    assert contents(path.parent) == before


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(tmp_path / "file" / "a.db", "cannot be opened")


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Lay down root's rights, which no permission keeps out; for anyone else nothing changes."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="needs Unix permissions")
@pytest.mark.parametrize("what", ["file", "unreadable file", "folder", "new"])
def test_a_place_that_cannot_be_written_is_told(what: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "a.db"
        if what != "new":
            Store.open(path).close()
            path.chmod({"file": 0o444, "unreadable file": 0o000, "folder": 0o666}[what])
        folder.chmod(0o777 if what.endswith("file") else 0o555)
        with as_nobody(), pytest.raises(StoreError, match="cannot be") as caught:
            Store.open(path)
        folder.chmod(0o777)
        assert caught.value.hint
        assert [file.name for file in folder.iterdir()] == ([] if what == "new" else ["a.db"])


def test_an_older_store_is_brought_up_to_date(path: Path) -> None:
    with Store.open(path) as store:
        article = store.add_article(Article("Title", "Text"))
    make(path, "PRAGMA user_version = 0")
    with Store.open(path) as store:
        assert store.article_ids() == (article.id,)
        assert store.check().sound
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_a_migration_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(db: object) -> None:
        raise sqlite3.OperationalError("out of luck")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS, fails))
        with pytest.raises(StoreError, match="out of luck"):
            Store.open(path)
    assert path.read_bytes() == b""
    with Store.open(path) as store:
        assert store.check().sound


def test_a_damaged_store_is_told(path: Path) -> None:
    Store.open(path).close()
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 20_000)
    with pytest.raises(StoreError, match=r"damaged|cannot be used"):
        Store.open(path)


def test_many_at_once_make_one_store(path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(_add, [(path, number) for number in range(8)])
    with Store.open(path) as store:
        assert len(store.article_ids()) == 8
        assert store.check().sound


def _add(path: Path, number: int) -> None:
    with Store.open(path) as store:
        store.add_article(Article(f"Title {number}", f"Text {number}"))


def refused(path: Path, sentence: str) -> None:
    before = contents(path.parent)
    with pytest.raises(StoreError, match=sentence) as caught:
        Store.open(path)
    assert caught.value.hint
    assert contents(path.parent) == before
