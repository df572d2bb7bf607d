"""Keys are the window's actions; what no action takes moves a caret and never edits."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

TEXT = "Kim met Trump in Singapore.\nThen both went home."
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def laid(desk: Any) -> Any:
    desk.show(TEXT, ("Kim", "PERSON"), ("Trump", "PERSON"), ("Singapore", "GPE"))
    return desk


@pytest.mark.parametrize(
    "keys",
    ["Tab", "Shift+Tab", "Return", "Delete", "Backspace", "Space", "=", "P", "1", "F8", "Ctrl+Z",
     "Ctrl+Shift+Z", "Ctrl+Return", "Shift+Right", "Alt+Shift+Left", "Ctrl+Alt+Shift+Right", "Ctrl+F",
     "Ctrl+A", "Ctrl+C", "Escape", "Menu"],
)  # fmt: skip
def test_an_action_gets_its_key(qtbot: QtBot, laid: Any, keys: str) -> None:
    action = QAction("act", laid.view)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    laid.view.addAction(action)
    sequence = QKeySequence(keys)
    with qtbot.waitSignal(action.triggered):
        qtbot.keySequence(laid.view, sequence)


def test_typing_never_edits(qtbot: QtBot, laid: Any) -> None:
    qtbot.keyClicks(laid.view, "abc 123=")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        qtbot.keyClick(laid.view, key)
    assert laid.view.toPlainText() == TEXT


def test_tab_never_leaves_the_view(qtbot: QtBot, laid: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    layout.addWidget(laid.view)
    layout.addWidget(QLineEdit())
    window.show()
    window.activateWindow()
    laid.view.setFocus()
    qtbot.waitUntil(laid.view.hasFocus)
    qtbot.keyClick(laid.view, Qt.Key.Key_Tab)
    qtbot.keyClick(laid.view, Qt.Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is laid.view
    laid.view.setParent(None)


def test_arrows_move_a_caret_that_is_seen(qtbot: QtBot, laid: Any) -> None:
    qtbot.keyClick(laid.view, Qt.Key.Key_Right)
    assert laid.view.caret() == 1
    assert laid.view.caret_shown
    qtbot.keyClick(laid.view, Qt.Key.Key_Right, CTRL)
    assert laid.view.caret() == TEXT.index("met")


def test_shift_and_arrows_select(qtbot: QtBot, laid: Any) -> None:
    with qtbot.waitSignal(laid.view.selection_changed) as told:
        qtbot.keyClick(laid.view, Qt.Key.Key_Right, CTRL | SHIFT)
    assert told.args == [(0, 4)]
    assert laid.view.selection() == (0, 4)


def test_focusing_hides_caret_and_selection(qtbot: QtBot, laid: Any) -> None:
    laid.view.select(0, 3)
    with qtbot.waitSignal(laid.view.selection_changed) as told:
        span = laid.focus("Trump")
    assert told.args == [None]
    assert laid.view.caret() == span.start
    assert not laid.view.caret_shown


def test_a_caret_inside_the_focused_span_keeps_the_focus(qtbot: QtBot, laid: Any) -> None:
    laid.focus("Trump")
    with qtbot.assertNotEmitted(laid.view.focus_requested):
        qtbot.keyClick(laid.view, Qt.Key.Key_Right)
    with qtbot.waitSignal(laid.view.focus_requested) as asked:
        qtbot.keyClick(laid.view, Qt.Key.Key_Down)
    assert asked.args == [None]


def test_losing_the_focus_keeps_caret_and_selection(laid: Any) -> None:
    laid.view.select(4, 7)
    laid.view.focus_span(None)
    assert laid.view.selection() == (4, 7)


def test_copying_gives_the_articles_own_text(qtbot: QtBot, desk: Any) -> None:
    text = "One \U0001f600 line\r\nand another"
    view = desk.show(text)
    view.select(0, len(text))
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    assert view.createMimeDataFromSelection().text() == text
    assert not view.createMimeDataFromSelection().hasHtml()
