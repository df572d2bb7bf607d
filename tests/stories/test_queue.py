"""Somebody works through a queue: in an order with reasons, of articles that a filter lets through."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget
from user import OpenWindow, User, add_articles

from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.status import set_status
from core.annotation.span import Span
from core.store.queueing import assign
from core.store.store import Store
from gui.dialogs.assigning import AssigningWindow
from gui.dialogs.queue import QueueWindow
from gui.widgets.line_list import LineList
from gui.widgets.row_list import RowList
from gui.widgets.text_label import TextLabel

TITLES = ("Alpha met Oslo.", "Beta left Rome.", "Gamma saw Paris.", "Delta is empty.")
SCORES = ((0.9,), (0.31, 0.8), (0.7, 0.8, 0.9), ())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four articles, three of which have proposals of an engine."""
    path = tmp_path / "store.db"
    add_articles(path, *TITLES)
    with Store.open(path) as store:
        for article_id, scores in zip(store.article_ids(), SCORES, strict=True):
            batch = Batch(article_id, "maria", "")
            spans = [
                Span(number, 5, "ORG", "maria", origin="engine:x@1", score=score)
                for number, score in enumerate(scores)
            ]
            store.commit([batch.correction(Action.PROPOSE, None, span) for span in spans])
    return path


@pytest.fixture
def user(open_window: OpenWindow, path: Path) -> User:
    user = open_window(store=path, engine=False)
    user.opens(TITLES[0])
    return user


def ready(user: User) -> None:
    """Wait until the queue is made."""
    user.wait_until(lambda: user.session.queueing.work.how_far is None)


def choose(user: User, order: str) -> None:
    user.do(f"queue.{order}")
    ready(user)


def window(user: User, kind: type[QWidget]) -> QWidget:
    found: QWidget = user.window.findChild(kind)
    user.wait_until(found.isActiveWindow)
    return found


