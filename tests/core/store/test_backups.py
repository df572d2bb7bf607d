"""Backups that are made by themselves, how many stay, and going back to one."""

import contextlib
import gzip
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.errors import StoreError
from core.progress import CancelledError, CancelToken, Progress
from core.settings import BACKUP_DAILY, Settings
from core.store.backup_rules import BackupRules
from core.store.backups import folder_of, listed, restore
from core.store.store import Store

LAYER = "anna"


def spans_added(store: Store, articles: list[Article], start: int = 0) -> None:
    batch = Batch("", LAYER, LAYER)
    store.commit(
        [
            one
            for article in articles
            for one in add(
                store.annotated(article.id, LAYER), start, 4, "ORG", Batch(article.id, LAYER, LAYER, batch.id)
            )
        ]
    )


def test_rules_that_are_changed_hold_for_a_store_that_is_open(path: Path, article: Article) -> None:
    rules, settings = BackupRules(), Settings()
    settings.set(BACKUP_DAILY, False)
    with Store.open(path, rules=rules) as store:
        spans_added(store, [store.add_article(article)])
        rules.take(settings)
        assert store.daily_backup() is None
        rules.take(Settings())
        assert store.daily_backup() is not None


def test_a_day_has_one_backup(store: Store, article: Article, path: Path) -> None:
    assert store.daily_backup() is None, "nothing was done yet"
    spans_added(store, [article])
    made = store.daily_backup()
    assert made
    assert store.daily_backup() is None
    (backup,) = listed(path)
    assert (backup.path, backup.reason, backup.bytes) == (made, "daily", made.stat().st_size)
    assert backup.at.endswith("Z")
    assert len(backup.at) == len(article.added_at)
    if os.name == "posix":
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder_of(path).stat().st_mode) == 0o700


def test_the_oldest_of_a_kind_goes(path: Path) -> None:
    with Store.open(path, rules=BackupRules(kept=2)) as store:
        spans_added(store, [store.add_article(Article("Oslo", "Oslo talks"))])
        store.daily_backup()
        made = [store.automatic_backup("repair") for _ in range(4)]
    assert [one.path for one in listed(path) if one.reason == "repair"] == made[:1:-1]
    assert [one.reason for one in listed(path)].count("daily") == 1


def test_a_daily_one_can_be_cancelled_and_be_unwanted(store: Store, article: Article, path: Path) -> None:
    spans_added(store, [article])
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        store.daily_backup(Progress(token=token))
    assert not list(folder_of(path).iterdir())
    with Store.open(path, rules=BackupRules(daily=False)) as other:
        assert other.daily_backup() is None


def test_others_write_while_a_daily_one_is_made_and_it_is_of_one_moment(path: Path) -> None:
    with Store.open(path) as store, Store.open(path) as other:
        articles = store.add_articles(Article(f"{n}", f"Oslo {n} " * 500) for n in range(600))
        spans_added(store, articles[:1])
        written = store.last_seq()

        class Meanwhile(Progress):
            """Writes between two steps."""

            steps = 0

            def check(self) -> None:
                self.steps += 1
                spans_added(other, articles[:1], start=0 if self.steps % 2 else 1)

        progress = Meanwhile()
        made = store.daily_backup(progress)
        assert made and progress.steps > 1
        assert other.last_seq() > written
    with Store.open(made) as copy:
        assert copy.last_seq() == written
        assert copy.check().sound


def test_what_a_killed_program_left_goes_after_a_day(store: Store, article: Article, path: Path) -> None:
    spans_added(store, [article])
    folder_of(path).mkdir()
    old, new = (folder_of(path) / f"{name}-daily.part" for name in ("old", "new"))
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    assert store.daily_backup()
    assert not old.exists()
    assert new.exists()


def test_none_are_made_where_none_are_wanted(path: Path) -> None:
    with Store.open(path, rules=BackupRules(kept=0)) as store:
        assert store.daily_backup() is None
        assert store.automatic_backup("merge") is None
    assert not folder_of(path).exists()


def test_a_change_to_many_articles_is_backed_up_before(path: Path) -> None:
    with Store.open(path, rules=BackupRules(articles=3)) as store:
        articles = store.add_articles(Article(f"T{n}", f"Text {n}") for n in range(4))
        spans_added(store, articles[:3])
        assert listed(path) == ()
        spans_added(store, articles, 1)
        (backup,) = listed(path)
        assert len(store.history()) == 7
    with Store.open(backup.path) as before:
        assert len(before.history()) == 3


def test_an_older_store_is_backed_up_before_it_is_changed(path: Path) -> None:
    data = Path(__file__).parent / "data" / "1000.db.gz"
    path.write_bytes(gzip.decompress(data.read_bytes()))
    Store.open(path).close()
    (backup,) = listed(path)
    assert backup.reason == "migration"
    with contextlib.closing(sqlite3.connect(backup.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1000,)


@pytest.mark.parametrize("in_use", [True, False])
def test_going_back_keeps_what_stood(store: Store, article: Article, path: Path, in_use: bool) -> None:
    backup = store.automatic_backup("daily")
    assert backup
    spans_added(store, [article])
    if not in_use:
        store.close()
    before = restore(path, backup)
    assert before
    with Store.open(path) as now, Store.open(before) as was:
        assert len(now.history()) == 0
        assert len(was.history()) == 1
        spans_added(now, [article])
        assert now.check().sound
    if in_use:
        assert len(store.history()) == 1


def test_a_damaged_store_is_moved_aside(store: Store, article: Article, path: Path) -> None:
    backup = store.automatic_backup("daily")
    assert backup
    store.close()
    damaged = path.read_bytes()[:100] + b"\xff" * 40_000
    path.write_bytes(damaged)
    before = restore(path, backup)
    assert before
    assert before.read_bytes() == damaged
    with Store.open(path) as now:
        assert now.article_ids() == (article.id,)
        assert now.check().sound
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_no_store_is_not_gone_back_to(store: Store, article: Article, path: Path) -> None:
    wrong = path.with_name("wrong.db")
    wrong.write_text("not a store " * 100)
    with pytest.raises(StoreError, match="is not a store"):
        restore(path, wrong)
    assert store.article_ids() == (article.id,)
