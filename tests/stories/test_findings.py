"""Somebody has the store checked, and settles each finding: repaired, waived with a note, looked at."""

from pathlib import Path

import pytest
from user import OpenWindow, User, add_articles

from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.store.store import Store
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.row_list import RowList

TEXTS = ("Oslo is cold.", "He left Oslo.", "To Oslo , then home.", "Oslo again.")


def tag(path: Path, title: str, surface: str, label: str) -> None:
    """Tag a string by hand."""
    with Store.open(path) as store:
        article = store.find_article(title)
        start = article.text.index(surface)
        batch = Batch(article.id, "maria", "maria")
        annotated = store.annotated(article.id, "maria")
        store.commit(add(annotated, start, start + len(surface), label, batch))


@pytest.fixture
def user(open_window: OpenWindow, tmp_path: Path) -> User:
    path = tmp_path / "store.db"
    add_articles(path, *TEXTS)
    tag(path, TEXTS[0], "Oslo", "GPE")
    tag(path, TEXTS[1], "Oslo", "GPE")
    tag(path, TEXTS[2], "Oslo ", "GPE")
    tag(path, TEXTS[3], "Oslo", "ORG")
    user = open_window(store=path, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    user.do("panel.findings")
    user.push("Run the checks", user.panel("findings"))
    user.wait_until(lambda: user.session.long_work.how_far is None and bool(user.lines("findings")))
    return user


def rows(user: User) -> RowList:
    found: RowList = user.panel("findings").findChild(RowList)
    return found


def current(user: User, words: str) -> None:
    """Make the row with these words the current one, by the keyboard's way."""
    number = next(number for number, line in enumerate(user.lines("findings")) if words in line)
    rows(user).setCurrentIndex(rows(user).model().index(number, 0))
    rows(user).setFocus()


def labels(user: User) -> list[str]:
    return [label for (label,) in user.ask("SELECT label FROM spans ORDER BY article_id")]


def test_a_finding_is_repaired_by_a_key_and_undone(user: User) -> None:
    current(user, "Two labels")
    user.press("R")
    user.wait_until(lambda: not any("Two labels" in line for line in user.lines("findings")))
    assert labels(user) == ["GPE"] * 4
    user.come_back()
    user.press("Ctrl+Z")
    assert sorted(labels(user)) == ["GPE", "GPE", "GPE", "ORG"]


def test_a_finding_is_waived_with_a_note_and_does_not_come_back(user: User) -> None:
    current(user, "Two labels")
    user.press_only("W")
    user.read("a note that says why")
    user.enter("the football club")
    user.press_only("Return")
    user.wait_until(lambda: not any("Two labels" in line for line in user.lines("findings")))
    user.push("Run the checks", user.panel("findings"))
    user.wait_until(lambda: user.session.long_work.how_far is None and bool(user.lines("findings")))
    assert not any("Two labels" in line for line in user.lines("findings"))
    assert user.panel("findings").findChild(FilterLine).text() == "the football club"


def test_enter_goes_to_the_span_in_its_article(user: User) -> None:
    current(user, "Two labels")
    user.press_only("Return")
    user.opens("Oslo again.")
    user.wait_until(lambda: user.focused() == ("Oslo", "ORG", "accepted"))


def test_what_one_check_found_is_shown_alone(user: User) -> None:
    button = user.panel("findings").findChild(MenuButton)
    next(one for one in button.menu.actions() if one.text() == "Edges").trigger()
    user.wait_until(lambda: {line.split(",")[0] for line in user.lines("findings")} == {"Edges"})
