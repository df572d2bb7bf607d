"""The table of keys."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.dialogs.shortcut_help import ShortcutHelp
from gui.models.commands_model import CommandRow
from gui.theme import Theme

ROWS = (
    CommandRow("file.open", "Open files…", "Ctrl+O", True, "File"),
    CommandRow("span.accept", "Accept", "Return", True, "Span"),
)


def test_keys_are_filtered_and_esc_closes(theme: Theme, qtbot: QtBot) -> None:
    window = ShortcutHelp(ROWS, theme)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.open_beside()
    assert not window.isModal()
    qtbot.keyClicks(window._filter, "return")
    qtbot.waitUntil(lambda: window._model.rowCount() == 2)
    assert window._model.index(1, 0).data() == "Accept"
    qtbot.keyClick(window._filter, Qt.Key.Key_Escape)
    assert window._model.rowCount() == 4
    qtbot.keyClick(window._filter, Qt.Key.Key_Escape)
    assert not window.isVisible()
