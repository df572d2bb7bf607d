"""The store as a whole, from its window: checked, repaired, merged, taken back, exchanged for another."""

import sqlite3
from argparse import Namespace
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from user import User

from core.annotation.correction import Batch
from core.annotation.edits.relabel import relabel
from core.settings import Settings
from core.store.store import Store
from core.trace import Trace
from gui.dialogs.conflicts import ConflictsWindow
from gui.dialogs.store import StoreWindow
from gui.program import Program
from gui.proposing import Proposing
from gui.widgets.line_list import LineList
from gui.widgets.text_label import TextLabel


def opened(user: User, command: str, kind: type[QDialog]) -> QDialog:
    user.do(command)
    window: QDialog = user.window.findChild(kind)
    user.wait_until(window.isVisible)
    return window


def told(window: QDialog) -> str:
    return " ".join(label.accessibleName() for label in window.findChildren(TextLabel) if label.isVisible())


def reads(user: User, window: QDialog, words: str) -> None:
    user.wait_until(lambda: words in told(window))


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: (str(path), ""))


def copy_of(user: User, path: Path) -> Path:
    with Store.open(user.session.path) as store:
        store.backup(path)
    return path


def relabel_there(user: User, path: Path, surface: str, label: str) -> None:
    """Have somebody relabel a span in another store."""
    with Store.open(path) as other:
        article_id = user.session.annotated.article.id  # type: ignore[union-attr]
        there = other.annotated(article_id, "maria")
        span = next(one for one in there if there.surface(one) == surface)
        other.commit(relabel([span], label, Batch(article_id, "maria", "jan")))


def test_a_sound_store_is_told_to_be_sound(user: User) -> None:
    user.press("Tab", "Return")
    window = opened(user, "file.store", StoreWindow)
    user.push("Check", window)
    reads(user, window, "Sound")


def test_what_another_tool_broke_is_found_and_repaired_after_a_backup(user: User) -> None:
    user.press("Tab", "Return")
    with closing(sqlite3.connect(user.session.path)) as connection, connection:
        connection.execute("UPDATE spans SET label = 'ORG' WHERE state = 'accepted'")
    window = opened(user, "file.store", StoreWindow)
    user.push("Check", window)
    reads(user, window, "1 finding")
    user.push("Repair", window)
    reads(user, window, "Sound")
    assert user.ask("SELECT label FROM spans WHERE state = 'accepted'") == [("GPE",)]
    backups = window.findChild(LineList)
    assert "before a repair" in backups.model().index(0, 0).data()


def test_a_backup_takes_the_place_of_the_store(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(user.session.path) as store:
        store.daily_backup()
    user.press("Tab", "Return", "Return")
    assert len(user.ask("SELECT id FROM spans WHERE state = 'accepted'")) == 2
    window = opened(user, "file.store", StoreWindow)
    user.push("Restore this backup", window)
    reads(user, window, "The store is as it was")
    user.wait_until(lambda: not any(span.decided for span in user.session.annotated or ()))
    assert user.ask("SELECT id FROM spans WHERE state = 'accepted'") == []
    user.come_back()
    user.press("Tab", "Return")
    assert len(user.ask("SELECT id FROM spans WHERE state = 'accepted'")) == 1


def test_what_two_people_did_to_one_span_is_decided_by_keys(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = copy_of(user, tmp_path / "other.db")
    user.focus("Biegun")
    user.press("O")
    relabel_there(user, other, "Biegun", "PRODUCT")
    choose(monkeypatch, other)
    window = opened(user, "file.store", StoreWindow)
    user.push("Merge another store…", window)
    reads(user, window, "1 batch in conflict")
    user.push("Decide the conflicts", window)
    conflicts = user.window.findChild(ConflictsWindow)
    reads(user, conflicts, "“Biegun” ORG, accepted by maria")
    reads(user, conflicts, "“Biegun” PRODUCT, accepted by jan")
    user.qtbot.keyClick(conflicts, Qt.Key.Key_T)
    reads(user, conflicts, "No conflict waits")
    assert user.span("Biegun").label == "PRODUCT"
    assert user.ask("SELECT label FROM spans WHERE start = 0 OR label = 'PRODUCT'")[-1] == ("PRODUCT",)


def test_another_store_opens_in_the_place_of_this_one(
    qtbot: QtBot, proposed_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Proposing, "start", lambda _self: None)
    options = Namespace(
        files=[], store=proposed_copy, article="", annotator="maria", trace=None, screenshot=None
    )
    program = Program(options, Settings.load(), Trace())
    user = User(qtbot, program.desktop)
    user.wait_until(lambda: user.session.can_edit)
    user.press("Tab", "Return")
    choose(monkeypatch, tmp_path / "new.db")
    user.push("Open another store…", opened(user, "file.store", StoreWindow))
    assert program.desktop.session.path == tmp_path / "new.db"
    assert not user.window.isVisible()
    there = User(qtbot, program.desktop)
    there.wait_until(lambda: there.session.store_is_open)
    user.push("Open this store", opened(there, "file.store", StoreWindow))
    back = User(qtbot, program.desktop)
    back.wait_until(lambda: back.session.can_edit)
    assert len(back.ask("SELECT id FROM spans WHERE state = 'accepted'")) == 1
    back.window.close()
    program.desktop.close()
