"""What is remembered can be looked at, pinned, kept out and forgotten; later proposals heed it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from user import OpenWindow, User

from gui.panels.memory import MemoryPanel
from gui.widgets.row_list import RowList


@pytest.fixture
def user(open_window: OpenWindow, tmp_path: Path) -> User:
    """A user who made Berlin an ORG and accepted Paris in one article, with the Memory panel open."""
    first = tmp_path / "first.txt"
    first.write_text("Talks in Berlin went on. Nobody saw Paris burn.", encoding="utf-8")
    user = open_window(first)
    user.wait_until(lambda: {"Berlin", "Paris"} <= set(labels(user)))
    user.focus("Berlin")
    user.press("O")
    user.focus("Paris")
    user.press("Return")
    user.do("panel.memory")
    user.wait_until(lambda: len(user.lines("memory")) == 2)
    return user


def labels(user: User) -> dict[str, str]:
    return {user.surface(span): span.label for span in user.session.annotated or ()}


def proposed_next(user: User, folder: Path) -> dict[str, str]:
    """Open another article with both names; return its labels when the engine is done."""
    second = folder / "second.txt"
    second.write_text("In Berlin it rained, in Paris it snowed, and in Madrid it did not.", encoding="utf-8")
    user.drop(second)
    user.wait_until(lambda: "Madrid" in labels(user))
    return labels(user)


def press_in_list(user: User, surface: str, key: str) -> None:
    user.choose("memory", surface)
    QTest.keySequence(user.panel("memory").findChild(RowList), key)


def choose_in_menu(menu: QMenu, words: str) -> None:
    actions = [*menu.actions(), *(one for sub in menu.findChildren(QMenu) for one in sub.actions())]
    action: QAction = next(one for one in actions if one.text().startswith(words))
    action.trigger()
    menu.close()


def test_names_are_listed_with_what_people_did_and_what_follows(user: User) -> None:
    assert user.lines("memory") == [
        "Berlin: accepted once as ORG; proposed: ORG",
        "Paris: accepted once as GPE; proposed: GPE",
    ]
    user.panel("memory").findChild(QLineEdit).setFocus()
    user.enter("par")
    user.wait_until(lambda: len(user.lines("memory")) == 1)


def test_a_labels_key_pins_it_and_delete_keeps_a_name_out(user: User, tmp_path: Path) -> None:
    press_in_list(user, "Paris", "P")
    user.wait_until(lambda: user.lines("memory")[0].endswith("always PERSON"))
    press_in_list(user, "Berlin", "Delete")
    user.wait_until(lambda: any("Berlin" in row and row.endswith("never") for row in user.lines("memory")))
    found = proposed_next(user, tmp_path)
    assert "Berlin" not in found
    assert found["Paris"] == "PERSON"
    press_in_list(user, "Paris", "Backspace")
    user.wait_until(lambda: any("Paris" in row and row.endswith("GPE") for row in user.lines("memory")))
    assert user.ask("SELECT surface, pin FROM memory ORDER BY surface") == [("Berlin", ""), ("Paris", None)]


def test_a_name_is_forgotten_from_the_menu_and_remembered_again(user: User) -> None:
    user.choose("memory", "Berlin")
    panel = user.panel("memory")
    assert isinstance(panel, MemoryPanel)
    user.push("Pin or forget", panel)
    user.wait_until(panel.menu.isVisible)
    choose_in_menu(panel.menu, "Forget")
    user.wait_until(lambda: len(user.lines("memory")) == 1)
    user.read("What was decided on “Berlin” is forgotten.")
    user.push("Remember it again")
    user.wait_until(lambda: len(user.lines("memory")) == 2)


def test_a_right_click_offers_the_labels_of_the_scheme(user: User) -> None:
    user.choose("memory", "Berlin")
    panel = user.panel("memory")
    assert isinstance(panel, MemoryPanel)
    rows = panel.findChild(RowList)
    rows.customContextMenuRequested.emit(rows.visualRect(rows.currentIndex()).center())
    user.wait_until(panel.menu.isVisible)
    choose_in_menu(panel.menu, "FAC")
    user.wait_until(lambda: user.lines("memory")[0] == "Berlin: accepted once as ORG; proposed: always FAC")


def test_the_keyboard_goes_from_the_filter_to_the_list_and_back_to_the_article(user: User) -> None:
    panel = user.panel("memory")
    assert isinstance(panel, MemoryPanel)
    panel.take_keyboard()
    user.press_only("Down", "Down")
    rows = panel.findChild(RowList)
    user.wait_until(lambda: rows.currentIndex().row() == 1)
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    user.wait_until(user.view.hasFocus)
