"""What was acknowledged is kept: through a kill, a full disk, and other programs that write."""

import contextlib
import multiprocessing
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.edits.add import add
from core.annotation.span import Span
from core.errors import ConflictError, StoreBusyError, StoreFullError
from core.store import opening
from core.store.store import Store

LAYER = "anna"

WRITER = """
import sys
from pathlib import Path
from core.annotation.correction import Action, Batch
from core.annotation.span import Span
from core.store.store import Store

store = Store.open(Path(sys.argv[1]))
(article_id,) = store.article_ids()
while True:
    batch = Batch(article_id, "anna", "anna")
    corrections = [batch.correction(Action.ADD, None, Span(0, 7, "PERSON", "anna")) for _ in range(3)]
    store.commit(corrections)
    print(batch.id, flush=True)
"""

FULL = """
import resource, signal, sys
from pathlib import Path
from core.annotation.correction import Action, Batch
from core.annotation.span import Span
from core.errors import StoreFullError
from core.store.store import Store

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(Path(sys.argv[1]))
(article_id,) = store.article_ids()
def new():
    batch = Batch(article_id, "anna", "anna")
    spans = [Span(0, 7, "PERSON", "anna", note="n" * 500) for _ in range(99)]
    return [batch.correction(Action.ADD, None, span) for span in spans]
written = 0
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
try:
    while True:
        corrections = new()
        store.commit(corrections)
        written += len(corrections)
except StoreFullError as error:
    print(error.sentence)
assert store.last_seq() == written
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.commit(corrections)
assert store.last_seq() == written + len(corrections)
assert store.check().sound
"""


@pytest.mark.parametrize("after", [1, 5, 30])
def test_a_kill_loses_nothing_that_was_acknowledged(
    store: Store, article: Article, path: Path, after: int
) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        acknowledged = [writer.stdout.readline().strip() for _ in range(after)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    store.close()
    with Store.open(path) as store:
        assert all(len(store.batch(batch_id)) == 3 for batch_id in acknowledged)
        assert len(store.annotated(article.id, LAYER)) == store.last_seq()
        assert store.check().sound


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_told_and_the_same_commit_goes_through_later(
    store: Store, article: Article, path: Path
) -> None:
    store.close()
    done = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "There is no room on the disk to write to articles.db." in done.stdout


def test_a_store_with_no_pages_left_is_told(store: Store, article: Article) -> None:
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    batch = Batch(article.id, LAYER, "anna")
    corrections = [
        batch.correction(Action.ADD, None, Span(0, 7, "PERSON", LAYER, note="x" * 900)) for _ in range(99)
    ]
    with pytest.raises(StoreFullError, match="no room"):
        store.commit(corrections)
    assert store.last_seq() == 0
    assert len(store.annotated(article.id, LAYER)) == 0
    store._connection.execute("PRAGMA max_page_count = 1000000")
    store.commit(corrections)
    assert len(store.annotated(article.id, LAYER)) == 99
    assert store.check().sound


def test_a_busy_store_is_told_and_the_same_commit_goes_through_later(
    article: Article, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    with Store.open(path) as store, contextlib.closing(sqlite3.connect(path)) as other:
        corrections = add(
            store.annotated(article.id, LAYER), 0, 7, "PERSON", Batch(article.id, LAYER, "anna")
        )
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match=r"Another program is writing to articles\.db"):
            store.commit(corrections)
        assert len(store.annotated(article.id, LAYER)) == 0
        other.execute("ROLLBACK")
        store.commit(corrections)
        assert len(store.annotated(article.id, LAYER)) == 1


def test_a_commit_waits_for_another_program(store: Store, article: Article, path: Path) -> None:
    other = sqlite3.connect(path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.3, other.rollback)
    timer.start()
    store.commit(add(store.annotated(article.id, LAYER), 0, 7, "PERSON", Batch(article.id, LAYER, "anna")))
    timer.join()
    other.close()
    assert store.last_seq() == 1


def test_two_processes_lose_none_of_each_others_work(store: Store, article: Article, path: Path) -> None:
    span = Span(0, 7, "PERSON", LAYER)
    store.commit([Batch(article.id, LAYER, "anna").correction(Action.ADD, None, span)])
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        written = pool.starmap(_relabel_often, [(path, article.id, span.id, name) for name in "abc"])
    history = store.history(layer=LAYER, newest_first=False)
    assert {one.id for one in history[1:]} == {one for ids in written for one in ids}
    assert len(history) == 1 + 3 * 25
    assert store.check().sound


def _relabel_often(path: Path, article_id: str, span_id: str, name: str) -> list[str]:
    ids: list[str] = []
    with Store.open(path) as store:
        while len(ids) < 25:
            span = store.annotated(article_id, LAYER).get(span_id)
            assert span
            after = span.changed(label=f"{name}{len(ids)}")
            correction = Batch(article_id, LAYER, name).correction(Action.RELABEL, span, after)
            with contextlib.suppress(ConflictError):
                store.commit([correction])
                ids.append(correction.id)
    return ids


def test_another_thread_may_use_it(store: Store, article: Article) -> None:
    corrections = add(store.annotated(article.id, LAYER), 0, 7, "PERSON", Batch(article.id, LAYER, "anna"))
    thread = threading.Thread(target=store.commit, args=(corrections,))
    thread.start()
    thread.join()
    assert store.last_seq() == 1
