"""Several names are chosen in the list and decided on together: one batch, one undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from user import User

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
