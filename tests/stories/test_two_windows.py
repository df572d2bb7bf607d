"""Two windows are open on one store: nothing is lost, nothing is overwritten, each sees the other's work."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from user import OpenWindow, User, add_articles

Pair = tuple[User, User]


@pytest.fixture
def pair(user: User, open_window: OpenWindow) -> Pair:
    """Two windows on one article."""
    other = open_window(store=user.session.path, engine=False)
    other.wait_until(lambda: other.session.can_edit)
    user.come_back()
    return user, other


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the store's write lock, as another program does."""
    connection = sqlite3.connect(store, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def test_each_sees_what_the_other_does(pair: Pair) -> None:
    one, other = pair
    one.press("Tab", "P")
    other.wait_until(lambda: other.span("North Korea").label == "PERSON")
    other.read("In another window: “North Korea” relabelled to PERSON.")
    other.wait_until(lambda: "“North Korea” relabelled" in other.action("edit.undo").text())
    other.come_back()
    other.press("Ctrl+Z")
    one.wait_until(lambda: one.span("North Korea").label == "GPE")
    assert one.actions() == ["relabel", "undo"]


def test_each_sees_articles_and_review_status_of_the_other(pair: Pair) -> None:
    one, other = pair
    add_articles(one.session.path, "Second article.\nBerlin.")
    one.wait_until(lambda: len(one.lines("library")) == 2)
    one.do("review.flagged")
    other.wait_until(lambda: other.action("review.flagged").isChecked())
    other.wait_until(lambda: any(", flagged, " in row for row in other.lines("library")))


def test_of_two_decisions_at_once_the_first_stands_and_the_other_is_told(pair: Pair) -> None:
    one, other = pair
    for window in pair:
        window.focus("North Korea")
    one.do("label.PERSON")
    other.do("label.ORG")
    other.focus("Reuters")
    other.do("label.EVENT")
    for window in pair:
        window.wait_until(lambda window=window: window.session.saving.is_idle)
    (label,) = one.ask(
        "SELECT json_extract(after, '$.label') FROM corrections WHERE json_extract"
        "(after, '$.start') = 1 AND action = 'relabel'"
    )
    loser = other if label == ("PERSON",) else one
    loser.read("“North Korea” was changed in another window by maria.")
    for window in pair:
        window.wait_until(lambda window=window: window.span("North Korea").label == label[0])
        window.wait_until(lambda window=window: window.span("Reuters").label == "EVENT")
    assert sorted(one.actions()) == ["relabel", "relabel"]


def test_each_annotator_has_a_layer_that_the_other_does_not_touch(
    user: User, open_window: OpenWindow
) -> None:
    other = open_window(store=user.session.path, engine=False, annotator="jonas")
    other.wait_until(lambda: other.session.can_edit)
    assert len(other.session.annotated or ()) == 0
    other.double_click("envoy")
    other.press("Esc", "O")
    user.come_back()
    user.press("Tab", "P", "Ctrl+Z")
    assert user.ask("SELECT layer, state, count(*) FROM spans WHERE layer = 'jonas'") == [
        ("jonas", "accepted", 1)
    ]
    assert user.actions() == ["add", "relabel", "undo"]


def test_while_another_program_writes_a_change_waits_and_is_saved_by_itself(user: User) -> None:
    with locked(user.session.path):
        user.press_only("Tab", "P")
        assert user.focused() == ("North Korea", "PERSON", "accepted")
        user.wait_until(lambda: "1 change not saved" in user.status())
        user.read("The change could not be saved: another program is writing to store.db.")
        user.press_only("Tab", "Delete")
        user.wait_until(lambda: "2 changes not saved" in user.status())
        assert user.rows() == []
    user.wait_until(lambda: user.actions() == ["relabel", "reject"])
    user.wait_until(lambda: "Saved" in user.status())
    assert "could not be saved" not in user.message()
