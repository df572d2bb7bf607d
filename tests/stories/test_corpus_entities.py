"""Somebody decides names instead of spans: a row for each name of the corpus, with all its spellings."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from user import OpenWindow, User, add_articles

from core.annotation.correction import Action, Batch
from core.annotation.span import Span
from core.store.store import Store
from gui.panels.corpus import CorpusPanel
from gui.widgets.menu_button import MenuButton
from gui.widgets.row_list import RowList

TEXTS = {
    "Oslo is cold. OSLO!": (("Oslo", "GPE"), ("OSLO", "GPE")),
    "He left Oslo.": (("Oslo", "ORG"),),
    "The UN met.": (("UN", "ORG"),),
    "The United Nations met in Rome.": (("United Nations", "ORG"), ("Rome", "GPE")),
}


@pytest.fixture
def user(open_window: OpenWindow, tmp_path: Path) -> User:
    path = tmp_path / "store.db"
    add_articles(path, *TEXTS)
    with Store.open(path) as store:
        for article_id, (text, names) in zip(store.article_ids(), TEXTS.items(), strict=True):
            batch = Batch(article_id, "maria", "")
            for surface, label in names:
                start = text.index(surface)
                span = Span(start, start + len(surface), label, "maria", origin="engine:x@1", score=0.9)
                store.commit([batch.correction(Action.PROPOSE, None, span)])
    user = open_window(store=path, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    user.do("panel.corpus")
    user.wait_until(lambda: len(lines(user)) == 4)
    return user


def lines(user: User) -> list[str]:
    return user.lines("corpus")


def rows(user: User) -> RowList:
    found: RowList = user.panel("corpus").findChild(RowList)
    return found


def choose(user: User, *names: str) -> None:
    """Click on rows, from the second on with Ctrl."""
    held = Qt.KeyboardModifier.NoModifier
    for name in names:
        number = next(number for number, line in enumerate(lines(user)) if line.startswith(name))
        spot = rows(user).visualRect(rows(user).model().index(number, 0)).center()
        user.qtbot.mouseClick(rows(user).viewport(), Qt.MouseButton.LeftButton, held, spot)
        held = Qt.KeyboardModifier.ControlModifier


def spans(user: User) -> list[tuple[str, str, str]]:
    return user.ask("SELECT surface, label, state FROM spans ORDER BY article_id, start")


def test_spellings_are_one_row_and_conflicts_stand_out(user: User) -> None:
    assert lines(user)[0] == "Oslo: GPE 2, ORG 1, labels in conflict; 3 proposed; in 2 articles"
    which = user.panel("corpus").findChild(MenuButton)
    next(one for one in which.menu.actions() if one.text() == "Labels in conflict").trigger()
    user.wait_until(lambda: [line.split(":")[0] for line in lines(user)] == ["Oslo"])


def test_a_row_gets_a_label_by_its_key_and_one_undo_takes_it_back(user: User) -> None:
    before = spans(user)
    choose(user, "Oslo")
    user.press_only("G")
    user.read("3 spans of “Oslo” were labelled GPE.")
    assert [span for span in spans(user) if span[0].casefold() == "oslo"] == [
        ("Oslo", "GPE", "accepted"),
        ("OSLO", "GPE", "accepted"),
        ("Oslo", "GPE", "accepted"),
    ]
    user.wait_until(lambda: lines(user)[0] == "Oslo: GPE 3; 3 accepted; in 2 articles")
    user.come_back()
    user.press("Ctrl+Z")
    assert spans(user) == before
    user.wait_until(lambda: "conflict" in lines(user)[0])


def test_several_rows_are_accepted_or_rejected_as_one_batch(user: User) -> None:
    choose(user, "UN", "Rome")
    user.press_only("Space")
    user.read("2 spans of 2 names were accepted.")
    assert len(user.ask("SELECT DISTINCT batch FROM corrections WHERE annotator = 'maria'")) == 1
    choose(user, "Rome")
    user.press_only("Delete")
    user.read("1 span of “Rome” was rejected.")
    assert ("Rome", "GPE", "rejected") in spans(user)
    assert user.ask("SELECT count(*) FROM reviews WHERE status = 'reviewed'") == [(0,)]


def test_aliases_are_joined_and_split_again(user: User) -> None:
    choose(user, "UN", "United Nations")
    user.press_only("Ctrl+J")
    user.read("“UN” is “United Nations” from now on.")
    user.wait_until(lambda: len(lines(user)) == 3)
    choose(user, "United Nations")
    assert "ORG 2" in lines(user)[rows(user).currentIndex().row()]
    panel = user.panel("corpus")
    assert isinstance(panel, CorpusPanel)
    user.push("Decide", panel)
    user.wait_until(panel.menu.isVisible)
    split = next(one for one in panel.menu.actions() if one.text() == "Make a name of its own").menu()
    next(one for one in split.actions() if one.text() == "UN").trigger()
    panel.menu.close()
    user.wait_until(lambda: len(lines(user)) == 4)


def test_enter_lists_where_a_name_stands(user: User) -> None:
    panel = user.panel("corpus")
    panel.take_keyboard()  # type: ignore[attr-defined]
    user.enter("oslo")
    user.wait_until(lambda: len(lines(user)) == 1)
    user.press_only("Down", "Return")
    user.wait_until(lambda: user.session.long_work.how_far is None and len(user.lines("occurrences")) == 3)


def test_names_are_sorted(user: User) -> None:
    orders = user.panel("corpus").findChildren(MenuButton)[1]
    next(one for one in orders.menu.actions() if one.text() == "By name").trigger()
    user.wait_until(
        lambda: [line.split(":")[0] for line in lines(user)] == ["Oslo", "Rome", "UN", "United Nations"]
    )


def test_what_is_done_elsewhere_is_counted(user: User) -> None:
    user.come_back()
    user.press("Tab", "Delete")
    user.wait_until(lambda: any("1 rejected" in line for line in lines(user)))
