"""A full disk, an I/O error, a read-only place, a log left behind, two that write at once."""

import contextlib
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.annotation.edits.relabel import relabel
from core.errors import ConflictError, StoreError
from core.store.store import Store

LAYER = "anna"
needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not there")


def test_a_full_disk_refuses_and_loses_nothing(small_disk: Path, begin, writer, holds) -> None:
    path = begin(small_disk / "store.db")
    with writer(path, 1, count=20_000) as program:
        lines = program.stdout.readlines()
    assert program.returncode == 3
    assert lines[-1].startswith("refused There is no room on the disk to write to store.db.")
    holds(path, lines[:-1])
    with Store.open(path) as store:
        assert store.check().sound
        assert len(lines) > 20


def test_a_full_disk_goes_on_once_there_is_room(small_disk: Path, begin) -> None:
    path = begin(small_disk / "store.db")
    filler = small_disk / "filler"
    with Store.open(path) as store:
        article_id = store.article_ids()[0]
        with contextlib.suppress(OSError):
            filler.write_bytes(bytes(4 << 20))
        now = store.annotated(article_id, LAYER)
        corrections = [
            one
            for start in range(400)
            for one in add(now, start, start + 3, "ORG", Batch(article_id, LAYER, LAYER))
        ]
        with pytest.raises(StoreError, match="no room"):
            store.commit(corrections)
        assert len(store.annotated(article_id, LAYER)) == 0
        filler.unlink()
        store.commit(corrections)
        assert len(store.annotated(article_id, LAYER)) == 400
        assert store.check().sound


@needs_strace
@pytest.mark.parametrize(
    ("call", "when"), [("pwrite64", 60), ("pwrite64", 150), ("fdatasync", 8), ("fdatasync", 25), ("fsync", 3)]
)
def test_an_io_error_is_told_and_loses_nothing(path: Path, tmp_path: Path, writer, holds, call, when) -> None:
    inject = f"inject={call}:error=EIO:when={when}+"
    under = ("strace", "-f", "-qq", "-o", str(tmp_path / "log"), "-e", inject)
    with writer(path, 2, *under, count=120) as program:
        lines = program.stdout.readlines()
    assert program.returncode in (0, 3)
    if program.returncode == 3:
        assert "refused" in lines.pop()
    holds(path, lines)
    with Store.open(path) as store:
        assert store.check().sound


@pytest.fixture
def read_only(small_disk: Path, begin) -> Callable[..., Path]:
    """Begin a store on a disk, do something to it, then take away the right to write there."""

    def read_only(work: Callable[[Path], object] = lambda path: None) -> Path:
        path = begin(small_disk / "store.db")
        work(path)
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
        return path

    return read_only


def rubricator(verb: str, *arguments: object, store: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "core", verb, *map(str, arguments), "--store", str(store)]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_read_only_place_is_told(read_only) -> None:
    path = read_only()
    with pytest.raises(StoreError, match="cannot be written") as caught:
        Store.open(path)
    assert "copy" in caught.value.hint
    script = Path(f"{path.parent}.jsonl")
    script.write_text('{"article": "Title 1", "action": "status", "status": "reviewed"}', encoding="utf-8")
    refused = rubricator("apply", script, store=path)
    assert refused.returncode == 1
    assert "cannot be written" in refused.stderr


def test_a_store_in_a_read_only_place_is_read(read_only, tmp_path: Path) -> None:
    path = read_only()
    out = tmp_path / "out.jsonl"
    for verb, *arguments in (
        ("search", "oslo"),
        ("history",),
        ("stats",),
        ("check",),
        ("export", "--format", "jsonl", "--out", out),
        ("backup", tmp_path / "backup.db"),
    ):
        done = rubricator(verb, *arguments, store=path)
        assert (done.returncode, done.stderr) == (0, ""), verb
    assert out.read_text(encoding="utf-8").count("Oslo") == 100
    with Store.open(path, reading=True) as store:
        assert store.is_read_only
        with pytest.raises(StoreError, match="cannot be written"):
            store.set_setting("key", "value")
    with Store.open(tmp_path / "backup.db") as store:
        assert len(store.article_ids()) == 5
    with Store.open(tmp_path / "mine.db") as store:
        assert store.merge(path).articles == 5


