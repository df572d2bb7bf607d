"""Messages, one at a time."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.message import Message
from gui.theme import Theme
from gui.widgets.cross_button import CrossButton
from gui.widgets.message_bar import MessageBar
from gui.widgets.text_button import ActionButton

DISK = Message("The disk is full.", "Free some space.", "Try again", error=True)
BUSY = Message("The store is busy.", error=True)
DONE = Message("14 spans accepted.", "", "Undo", None, "Ctrl+Z")


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> MessageBar:
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    bar.resize(900, bar.height())
    return bar


def _click(bar: MessageBar, kind: type, qtbot: QtBot) -> None:
    qtbot.mouseClick(bar.findChild(kind), Qt.MouseButton.LeftButton)


def test_errors_wait_for_each_other(bar: MessageBar, qtbot: QtBot) -> None:
    for message in (DISK, BUSY, DISK):
        bar.show_message(message)
    assert bar.current == DISK
    _click(bar, CrossButton, qtbot)
    assert bar.current == BUSY
    _click(bar, CrossButton, qtbot)
    assert bar.current is None
    assert not bar.isVisible()


def test_a_passing_message_goes_with_the_next_edit_and_an_error_stays(bar: MessageBar) -> None:
    bar.show_message(DONE)
    bar.show_message(DISK)
    bar.clear_passing()
    assert bar.current == DISK
    bar.withdraw(DISK.sentence)
    assert not bar.isVisible()


def test_a_passing_message_goes_by_itself(bar: MessageBar, qtbot: QtBot) -> None:
    bar._timer.setInterval(1)
    bar.show_message(DONE)
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_the_action_is_done_once(bar: MessageBar, qtbot: QtBot) -> None:
    done: list[str] = []
    act: Callable[[], None] = lambda: done.append("again")  # noqa: E731
    bar.show_message(Message("Not saved.", "", "Try again", act, error=True))
    assert bar.accessibleName() == "Error: Not saved."
    _click(bar, ActionButton, qtbot)
    assert done == ["again"]
    assert bar.current is None
    assert not bar.findChild(ActionButton).hasFocus()