def field(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    return next(one for one in parent.findChildren(kind) if one.accessibleName() == name)


def test_the_least_sure_article_comes_first_and_says_why(user: User) -> None:
    choose(user, "unsure")
    assert "3 of 3" in user.words("library")
    user.wait_until(lambda: len(user.lines("library")) == 3)
    assert [line.split(".")[0] for line in user.lines("library")] == [
        "Beta left Rome",
        "Gamma saw Paris",
        "Alpha met Oslo",
    ]
    assert "a proposal scores 0.31" in user.lines("library")[0]
    user.press("Ctrl+Return")
    user.opens(TITLES[1])
    assert "a proposal scores 0.31" in user.status()
    user.press("Ctrl+Return")
    user.opens(TITLES[2])
    user.press("Ctrl+Return")
    user.read("The queue is through.")
    assert user.ask("SELECT count(*) FROM reviews WHERE status = 'reviewed'") == [(3,)]


def test_alt_down_and_up_go_through_the_queue_in_its_order(user: User) -> None:
    choose(user, "undecided")
    user.press("Alt+Up")
    user.opens(TITLES[1])
    user.press("Alt+Up")
    user.opens(TITLES[2])
    user.press("Alt+Up")
    user.read("There is no earlier article in the queue.")
    user.press("Alt+Down", "Alt+Down")
    user.opens(TITLES[0])


def test_the_next_article_of_the_queue_is_read_ahead(user: User) -> None:
    choose(user, "unsure")

    def is_read() -> bool:
        read = user.session.ahead.take(user.session.annotated.article.id)  # type: ignore[union-attr]
        return read is not None and read.annotated.article.title == TITLES[1]

    user.wait_until(is_read)
    user.press_only("Ctrl+Return")
    assert user.title() == TITLES[1]


def test_the_store_remembers_the_order(open_window: OpenWindow, user: User) -> None:
    choose(user, "unsure")
    user.wait_until(lambda: bool(user.ask("SELECT 1 FROM settings WHERE key = 'queue, maria'")))
    again = open_window(store=user.session.path, engine=False)
    again.opens(TITLES[1])
    assert again.action("queue.unsure").isChecked()


def test_what_comes_in_later_is_found_when_the_queue_is_through(user: User) -> None:
    user.do("review.flagged")
    choose(user, "flagged")
    with Store.open(user.session.path) as store:
        other = store.article_ids()[2]
        store.commit(
            set_status(store.annotated(other, "maria"), Status.FLAGGED, Batch(other, "maria", "anna"))
        )
    user.press("Ctrl+Return")
    user.opens(TITLES[2])


def test_articles_are_assigned_and_a_queue_made_of_them(user: User) -> None:
    rows = user.panel("library").findChild(RowList)
    for row in (1, 3):
        spot = rows.visualRect(rows.model().index(row, 0)).center()
        user.qtbot.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, spot
        )
    user.do("queue.assign")
    dialog = window(user, AssigningWindow)
    user.enter("maria")
    user.press_only("Return")
    user.wait_until(lambda: len(user.ask("SELECT * FROM assignments")) == 3)
    assert user.title() == TITLES[0]
    people = dialog.findChild(LineList)
    user.wait_until(
        lambda: "3 assigned" in str(people.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    )
    dialog.close()
    user.come_back()
    user.do("queue.mine")
    ready(user)
    assert "Of maria" in user.words("library")
    user.press("Alt+Down")
    user.opens(TITLES[1])
    user.press("Alt+Down")
    user.opens(TITLES[3])


def test_what_was_assigned_is_taken_away_by_a_key(user: User) -> None:
    with Store.open(user.session.path) as store:
        assign(store, store.article_ids()[:1], "anna")
    user.do("queue.assign")
    dialog = window(user, AssigningWindow)
    people = dialog.findChild(LineList)
    user.wait_until(lambda: people.model().rowCount() > 0)
    user.press_only("Down", "Delete")
    user.wait_until(lambda: user.ask("SELECT * FROM assignments") == [])
    told = dialog.findChildren(TextLabel)
    user.wait_until(lambda: any("taken from anna" in label.accessibleName() for label in told))


def test_filters_and_seed_are_chosen_in_a_window(user: User) -> None:
    user.do("queue.window")
    dialog = window(user, QueueWindow)
    text = field(dialog, QLineEdit, "Title or text")
    text.setFocus()
    user.enter("Paris")
    user.press_only("Tab")
    ready(user)
    assert len(user.session.queueing.queue or ()) == 1
    text.setFocus()
    QTest.keySequence(text, "Ctrl+A")
    user.press_only("Delete", "Tab")
    ready(user)
    field(dialog, QComboBox, "Order").setCurrentText("At random")
    seed = field(dialog, QSpinBox, "Seed")
    seed.setFocus()
    seed.selectAll()
    user.enter("7")
    user.press_only("Return")
    ready(user)
    user.wait_until(lambda: user.session.queueing.choice.seed == 7)
    ready(user)
    user.wait_until(lambda: all("drawn with seed 7" in line for line in user.lines("library")))
    label = field(dialog, QComboBox, "Has a span")
    label.setCurrentText("ORG")
    ready(user)
    assert len(user.session.queueing.queue or ()) == 3


def test_an_empty_queue_says_so_and_the_filter_finds_all_articles(user: User) -> None:
    choose(user, "flagged")
    user.wait_until(lambda: "No article is in the queue" in user.words("library"))
    user.press_only("Ctrl+L")
    user.enter("Paris")
    user.wait_until(lambda: [line.split(".")[0] for line in user.lines("library")] == ["Gamma saw Paris"])


def test_the_pace_is_told(user: User) -> None:
    user.press("Ctrl+Return")
    user.opens(TITLES[1])
    user.session.queueing.pacing.set_filter(user.session.queueing.choice.wanted)
    user.wait_until(lambda: "done by" in user.words("library"))


def test_making_a_queue_by_findings_runs_the_checks(user: User) -> None:
    choose(user, "findings")
    assert user.session.queueing.queue is not None
    choose(user, "import")
    assert user.session.queueing.queue is None
