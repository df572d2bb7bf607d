"""The settings are changed in a window beside the work: each holds at once, and it is kept."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox, QWidget
from user import User, add_articles

from core.settings import DOUBTFUL_BELOW, ENGINE, OPEN_NEXT, SETTINGS, THEME, ZOOM, Settings
from gui.dialogs.name_field import NameField
from gui.dialogs.settings import SettingsWindow
from gui.widgets.check_box import CheckBox
from gui.widgets.label_line import LabelLine
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


SCHEME = """
name = "ships"
title = "Ships"

[labels.SHIP]
key = "H"
guideline = "A vessel by its name."

[labels.PERSON]
key = "B"
guideline = "Who is on board."
"""


def told(window: SettingsWindow) -> str:
    return " ".join(label.accessibleName() for label in window.findChildren(TextLabel))


def type_into(user: User, line: QLineEdit, text: str) -> None:
    """Put a text into a field in the place of what it holds, and press Enter."""
    line.window().activateWindow()
    line.setFocus()
    user.wait_until(line.hasFocus)
    line.selectAll()
    user.qtbot.keyClicks(line, text)
    user.qtbot.keyClick(line, Qt.Key.Key_Return)


def labels_shown(user: User) -> list[str]:
    line: LabelLine = user.window.findChild(LabelLine)
    return [one.accessibleName() for one in line.findChildren(QAbstractButton) if one.isVisible()]


def test_another_name_works_in_a_layer_of_its_own_from_now_on(user: User) -> None:
    user.press("Tab", "Return")
    type_into(user, field(opened(user), QLineEdit, "annotator"), "ana")
    user.wait_until(lambda: user.session.layer == "ana" and user.session.can_edit)
    user.wait_until(lambda: "Annotator ana" in user.status())
    user.come_back()
    user.view.select(0, 5)
    user.press("O")
    assert user.ask("SELECT annotator, layer FROM corrections WHERE action = 'add'") == [("ana", "ana")]
    assert user.ask("SELECT DISTINCT layer FROM corrections WHERE action = 'accept'") == [("maria",)]


def test_another_scheme_brings_its_labels_and_keys_and_the_article_stays(
    user: User, home: Path, tmp_path: Path
) -> None:
    folder = home / ".config" / "rubricator" / "schemes"
    folder.mkdir(parents=True)
    path = folder / "ships.toml"
    path.write_text(SCHEME)
    user.focus("Stephen Biegun")
    names = field(opened(user), NameField, "scheme")
    assert [names.itemText(at) for at in range(names.count())] == ["ontonotes", str(path)]
    names.setFocus()
    user.qtbot.keyClick(names, Qt.Key.Key_Down)
    names.textActivated.emit(names.currentText())
    assert labels_shown(user) == ["SHIP", "PERSON"]
    user.come_back()
    assert user.focused() == ("Stephen Biegun", "PERSON", "proposed")
    user.press("H")
    assert user.focused() == ("Stephen Biegun", "SHIP", "accepted")
    user.press("B")
    assert user.focused() == ("Stephen Biegun", "PERSON", "accepted")
    user.press("G")
    assert user.focused() == ("Stephen Biegun", "PERSON", "accepted")
    kept = "SELECT name FROM labels WHERE scheme = 'ships' ORDER BY position"
    user.wait_until(lambda: user.ask(kept) == [("SHIP",), ("PERSON",)])
    assert user.action("label.GPE") is None


def test_a_scheme_that_cannot_be_read_is_told_and_the_old_one_stays(user: User, tmp_path: Path) -> None:
    window = opened(user)
    bad = tmp_path / "bad.toml"
    bad.write_text("labels = 3")
    type_into(user, field(window, NameField, "scheme").lineEdit(), str(bad))
    assert "bad.toml is not a label scheme" in told(window)
    assert "PERSON" in labels_shown(user)


def test_another_engine_proposes_from_now_on(user: User) -> None:
    add_articles(user.session.path, "It cost $5.")
    window = opened(user)
    names = field(window, NameField, "engine")
    user.wait_until(lambda: names.findText("rules") >= 0)
    assert names.currentText() == "news"
    type_into(user, names.lineEdit(), "ruels")
    user.wait_until(lambda: 'There is no engine "ruels". Did you mean "rules"?' in told(window))
    assert Settings.load()[ENGINE] == ""
    type_into(user, names.lineEdit(), "rules")
    user.wait_until(lambda: "rules 1.0.0" in user.status())
    assert Settings.load()[ENGINE] == "rules"
    user.come_back()
    user.press("Alt+Down")
    user.wait_until(lambda: len(user.session.annotated or ()) == 1)
    assert user.span("$5").origin.startswith("rule:")


def test_another_threshold_says_at_once_what_is_doubtful(user: User) -> None:
    unsure = sum(span.score is not None and span.score < 1 for span in user.session.annotated or ())
    line = field(opened(user), QLineEdit, "doubtful_below")
    type_into(user, line, "1")
    user.wait_until(lambda: f"{unsure} doubtful" in user.status())
    type_into(user, line, "0")
    user.wait_until(lambda: "doubtful" not in user.status())
