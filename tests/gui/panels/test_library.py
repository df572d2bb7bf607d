"""The Library panel."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.annotation.article import Article
from core.annotation.correction import Action, Status
from gui.models.library_delegate import progress_words
from gui.models.library_model import OPEN
from gui.panels.library import LibraryPanel
from gui.theme import Theme
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.row_list import RowList


@pytest.fixture
def articles(session: Any) -> list[Article]:
    titles = ("Fed leaves rates", "Storm on the Gulf coast", "Novel prize")
    return session.store.add_articles([Article(title, f"{title}. Text.") for title in titles])


@pytest.fixture
def panel(session: Any, articles: list[Article], theme: Theme, qtbot: QtBot) -> LibraryPanel:
    panel = LibraryPanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(248, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


def _titles(panel: LibraryPanel) -> list[str]:
    model = panel.findChild(RowList).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_click_opens_an_article(
    session: Any, panel: LibraryPanel, articles: list[Article], qtbot: QtBot
) -> None:
    rows = panel.findChild(RowList)
    place = rows.visualRect(rows.model().index(1, 0)).center()
    with qtbot.waitSignal(session.article_opened):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.annotated.article == articles[1]
    assert rows.model().index(1, 0).data(OPEN)
    with qtbot.waitSignal(panel.left):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_by_the_keyboard_alone(
    session: Any, panel: LibraryPanel, articles: list[Article], qtbot: QtBot
) -> None:
    field, rows = panel.findChild(FilterLine), panel.findChild(RowList)
    panel.take_keyboard()
    qtbot.keyClicks(field, "Novel")
    qtbot.waitUntil(lambda: _titles(panel) == ["Novel prize"])
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(session.article_opened):
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert session.annotated.article == articles[2]


def test_esc_leaves_the_list(panel: LibraryPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.findChild(RowList), Qt.Key.Key_Escape)


def test_a_status_narrows_the_list(
    session: Any, panel: LibraryPanel, articles: list[Article], qtbot: QtBot
) -> None:
    session.open_article(articles[0].id)
    session.correct(Status.TODO, Status.REVIEWED, Action.STATUS)
    qtbot.waitUntil(lambda: panel._title._count.text() == "1 of 3 reviewed")
    button = panel.findChild(MenuButton)
    next(action for action in button.menu.actions() if action.text() == "Reviewed").trigger()
    assert _titles(panel) == ["Fed leaves rates"]


def test_what_matches_nothing_is_said_in_words(panel: LibraryPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.findChild(FilterLine), "zeppelin")
    qtbot.waitUntil(panel._empty.isVisible)
    assert panel.findChild(FilterLine).isVisible()
    assert panel._empty.accessibleName().startswith("No article")


def test_an_empty_store_is_said_in_words(session: Any, theme: Theme, qtbot: QtBot) -> None:
    panel = LibraryPanel(session, theme)
    qtbot.addWidget(panel)
    panel.show()
    assert panel._empty.isVisible()
    assert not panel.findChild(FilterLine).isVisible()
    session.store.add_article(Article("New", "Text."))
    session.library_changed.emit()
    qtbot.waitUntil(lambda: _titles(panel) == ["New"])
    assert not panel._empty.isVisible()


def test_how_far_an_article_is_in_words(session: Any, articles: list[Article]) -> None:
    row = session.store.library(layer="maria")[0]
    assert progress_words(row) == "to do"
