"""Somebody looks at the statistics, and saves a picture and its figures; the time of work is kept."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from user import User

from gui.dialogs.figures import Figures
from gui.dialogs.statistics import StatisticsWindow
from gui.widgets.plot import Plot


def opened(user: User) -> StatisticsWindow:
    """Open the window and wait for its figures."""
    user.do("review.statistics")
    window: StatisticsWindow = user.window.findChild(StatisticsWindow)
    user.wait_until(lambda: window.findChild(Plot) is not None)
    return window


def look_at(window: StatisticsWindow, title: str) -> Figures:
    """Choose a picture."""
    figures: Figures = window.findChild(Figures)
    model = figures.pictures.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == title)
    figures.pictures.setCurrentIndex(model.index(row, 0))
    return figures


def test_each_picture_says_what_was_decided(user: User) -> None:
    user.press("Tab", "Return", "Return", "Delete")
    window = opened(user)
    rows = look_at(window, "Labels and states").accessibleDescription().splitlines()
    assert any(row.startswith("ORG,1,") for row in rows)
    figures = list(csv.DictReader(look_at(window, "Engine precision").accessibleDescription().splitlines()))
    assert sum(int(row["right"]) for row in figures) == 2
    assert sum(int(row["decided"]) for row in figures) == 3
    days = list(csv.DictReader(look_at(window, "Work by day").accessibleDescription().splitlines()))
    assert [(row["annotator"], row["corrections"]) for row in days] == [("maria", "3")]


@pytest.mark.parametrize("kind", ["SVG", "PNG", "CSV"])
def test_a_picture_is_saved(user: User, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user.press("Tab", "Return")
    window = opened(user)
    path = tmp_path / f"labels.{kind.lower()}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    user.push(f"Save as {kind}…", window)
    user.wait_until(path.exists)
    beginning = {"SVG": b"<?xml", "PNG": b"\x89PNG", "CSV": b"label,accepted,proposed,rejected\n"}[kind]
    assert path.read_bytes().startswith(beginning)


def test_the_time_of_work_on_an_article_is_kept(user: User) -> None:
    user.press("Tab", "Return", "Return")
    user.desktop._work_clock.keep()
    user.wait_until(lambda: bool(user.ask("SELECT seconds FROM reviews WHERE seconds > 0")))
