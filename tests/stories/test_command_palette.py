"""Every command is reached by a few letters of its name."""

from PySide6.QtWidgets import QLineEdit
from user import User

from gui.dialogs.command_palette import CommandPalette


def palette(user: User) -> CommandPalette:
    """Return the palette."""
    found: CommandPalette = user.window.findChild(CommandPalette)
    return found


def test_a_few_letters_and_enter_run_a_command(user: User) -> None:
    user.press("Tab", "Ctrl+Shift+P")
    assert palette(user).isVisible()
    user.enter("nxdb")
    user.press("Esc")
    assert not palette(user).isVisible()
    assert user.view.hasFocus()
    user.press("Ctrl+Shift+P")
    user.enter("mark flag")
    user.press("Return")
    user.wait_until(lambda: user.actions() == ["status"])
    assert user.view.hasFocus()
    assert user.focused() == ("North Korea", "GPE", "proposed")


def test_a_label_is_a_command_too(user: User) -> None:
    user.press("Tab", "Ctrl+Shift+P")
    user.enter("work_of")
    user.press("Return")
    user.wait_until(lambda: user.actions() == ["relabel"])
    assert user.focused() == ("North Korea", "WORK_OF_ART", "accepted")


def test_what_cannot_be_done_now_is_not_run(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.enter("Split at the caret")
    user.press("Return")
    assert palette(user).isVisible()
    user.press("Esc")
    assert user.rows() == []


def test_it_begins_empty_each_time(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.enter("zoom")
    user.press("Esc", "Ctrl+Shift+P")
    assert palette(user).findChild(QLineEdit).text() == ""
