"""Stores for hostile tests, and what must hold of them whatever happened."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.store.store import Store

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).with_name("writer.py")
WHOLE = "SELECT batch, count(*), min(annotator) FROM corrections GROUP BY batch"

Holds = Callable[[Path, Iterable[str]], None]


def begun(path: Path, articles: int = 5) -> Path:
    """Begin a store at `path` and return it."""
    with Store.open(path) as store:
        store.add_articles(Article(f"Title {n}", f"Article {n} about Oslo. " * 20) for n in range(articles))
    return path


@pytest.fixture
def begin() -> Callable[[Path], Path]:
    return begun


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return begun(tmp_path / "store.db")


@pytest.fixture
def writer() -> Callable[..., "subprocess.Popen[str]"]:
    """Start the writing program on a store, under another command if one is given; `count` ends it."""

    def start(path: Path, seed: int, *under: str, count: int | None = None) -> "subprocess.Popen[str]":
        end = [] if count is None else [str(count)]
        return subprocess.Popen(
            [*under, sys.executable, str(WRITER), str(path), str(seed), *end],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    return start


@pytest.fixture
def holds() -> Holds:
    """Assert that a store has all acknowledged batches, and none in part, without any repair."""

    def holds(path: Path, acknowledged: Iterable[str]) -> None:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            there = {batch: (count, annotator) for batch, count, annotator in connection.execute(WHOLE)}
        for batch, (count, annotator) in there.items():
            assert annotator == f"n{count}", f"{batch} is half-written"
        for line in acknowledged:
            batch, count = line.split()
            assert there.get(batch) == (int(count), f"n{count}"), f"{batch} was acknowledged and is lost"

    return holds


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root may mount")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
