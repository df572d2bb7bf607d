"""F1 shows every key in a window beside the work."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from user import User

from gui.dialogs.shortcut_help import ShortcutHelp


def lines(user: User) -> list[str]:
    """Return the rows of the table of keys."""
    model = user.window.findChild(ShortcutHelp).findChild(QAbstractItemView).model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.data(model.index(row, 0), role)) for row in range(model.rowCount())]


def test_f1_lists_all_keys_and_typing_filters_them(user: User) -> None:
    user.press("F1")
    help_window = user.window.findChild(ShortcutHelp)
    assert help_window.isVisible()
    assert not help_window.isModal()
    for line in (
        "Next span, Tab",
        "Next doubtful span, F8",
        "Accept, go to the next undecided, Return",
        "Reject or remove, go to the next undecided, Del",
        "PERSON, P",
        "Move the end right by a word, Shift+Right",
        "Move the start left by a character, Ctrl+Alt+Shift+Left",
        "Choose a label…, Space",
        "Merge with the next span, M",
        "Split at the caret, S",
        "Find in the article, Ctrl+F",
        "All keys, F1",
        "Every command…, Ctrl+Shift+P",
    ):
        assert line in lines(user)
    field = help_window.findChild(QLineEdit)
    user.qtbot.keyClicks(field, "doubtful f8")
    user.wait_until(lambda: len(lines(user)) == 3)
    user.qtbot.keyClick(field, Qt.Key.Key_Escape)
    user.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not help_window.isVisible()
    user.come_back()
    user.press("Tab")
    assert user.focused() == ("North Korea", "GPE", "proposed")
