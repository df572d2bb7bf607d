"""Every occurrence of a name in the store, listed in context; the ticked ones are fixed as one batch."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from user import OpenWindow, User, add_articles

from gui.widgets.filter_line import FilterLine
from gui.widgets.row_list import RowList

TEXTS = (
    "Biegun met Kim. Later Biegun left.",
    "In Seoul, Biegun spoke for long.",
    "BIEGUN SPEAKS",
    "The Biegun Prize went to nobody.",
)


@pytest.fixture
def user(open_window: OpenWindow, proposed_copy: Path) -> User:
    user = open_window(store=proposed_copy, engine=False)
    add_articles(proposed_copy, *TEXTS)
    user.wait_until(lambda: user.session.can_edit)
    user.focus("Biegun")
    return user


def listed(user: User) -> None:
    """Wait until the store has been searched."""
    user.wait_until(lambda: user.session.long_work.how_far is None and bool(user.lines("occurrences")))


def rows(user: User) -> RowList:
    found: RowList = user.panel("occurrences").findChild(RowList)
    return found


def spans_of(user: User, state: str = "accepted") -> list[tuple[str, str]]:
    return user.ask(
        "SELECT substr(articles.text, start + 1, end - start), label FROM spans"
        f" JOIN articles ON articles.id = article_id WHERE state = '{state}' ORDER BY articles.seq, start"
    )


def test_the_ticked_get_the_label_in_one_batch_and_one_undo_takes_it_back(user: User) -> None:
    before = spans_of(user)
    user.press_only("Shift+=")
    listed(user)
    assert any("spelled “BIEGUN”" in line for line in user.lines("occurrences"))
    user.press_only("=")
    user.read("labelled PERSON")
    done = spans_of(user)
    assert done.count(("Biegun", "PERSON")) > 4
    assert ("BIEGUN", "PERSON") not in done
    assert len(user.ask("SELECT DISTINCT batch FROM corrections WHERE annotator = 'maria'")) == 1
    user.come_back()
    user.press("Ctrl+Z")
    assert spans_of(user) == before


def test_a_tick_is_set_by_space_and_by_a_click_on_its_box(user: User) -> None:
    user.press_only("Shift+=")
    listed(user)
    odd = user.lines("occurrences")[0]
    assert odd.startswith("not ticked")
    rows(user).setCurrentIndex(rows(user).model().index(0, 0))
    user.press_only("Space")
    assert user.lines("occurrences")[0] == odd.removeprefix("not ")
    spot = rows(user).visualRect(rows(user).model().index(0, 0)).topLeft() + QPoint(20, 8)
    user.qtbot.mouseClick(rows(user).viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert user.lines("occurrences")[0] == odd


def test_the_ticked_are_rejected(user: User) -> None:
    user.press_only("Shift+=")
    listed(user)
    user.press_only("Delete")
    user.read("rejected")
    assert ("Biegun", "PERSON") in spans_of(user, "rejected")


def test_enter_goes_to_the_place_in_its_article(user: User) -> None:
    user.press_only("Shift+=")
    listed(user)
    user.choose("occurrences", "In Seoul")
    user.opens("In Seoul, Biegun spoke for long.")
    user.wait_until(lambda: user.selected() == "Biegun")


def test_a_name_can_be_typed_and_what_is_nowhere_is_said(user: User) -> None:
    user.press_only("Shift+=")
    listed(user)
    field = user.panel("occurrences").findChild(FilterLine)
    field.setFocus()
    field.selectAll()
    user.enter("Zanzibar")
    user.wait_until(lambda: "nowhere" in user.words("occurrences"))
    field.selectAll()
    user.enter("Biegun Prize")
    user.wait_until(lambda: len(user.lines("occurrences")) == 1)
