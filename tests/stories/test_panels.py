"""The panels beside the article: the library, the entities, the history; and how the window was left."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QLineEdit
from user import OpenWindow, User, add_articles

from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle


@pytest.fixture
def user(open_window: OpenWindow, proposed_copy: Path) -> User:
    """A user before the first of three articles, with proposals."""
    add_articles(proposed_copy, "Second article.\nBerlin.", "Third article.\nParis.")
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    user.wait_until(lambda: len(user.lines("library")) == 3)
    return user


def test_an_entity_chosen_is_focused_and_again_its_next_span(user: User) -> None:
    user.choose("entities", "Biegun, ")
    focused = user.session.focus
    assert focused
    assert user.surface(focused).endswith("Biegun")
    user.choose("entities", "U.S., ")
    first = user.session.focus
    user.choose("entities", "U.S., ")
    second = user.session.focus
    assert first and second
    assert user.surface(first) == user.surface(second) == "U.S."
    assert first.start < second.start
    assert user.view.viewport().rect().contains(user.view.place_rect(*second.place))
    assert user.view.hasFocus()
    user.press("O")
    user.wait_until(lambda: user.actions() == ["relabel"])


def test_the_entities_follow_what_is_done(user: User) -> None:
    user.wait_until(lambda: any(line.startswith("Reuters, 1 ") for line in user.lines("entities")))
    user.focus("Reuters")
    user.press("Return")
    user.wait_until(lambda: "Reuters, 1 accepted" in user.lines("entities"))


def test_the_library_opens_an_article_and_counts(user: User) -> None:
    user.press("Tab", "Return")
    total = len(user.session.annotated or ())
    user.wait_until(lambda: any(f"in progress, 1 of {total} decided" in row for row in user.lines("library")))
    user.choose("library", "Third article.")
    user.opens("Third article.")
    user.wait_until(user.view.hasFocus)
    user.press("Ctrl+Return")
    user.wait_until(lambda: any("Third article., reviewed" in row for row in user.lines("library")))


def test_the_library_is_filtered_by_words_and_by_status(user: User) -> None:
    library = user.panel("library")
    field = library.findChild(QLineEdit)
    field.setFocus()
    user.qtbot.keyClicks(field, "berlin")
    user.wait_until(lambda: user.lines("library") == ["Second article., to do, 0 of 0 decided"])
    user.press_only("Esc")
    user.wait_until(lambda: len(user.lines("library")) == 3)
    user.press_only("Esc")
    user.wait_until(user.view.hasFocus)
    user.do("review.flagged")
    button = library.findChild(MenuButton)
    next(one for one in button.menu.actions() if one.text() == "Flagged").trigger()
    user.wait_until(lambda: len(user.lines("library")) == 1)
    assert ", flagged, " in user.lines("library")[0]


def test_the_history_lists_the_newest_first_and_goes_to_what_is_chosen(user: User) -> None:
    user.press("Ctrl+H")
    user.press("Tab", "Return", "P", "Delete")
    user.wait_until(lambda: len(user.lines("history")) > 3 and "reject" in user.lines("history")[0])
    assert "relabel U.N., ORG to PERSON" in user.lines("history")[1]
    assert "accept North Korea" in user.lines("history")[2]
    user.press("Esc")
    user.choose("history", "accept North Korea")
    assert user.focused() == ("North Korea", "GPE", "accepted")
    assert user.view.hasFocus()


def test_the_history_shows_where_a_removed_span_stood(user: User) -> None:
    user.press("Ctrl+H")
    user.double_click("envoy")
    user.press("Esc", "O", "Delete")
    user.wait_until(lambda: any("remove envoy" in row for row in user.lines("history")))
    user.choose("history", "remove envoy")
    assert user.selected() == "envoy"


def test_panels_are_shown_and_hidden_by_command(user: User) -> None:
    assert user.action("panel.library").isChecked()
    user.do("panel.library")
    user.wait_until(lambda: not user.action("panel.library").isChecked())
    user.do("panel.library")
    user.wait_until(lambda: user.action("panel.library").isChecked())
    assert user.lines("library")


def test_the_window_opens_as_it_was_left(user: User, open_window: OpenWindow) -> None:
    user.window.resize(790, 700)
    user.do("panel.entities")
    user.press("Ctrl+H")
    user.wait_until(lambda: user.panel("history").isVisible())
    size = user.window.size()
    user.window.close()
    again = open_window(store=user.session.path, engine=False)
    assert again.window.size() == size
    again.wait_until(lambda: again.panel("history").isVisible())
    assert again.action("panel.history").isChecked()
    assert not again.action("panel.entities").isChecked()


def test_a_panel_s_title_is_its_handle_and_where_it_was_left_is_kept(
    user: User, open_window: OpenWindow
) -> None:
    dock = user.window.findChild(QDockWidget, "dock-library")
    user.wait_until(lambda: isinstance(dock.titleBarWidget(), PanelTitle))
    assert dock.features() & QDockWidget.DockWidgetFeature.DockWidgetMovable
    QTest.mouseDClick(dock.titleBarWidget(), Qt.MouseButton.LeftButton)
    user.wait_until(dock.isFloating)
    user.window.close()
    again = open_window(store=user.session.path, engine=False)
    assert again.window.findChild(QDockWidget, "dock-library").isFloating()
