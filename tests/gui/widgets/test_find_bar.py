"""The find bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.annotation.find import Query
from gui.theme import Theme
from gui.widgets.check_box import CheckBox
from gui.widgets.find_bar import FindBar

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> FindBar:
    bar = FindBar(theme)
    qtbot.addWidget(bar)
    bar.resize(900, bar.height())
    with qtbot.waitExposed(bar):
        bar.open()
    bar.activateWindow()
    return bar


@pytest.fixture
def field(bar: FindBar) -> QLineEdit:
    return bar.findChild(QLineEdit)


def test_typing_asks_and_checks_say_how(bar: FindBar, field: QLineEdit, qtbot: QtBot) -> None:
    asked: list[Query] = []
    bar.query_changed.connect(asked.append)
    qtbot.keyClicks(field, "ab")
    for box in bar.findChildren(CheckBox):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert asked == [
        Query("a"),
        Query("ab"),
        Query("ab", True),
        Query("ab", True, True),
        Query("ab", True, True, True),
    ]


def test_enter_goes_on_and_shift_enter_back(bar: FindBar, field: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.next_wanted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(bar.previous_wanted):
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def test_esc_closes(bar: FindBar, field: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not bar.isVisible()


@pytest.mark.parametrize(
    ("current", "total", "words"),
    [(2, 6, "2 of 6 in this article"), (0, 0, "not in this article"), (0, 1200, "1,200 in this article")],
)
def test_the_count_in_words(bar: FindBar, field: QLineEdit, current: int, total: int, words: str) -> None:
    bar.set_count(current, total)
    assert bar._count.text() == ""
    field.setText("sanctions")
    bar.set_count(current, total)
    assert bar._count.text() == words


def test_opened_again_it_takes_other_words(bar: FindBar, field: QLineEdit) -> None:
    bar.open("Kim")
    assert field.selectedText() == "Kim"


@pytest.mark.parametrize("width", [380, 520, 760, 1200])
def test_in_a_narrow_window_nothing_overlaps(bar: FindBar, width: int) -> None:
    bar.resize(width, bar.height())
    bar.layout().activate()
    parts = [part for part in bar.findChildren(QWidget, options=_DIRECT) if part.isVisible()]
    assert bar._match_case in parts
    assert (bar._next in parts) == (bar._previous in parts)
    assert bar._next in parts or width < 1200
    places = [part.geometry() for part in parts]
    assert not any(a.intersects(b) for at, a in enumerate(places) for b in places[at + 1 :])
    assert all(bar.rect().contains(place) for place in places)
