"""A reviewer finishes an article: what is left is accepted, the next one opens."""

from pathlib import Path

import pytest
from user import OpenWindow, User, add_articles


@pytest.fixture
def user(open_window: OpenWindow, proposed_copy: Path) -> User:
    """A user before the first of three articles: with proposals, without spans, and with one to come."""
    add_articles(proposed_copy, "Second article.\nBerlin.", "Third article.\nParis.")
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    return user


def test_all_that_is_left_is_accepted_and_one_undo_brings_it_back(user: User) -> None:
    title = user.title()
    user.press("Tab", "Delete")
    user.press("Ctrl+Return")
    user.opens("Second article.")
    actions = user.actions()
    assert actions[0] == "reject"
    assert set(actions[1:-1]) == {"accept"}
    assert actions[-1] == "status"
    assert user.ask("SELECT DISTINCT state FROM spans ORDER BY 1") == [("accepted",), ("rejected",)]
    assert user.ask("SELECT status FROM reviews") == [("reviewed",)]
    assert user.ask("SELECT count(DISTINCT batch) FROM corrections WHERE action <> 'propose'") == [(2,)]
    user.press("Ctrl+Z")
    user.opens(title)
    assert user.session.annotated
    assert user.session.annotated.decided == 1
    assert user.ask("SELECT status FROM reviews") == [("in_progress",)]
    user.press("Ctrl+Shift+Z")
    assert user.ask("SELECT status FROM reviews") == [("reviewed",)]


def test_the_queue_goes_round_and_the_last_one_says_so(user: User) -> None:
    title = user.title()
    user.press("Alt+Down")
    user.opens("Second article.")
    user.press("Ctrl+Return")
    user.opens("Third article.")
    user.press("Ctrl+Return")
    user.opens(title)
    user.press("Ctrl+Return")
    user.read("every article is reviewed")
    assert user.title() == title
    assert user.ask("SELECT count(*) FROM reviews WHERE status = 'reviewed'") == [(3,)]


def test_the_articles_stand_in_their_order_and_end(user: User) -> None:
    title = user.title()
    user.press("Alt+Up")
    user.read("There is no earlier article.")
    user.press("Alt+Down", "Alt+Down")
    user.opens("Third article.")
    user.press("Alt+Down")
    user.read("There is no further article.")
    user.press("Alt+Up", "Alt+Up")
    user.opens(title)


@pytest.mark.parametrize("status", ["reviewed", "flagged", "in_progress"])
def test_a_status_is_set_by_a_command_and_taken_back(user: User, status: str) -> None:
    user.do(f"review.{status}")
    user.wait_until(lambda: user.ask("SELECT status FROM reviews") == [(status,)])
    assert user.action(f"review.{status}").isChecked()
    assert not user.action("review.todo").isChecked()
    user.press("Ctrl+Z")
    assert user.ask("SELECT status FROM reviews") == [("todo",)]
    assert user.action("review.todo").isChecked()


def test_each_status_has_a_key(user: User) -> None:
    for key, status in (
        ("Ctrl+2", "flagged"),
        ("Ctrl+3", "in_progress"),
        ("Ctrl+4", "todo"),
        ("Ctrl+1", "reviewed"),
    ):
        user.press(key)
        assert user.ask("SELECT status FROM reviews") == [(status,)]


def test_the_first_correction_begins_the_work(user: User) -> None:
    assert user.action("review.todo").isChecked()
    user.press("Tab", "Return")
    assert user.action("review.in_progress").isChecked()
    assert user.ask("SELECT status FROM reviews") == [("in_progress",)]


def test_whoever_wants_to_stay_stays(open_window: OpenWindow, proposed_copy: Path, home: Path) -> None:
    (home / ".config" / "rubricator").mkdir(parents=True)
    (home / ".config" / "rubricator" / "settings.toml").write_text("open_next = false\n")
    add_articles(proposed_copy, "Second article.\nBerlin.")
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    title = user.title()
    user.press("Ctrl+Return")
    user.read("The article is reviewed.")
    assert user.title() == title