@pytest.fixture
def killed(writer) -> Callable[[Path], list[str]]:
    """Have a program work on a store until it is killed; return what it said is durable."""

    def killed(path: Path) -> list[str]:
        with writer(path, 3) as program:
            lines = [program.stdout.readline() for _ in range(10)]
            program.kill()
            return lines

    return killed


def test_a_log_left_in_a_read_only_place_is_read(read_only, killed) -> None:
    durable: list[str] = []
    path = read_only(lambda path: durable.extend(killed(path)))
    assert Path(f"{path}-wal").stat().st_size
    with Store.open(path, reading=True) as store:
        assert all(store.batch(line.split()[0]) for line in durable)
        assert store.check().sound


def test_a_log_that_cannot_be_read_is_told(read_only, killed) -> None:
    def work(path: Path) -> None:
        killed(path)
        Path(f"{path}-shm").unlink()

    path = read_only(work)
    done = rubricator("stats", store=path)
    assert done.returncode == 1
    assert "store.db-wal" in done.stderr and "Copy both" in done.stderr


@pytest.mark.parametrize("cut", [None, 1, 2, 3])
def test_a_log_left_behind_is_taken_up(path: Path, tmp_path: Path, writer, holds, cut: int | None) -> None:
    with writer(path, 3) as program:
        lines = [program.stdout.readline() for _ in range(40)]
        program.kill()
        lines += [line for line in program.stdout if line.endswith("\n")]
    copy = tmp_path / "copy.db"
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
    if cut is not None:
        log = Path(f"{copy}-wal")
        os.truncate(log, random.Random(cut).randrange(log.stat().st_size))
        lines = []
    holds(copy, lines)
    with Store.open(copy) as store:
        assert store.check().sound


def test_a_stray_journal_does_no_harm(path: Path, writer, holds) -> None:
    with writer(path, 4) as program:
        lines = [program.stdout.readline() for _ in range(5)]
        program.kill()
        lines += [line for line in program.stdout if line.endswith("\n")]
    Path(f"{path}-journal").write_bytes(b"\xd9\xd5\x05\xf9 not a journal" * 40)
    holds(path, lines)
    with Store.open(path) as store:
        assert store.check().sound


def test_two_that_write_see_each_other_within_a_second(path: Path, writer, holds) -> None:
    with Store.open(path) as store, writer(path, 5) as program:
        seen, slowest = store.data_version(), 0.0
        lines = []
        for _ in range(20):
            lines.append(program.stdout.readline())
            begin = time.monotonic()
            while store.data_version() == seen or not store.batch(lines[-1].split()[0]):
                assert time.monotonic() - begin < 1
            slowest = max(slowest, time.monotonic() - begin)
            seen = store.data_version()
        program.kill()
        lines += [line for line in program.stdout if line.endswith("\n")]
    holds(path, lines)
    assert slowest < 1


def test_two_on_one_span_are_told_and_nothing_is_overwritten(path: Path) -> None:
    with Store.open(path) as one, Store.open(path) as other:
        article_id = one.article_ids()[0]
        batch = Batch(article_id, LAYER, "one")
        one.commit(add(one.annotated(article_id, LAYER), 0, 7, "ORG", batch))
        (span,) = other.annotated(article_id, LAYER)
        other.commit(relabel([span], "GPE", Batch(article_id, LAYER, "other")))
        with pytest.raises(ConflictError, match="was changed in another window by other"):
            one.commit(relabel([span], "LOC", batch))
        assert [span.label for span in one.annotated(article_id, LAYER)] == ["GPE"]
