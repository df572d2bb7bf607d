"""Any key can be changed in the window of all keys; clashes are told; what was chosen is kept."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView
from user import OpenWindow, User

from core.settings import Settings
from gui.dialogs.shortcut_help import ShortcutHelp
from gui.widgets.text_label import TextLabel


def choose(user: User, words: str) -> QLineEdit:
    """Open the window of keys, filter it, and choose the first command that is left."""
    user.press("F1")
    keys = user.window.findChild(ShortcutHelp)
    field: QLineEdit = keys.findChild(QLineEdit)
    user.qtbot.keyClicks(field, words)
    user.qtbot.keyClick(field, Qt.Key.Key_Return)
    return field


def told(user: User) -> str:
    """Return what the window of keys says."""
    return " ".join(one.text() for one in user.window.findChild(ShortcutHelp).findChildren(TextLabel))


def keys_of(user: User, words: str) -> list[str]:
    """Return the lines of the window of keys with these words."""
    model = user.window.findChild(ShortcutHelp).findChild(QListView).model()
    lines = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    return [line for line in lines if words in line]


def test_a_new_key_works_at_once_and_after_a_restart(user: User, open_window: OpenWindow) -> None:
    field = choose(user, "accept, go")
    assert "Press the new key" in told(user)
    user.qtbot.keyClick(field, Qt.Key.Key_F2)
    assert keys_of(user, "Accept, go") == ["Accept, go to the next undecided, F2"]
    user.come_back()
    user.press("Tab", "Return", "F2")
    assert user.actions() == ["accept"]
    assert Settings.load().keys == {"span.accept": "F2"}
    again = open_window(store=user.session.path, engine=False)
    again.wait_until(lambda: again.session.can_edit)
    again.press("Tab", "Tab", "F2")
    assert again.actions() == ["accept", "accept"]


def test_a_clash_is_told_and_the_key_taken_only_when_pressed_again(user: User) -> None:
    field = choose(user, "merge with")
    user.qtbot.keyClick(field, "s")
    assert "S is the key of “Split at the caret”" in told(user)
    assert keys_of(user, "Merge with") == ["Merge with the next span, M"]
    user.qtbot.keyClick(field, "s")
    assert keys_of(user, "Merge with") == ["Merge with the next span, S"]
    field.clear()
    user.wait_until(lambda: keys_of(user, "Split at") == ["Split at the caret"])


def test_the_usual_keys_come_back(user: User) -> None:
    field = choose(user, "merge with")
    user.qtbot.keyClick(field, Qt.Key.Key_F9)
    user.push("All as usual", user.window.findChild(ShortcutHelp))
    assert keys_of(user, "Merge with") == ["Merge with the next span, M"]
    assert Settings.load().keys == {}


def test_escape_leaves_a_key_as_it_is(user: User) -> None:
    field = choose(user, "merge with")
    user.qtbot.keyClick(field, Qt.Key.Key_Escape)
    user.qtbot.keyClick(field, Qt.Key.Key_F9)
    assert keys_of(user, "Merge with") == ["Merge with the next span, M"]


def test_the_library_takes_the_keyboard(user: User) -> None:
    user.press("Ctrl+L")
    library = user.panel("library")
    assert library.findChild(QLineEdit).hasFocus()


def test_a_second_key_stays(user: User) -> None:
    field = choose(user, "redo")
    user.qtbot.keyClick(field, Qt.Key.Key_F9)
    user.come_back()
    user.press("Tab", "Return", "Ctrl+Z", "F9", "Ctrl+Z", "Ctrl+Y")
    assert user.actions() == ["accept", "undo", "redo", "undo", "redo"]


def test_a_second_key_is_given_away_without_the_first(user: User) -> None:
    field = choose(user, "merge with")
    for _ in range(2):
        user.qtbot.keyClick(field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert Settings.load().keys == {"span.merge": "Ctrl+Y"}
    user.come_back()
    user.press("Tab", "Return", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Z", "Ctrl+Y")
    assert user.actions()[:4] == ["accept", "undo", "redo", "undo"]
    assert "redo" not in user.actions()[4:]
