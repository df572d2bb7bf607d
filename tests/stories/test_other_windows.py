"""Somebody opens the windows that stand beside the main one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from user import OpenWindow, User

from gui.widgets.text_label import TextLabel


def opened(user: User, name: str) -> list[QDialog]:
    return [dialog for dialog in user.window.findChildren(QDialog, name) if dialog.isVisible()]


def test_about_names_versions_and_licences(open_window: OpenWindow) -> None:
    user = open_window(engine=False)
    user.do("help.about")
    (about,) = opened(user, "about")
    words = {label.text() for label in about.findChildren(TextLabel)}
    assert {"Rubricator", "spaCy", "LGPL 3", "Engine news", "CC BY-SA 4.0"} <= words
    assert not about.isModal()


def test_asking_again_brings_the_same_window_and_esc_closes_it(open_window: OpenWindow) -> None:
    user = open_window(engine=False)
    user.do("help.about")
    user.do("help.about")
    (about,) = opened(user, "about")
    user.qtbot.keyClick(about, Qt.Key.Key_Escape)
    user.wait_until(lambda: not opened(user, "about"))
