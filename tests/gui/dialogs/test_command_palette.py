"""The command palette."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.command_palette import CommandPalette
from gui.models.commands_model import CommandRow
from gui.theme import Theme

ROWS = (
    CommandRow("merge", "Merge with the next", "M", False, "Span"),
    CommandRow("accept", "Accept, go to the next undecided", "Return", True, "Span"),
    CommandRow("open", "Open files…", "Ctrl+O", True, "File"),
    CommandRow("reject", "Reject or remove", "Delete", True, "Span"),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    article = QLineEdit()
    QVBoxLayout(window).addWidget(article)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    article.setFocus()
    return window


@pytest.fixture
def palette(window: QWidget, theme: Theme) -> CommandPalette:
    palette = CommandPalette(theme, window)
    palette.open(ROWS)
    return palette


def test_typing_and_enter_choose(window: QWidget, palette: CommandPalette, qtbot: QtBot) -> None:
    article = window.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    qtbot.waitUntil(palette._field.hasFocus)
    qtbot.keyClicks(palette._field, "rej")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert chosen.args == ["reject"]
    assert not palette.isVisible()
    assert article.hasFocus()


def test_arrows_pass_over_what_cannot_run(palette: CommandPalette, qtbot: QtBot) -> None:
    for _ in range(9):
        qtbot.keyClick(palette._field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert chosen.args == ["reject"]


def test_enter_on_nothing_does_nothing(palette: CommandPalette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette._field, "zzz")
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_esc_gives_the_keyboard_back(window: QWidget, palette: CommandPalette, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.closed), qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette._field, Qt.Key.Key_Escape)
    assert window.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly).hasFocus()


def test_a_click_chooses(palette: CommandPalette, qtbot: QtBot) -> None:
    rows = palette._list
    index = next(
        rows.model().index(row, 0) for row in range(4) if "Open" in rows.model().index(row, 0).data()
    )
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
    assert chosen.args == ["open"]


def test_it_stays_within_a_small_window(window: QWidget, palette: CommandPalette) -> None:
    palette.close_palette()
    window.resize(320, 240)
    palette.open(ROWS)
    assert window.rect().contains(palette.geometry())


def test_a_click_elsewhere_closes_it(window: QWidget, palette: CommandPalette, qtbot: QtBot) -> None:
    article = window.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    with qtbot.waitSignal(palette.closed):
        article.setFocus(Qt.FocusReason.MouseFocusReason)
    assert article.hasFocus()
