"""Somebody searches all articles from the window, and opens what was found at its place."""

from pathlib import Path

import pytest
from user import OpenWindow, User, add_articles

from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton

TEXTS = ("Grain left Odesa on Monday.", "The grain deal holds.", "Nothing of the kind.")


@pytest.fixture
def user(open_window: OpenWindow, proposed_copy: Path) -> User:
    add_articles(proposed_copy, *TEXTS)
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    user.press_only("Ctrl+Shift+F")
    return user


def test_words_find_articles_and_enter_opens_one_at_the_place(user: User) -> None:
    user.enter("grain")
    user.wait_until(lambda: len(user.lines("search")) == 2)
    user.press_only("Down", "Return")
    user.wait_until(lambda: user.selected().casefold() == "grain")
    assert user.title() in TEXTS
    assert user.view.hasFocus()


def test_spans_stand_in_their_context_and_lead_to_themselves(user: User) -> None:
    button = user.panel("search").findChild(MenuButton)
    button.menu.actions()[2].trigger()
    user.panel("search").findChild(FilterLine).setFocus()
    user.enter("surface:Biegun")
    user.wait_until(lambda: len(user.lines("search")) == 2)
    assert all("PERSON proposed" in line for line in user.lines("search"))
    user.choose("search", "Biegun")
    user.wait_until(lambda: user.focused() == ("Biegun", "PERSON", "proposed"))


def test_a_misspelt_filter_is_told_with_the_nearest(user: User) -> None:
    user.enter("lable:ORG")
    user.wait_until(lambda: 'Did you mean "label"' in user.words("search"))


def test_a_label_that_nobody_used_is_told(user: User) -> None:
    user.enter("label:PERSN")
    user.wait_until(lambda: 'Did you mean "PERSON"' in user.words("search"))


def test_what_was_found_leads_to_every_occurrence_in_the_store(user: User) -> None:
    button = user.panel("search").findChild(MenuButton)
    button.menu.actions()[1].trigger()
    user.panel("search").findChild(FilterLine).setFocus()
    user.enter("surface:Biegun")
    user.wait_until(lambda: len(user.lines("search")) == 2)
    user.press_only("Down")
    user.push("Every occurrence…", user.panel("search"))
    user.wait_until(lambda: len(user.lines("occurrences")) == 3)
