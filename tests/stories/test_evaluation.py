"""Somebody asks how near engines come to what was reviewed: measured apart, shown as tables, saved."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog
from user import OpenWindow, User, add_articles

from gui.dialogs.evaluation import EvaluationWindow
from gui.dialogs.figures import Figures
from gui.widgets.check_box import CheckBox
from gui.widgets.text_label import TextLabel

TEXT = "It cost $5 on 3 May 2024, or 20 per cent more.\nQorvin paid."


def opened(user: User, *engines: str) -> EvaluationWindow:
    """Open the window and tick these engines alone."""
    user.do("engine.evaluate")
    window: EvaluationWindow = user.window.findChild(EvaluationWindow)
    user.wait_until(lambda: any(box.text() == "rules" for box in window.findChildren(CheckBox)))
    for box in window.findChildren(CheckBox):
        if box.isChecked() is not (box.text() in engines):
            user.qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    return window


def told(window: EvaluationWindow) -> str:
    return " ".join(label.accessibleName() for label in window.findChildren(TextLabel) if label.isVisible())


def table(user: User, window: EvaluationWindow, title: str) -> list[dict[str, str]]:
    """Choose a table when all was measured, and return its rows."""
    figures: Figures = window.findChild(Figures)
    model = figures.pictures.model()
    user.wait_until(lambda: model.rowCount() > 0)
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == title)
    figures.pictures.setCurrentIndex(model.index(row, 0))
    return list(csv.DictReader(figures.accessibleDescription().splitlines()))


@pytest.fixture
def reviewer(open_window: OpenWindow, tmp_path: Path) -> User:
    """A user who accepted two spans, missed one that the rules find, and marked the article as reviewed."""
    store = tmp_path / "store.db"
    add_articles(store, TEXT)
    user = open_window(store=store, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    for surface, key in (("$5", "Y"), ("Qorvin", "O")):
        user.view.select(*user.place(surface))
        user.press(key, "Esc")
    user.do("review.reviewed")
    user.wait_until(lambda: user.ask("SELECT status FROM reviews") == [("reviewed",)])
    return user


def test_an_engine_is_measured_on_what_was_reviewed(
    reviewer: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(reviewer, "rules", "what each stage is worth")
    assert window.findChild(QComboBox).currentText() == "1 article reviewed by maria"
    reviewer.push("Measure", window)
    strict = table(reviewer, window, "Measures")[0]
    assert (strict["engine"], strict["correct"], strict["missed"]) == ("rules 1.0.0", "1", "1")
    assert "1 article, 2 spans accepted" in told(window)
    assert {row["label"] for row in table(reviewer, window, "By label: rules")} >= {"MONEY", "ORG", "DATE"}
    assert any(row["accepted"] == "ORG" for row in table(reviewer, window, "Confusion: rules"))
    assert [row["stage"] for row in table(reviewer, window, "Stages: rules")] == ["rules", "gazetteers"]
    assert table(reviewer, window, "By origin: rules")
    path = tmp_path / "scores.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    table(reviewer, window, "Scores")
    reviewer.push("Save as CSV…", window)
    assert path.read_text("utf-8").startswith("engine,area under curve,")


def test_engines_are_compared_on_a_file_while_one_goes_on_correcting(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(user, "rules", "news-fast")
    assert "No article is reviewed yet." in told(window)
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"text": "It cost $5.", "spans": [{"start": 8, "end": 10, "label": "MONEY"}]}\n')
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(gold)], ""))
    combo = window.findChild(QComboBox)
    combo.setFocus()
    user.qtbot.keyClick(combo, Qt.Key.Key_Down)
    combo.activated.emit(combo.currentIndex())
    assert combo.currentText() == "gold.jsonl"
    user.push("Measure", window)
    user.come_back()
    user.press("Tab", "Return")
    (compared,) = table(user, window, "Compared")
    assert (compared["first"], compared["second"], compared["both"]) == ("news-fast", "rules", "1")
    assert user.actions() == ["accept"]


def test_what_cannot_be_measured_is_told(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(user, "rules")
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"text": "Nobody came.", "spans": [{"start": 0, "end": 6, "label": "WEAPON"}]}\n')
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(gold)], ""))
    window.findChild(QComboBox).activated.emit(0)
    user.push("Measure", window)
    user.wait_until(lambda: "proposes none of the labels that are accepted here" in told(window))
    gold.write_text('{"text": "Nobody came."}\n')
    user.push("Measure", window)
    user.wait_until(lambda: "no accepted span to measure against" in told(window))


def test_it_can_be_cancelled(reviewer: User) -> None:
    window = opened(reviewer, "news", "what each stage is worth")
    reviewer.push("Measure", window)
    reviewer.wait_until(lambda: reviewer.session.long_work.how_far is not None)
    reviewer.push("Cancel", window)
    reviewer.wait_until(lambda: reviewer.session.long_work.how_far is None)
    assert window.findChild(Figures).pictures.model().rowCount() == 0
