"""The settings are changed in a window beside the work: the look follows at once, and it is kept."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget
from user import User

from core.settings import DOUBTFUL_BELOW, OPEN_NEXT, SETTINGS, THEME, ZOOM, Settings
from gui.dialogs.settings import SettingsWindow
from gui.widgets.check_box import CheckBox
from gui.widgets.text_label import TextLabel


def opened(user: User) -> SettingsWindow:
    user.press("Ctrl+,")
    window: SettingsWindow = user.window.findChild(SettingsWindow)
    assert window.isVisible()
    assert not window.isModal()
    return window


def field(window: SettingsWindow, kind: type[Any], key: str) -> Any:
    return next(one for one in window.findChildren(kind) if one.accessibleName() == key)


def test_every_setting_of_the_table_has_its_field(user: User) -> None:
    names = {one.accessibleName() for one in opened(user).findChildren(QWidget)}
    assert {setting.key for setting in SETTINGS} <= names


def test_the_look_follows_at_once_and_is_kept(user: User) -> None:
    window = opened(user)
    usual = user.view.measures.article
    field(window, QSpinBox, "zoom").setValue(150)
    assert user.view.measures.article > usual
    field(window, QComboBox, "theme").setCurrentText("dark")
    assert user.view.theme.name == "dark"
    field(window, CheckBox, "open_next").click()
    kept = Settings.load()
    assert (kept[ZOOM], kept[THEME], kept[OPEN_NEXT]) == (150, "dark", False)


def test_a_value_that_cannot_be_is_told_and_not_taken(user: User) -> None:
    window = opened(user)
    line = field(window, QLineEdit, "doubtful_below")
    assert isinstance(line, QLineEdit)
    user.qtbot.keyClicks(line, "7")
    user.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert any("cannot be" in label.text() for label in window.findChildren(TextLabel))
    assert Settings.load()[DOUBTFUL_BELOW] is None
