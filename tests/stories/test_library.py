"""The library narrowed by a label, sorted, and with columns where it is wide."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget
from user import OpenWindow, User, add_articles

from gui.models.library_columns import COLUMNS, columns
from gui.widgets.menu_button import MenuButton
from gui.widgets.sort_headings import SortHeadings

TITLES = ["Second article.", "A third article."]


@pytest.fixture
def user(open_window: OpenWindow, proposed_copy: Path) -> User:
    """A user before the first of three articles; only it has spans."""
    add_articles(proposed_copy, f"{TITLES[0]}\nBerlin.", f"{TITLES[1]}\nParis.")
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    user.wait_until(lambda: len(user.lines("library")) == 3)
    return user


def menu(user: User, name: str) -> MenuButton:
    """Return the button in the library whose menu has this name."""
    buttons = user.panel("library").findChildren(MenuButton)
    return next(one for one in buttons if one.accessibleName().startswith(f"{name}:"))


def pick(user: User, name: str, words: str) -> None:
    """Choose in a button's menu, with the mouse."""
    button = menu(user, name)
    user.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    user.wait_until(button.menu.isVisible)
    action = next(one for one in button.menu.actions() if one.text() == words)
    place = button.menu.actionGeometry(action).center()
    user.qtbot.mouseClick(button.menu, Qt.MouseButton.LeftButton, pos=place)


def titles(user: User) -> list[str]:
    """Return the beginnings of the titles that are listed."""
    return [line.split(",")[0] for line in user.lines("library")]


def widen(user: User, width: int = 640) -> SortHeadings:
    """Drag the library's edge, and return its headings."""
    user.window.resize(1400, 800)
    dock = user.window.findChild(QDockWidget, "dock-library")
    user.window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
    headings: SortHeadings = user.panel("library").findChild(SortHeadings)
    user.wait_until(headings.isVisible)
    return headings


def click(user: User, headings: SortHeadings, name: str) -> None:
    """Click on a heading."""
    number = [column.heading for column in COLUMNS].index(name)
    left, width = columns(headings.width())[number]
    QTest.mouseClick(
        headings, Qt.MouseButton.LeftButton, pos=QPoint(left + width // 2, headings.height() // 2)
    )


def test_a_label_narrows_the_library(user: User) -> None:
    pick(user, "Label", "PERSON")
    user.wait_until(lambda: len(user.lines("library")) == 1)
    assert user.title() in user.lines("library")[0]
    pick(user, "Label", "Any label")
    user.wait_until(lambda: len(user.lines("library")) == 3)


def test_a_narrow_library_is_sorted_by_its_menu(user: User) -> None:
    imported = titles(user)
    pick(user, "Order of the list", "By title")
    user.wait_until(lambda: titles(user)[0] == TITLES[1])
    pick(user, "Order of the list", "Reversed")
    user.wait_until(lambda: titles(user)[-1] == TITLES[1])
    pick(user, "Order of the list", "Not sorted")
    user.wait_until(lambda: titles(user) == imported)


def test_a_wide_library_has_columns_and_a_click_on_a_heading_sorts(user: User) -> None:
    imported = titles(user)
    headings = widen(user)
    click(user, headings, "Title")
    user.wait_until(lambda: titles(user)[0] == TITLES[1])
    assert "Title, ascending" in headings.accessibleName()
    assert menu(user, "Order of the list").text() == "By title"
    click(user, headings, "Title")
    user.wait_until(lambda: titles(user)[-1] == TITLES[1])
    click(user, headings, "Title")
    user.wait_until(lambda: titles(user) == imported)
    assert "ascending" not in headings.accessibleName()


def test_what_was_changed_last_and_what_has_most_undecided_comes_first(user: User) -> None:
    first = titles(user)[0]
    user.choose("library", TITLES[1])
    user.opens(TITLES[1])
    user.wait_until(user.view.hasFocus)
    user.do("review.flagged")
    headings = widen(user)
    click(user, headings, "Last changed")
    user.wait_until(lambda: titles(user)[0] == TITLES[1])
    click(user, headings, "Undecided")
    user.wait_until(lambda: titles(user)[0] == first)


def test_a_queue_keeps_its_own_order(user: User) -> None:
    headings = widen(user)
    click(user, headings, "Title")
    user.wait_until(lambda: titles(user)[0] == TITLES[1])
    pick(user, "Order of the queue", "Most undecided first")
    user.wait_until(lambda: titles(user)[0] not in TITLES)
    assert not menu(user, "Order of the list").isVisible()
    click(user, headings, "Title")
    assert titles(user)[0] not in TITLES


def test_a_library_made_narrow_again_has_its_two_lines(user: User) -> None:
    headings = widen(user)
    dock = user.window.findChild(QDockWidget, "dock-library")
    user.window.resizeDocks([dock], [250], Qt.Orientation.Horizontal)
    user.wait_until(lambda: not headings.isVisible())
    user.choose("library", TITLES[0])
    user.opens(TITLES[0])
