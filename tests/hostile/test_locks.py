"""A store opened twice in one process, while another process comes and goes: nothing acknowledged is lost.

POSIX drops all locks that a process has on a file as soon as it closes any descriptor of it ("How To
Corrupt An SQLite Database File", 2.2). Without them another process that closes the store takes itself
for the last one, and removes the log that this one goes on writing to.
"""

import subprocess
import sys
from pathlib import Path

from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.store.opening import check_file
from core.store.store import Store


def come_and_go(path: Path) -> None:
    """Have another process open the store, read and close it."""
    command = [sys.executable, "-m", "core", "stats", "--store", str(path)]
    subprocess.run(command, check=True, capture_output=True)


def test_a_second_opening_in_the_same_process_does_not_drop_the_locks(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Store.open(path) as store:
        article = store.add_article(Article("One", "Kim met Trump."))
        with Store.open(path, create=False) as second:
            assert second.article_ids() == (article.id,)
        check_file(path, create=False)
        come_and_go(path)
        assert path.with_name("store.db-wal").exists()
        batch = Batch(article.id, "maria", "maria")
        store.commit(add(store.annotated(article.id, "maria"), 0, 3, "PERSON", batch))
        come_and_go(path)
        with Store.open(path, create=False) as second:
            assert len(second.annotated(article.id, "maria")) == 1
            assert second.check().sound
