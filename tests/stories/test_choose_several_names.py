"""Several names are chosen in the list and decided on together: one batch, one undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDockWidget
from user import User

from gui.widgets.menu_button import MenuButton

CTRL = Qt.KeyboardModifier.ControlModifier


def add_to_choice(user: User, words: str) -> None:
    """Click with Ctrl on the row of the entities that begins with these words."""
    rows = user.panel("entities").findChild(QAbstractItemView)
    user.wait_until(lambda: any(line.startswith(words) for line in user.lines("entities")))
    number = next(at for at, line in enumerate(user.lines("entities")) if line.startswith(words))
    index = rows.model().index(number, 0)
    rows.scrollTo(index)
    # A modifier of QTest's own events is not what the application says is held.
    QTest.keyPress(rows, Qt.Key.Key_Control, CTRL)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, CTRL, rows.visualRect(index).center())


@pytest.fixture
def chosen(user: User) -> int:
    """Two names, chosen; return how many spans they have."""
    for words in ("Biegun,", "Trump,"):
        add_to_choice(user, words)
    assert user.session.annotated
    number = sum(user.surface(span) in ("Biegun", "Trump") for span in user.session.annotated)
    assert user.message() == f"{number} spans of 2 names are chosen."
    return number


def test_a_label_s_key_relabels_all_and_one_undo_takes_it_back(user: User, chosen: int) -> None:
    user.press("O")
    assert user.actions() == ["relabel"] * chosen
    assert user.message() == f"{chosen} spans were labelled ORG."
    user.press("Ctrl+Z")
    assert user.session.annotated
    assert user.session.annotated.decided == 0


def test_delete_rejects_all_of_them(user: User, chosen: int) -> None:
    user.press("Delete")
    assert user.actions() == ["reject"] * chosen
    user.press("Return")
    assert user.actions() == ["reject"] * chosen + ["accept"]


def test_when_they_are_left_a_key_acts_on_the_focus_alone(user: User, chosen: int) -> None:
    user.press("Esc", "Tab", "Return")
    assert user.actions() == ["accept"]


def rows_of(user: User) -> QAbstractItemView:
    """Return the list, with the keyboard in it and its first row current."""
    user.wait_until(lambda: len(user.lines("entities")) > 3)
    user.press("Ctrl+Shift+L")
    rows = user.panel("entities").findChild(QAbstractItemView)
    assert rows.hasFocus()
    user.press("Home")
    return rows


def test_the_list_is_walked_through_by_keys_and_enter_goes_to_the_article(user: User) -> None:
    rows = rows_of(user)
    user.press("Down", "Down")
    assert rows.hasFocus()
    assert user.focused() == ("Kim", "PERSON", "proposed")
    user.press("Return")
    assert user.view.hasFocus()
    user.press("Return")
    assert user.rows() == [("accept", "PERSON proposed", "PERSON accepted")]


def test_what_is_chosen_by_shift_is_decided_on_together(user: User) -> None:
    rows_of(user)
    user.press("Down", "Shift+Down")
    assert user.message() == "4 spans of 2 names are chosen."
    user.press("Return")
    assert user.actions() == ["accept"] * 4
    rows_of(user)
    user.press("Down", "Shift+Down", "O")
    assert user.actions()[4:] == ["relabel"] * 4
    rows_of(user)
    user.press("Down", "Delete")
    assert set(user.actions()[8:]) == {"reject"}
    rows_of(user)
    user.press("Esc")
    assert user.view.hasFocus()


def test_names_are_sorted_as_one_likes(user: User) -> None:
    user.wait_until(lambda: len(user.lines("entities")) > 3)
    menu = user.window.findChild(QDockWidget, "dock-entities").findChild(MenuButton).menu
    orders = {}
    for action in menu.actions():
        action.trigger()
        lines = user.lines("entities")
        people = lines[1 : next(at for at in range(1, 99) if lines[at].startswith("NORP"))]
        orders[action.text()] = [line.partition(",")[0] for line in people]
    assert orders["Name"] == sorted(orders["Name"], key=str.casefold)
    assert orders["Place"][0] == "Michelle Nichols"
    assert orders["Count"][0] == "Biegun"
    assert all(sorted(one) == sorted(orders["Name"]) for one in orders.values())
