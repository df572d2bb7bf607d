"""Somebody accepted much unread, inspects a sample of it, and says how many errors are left at most."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox
from user import OpenWindow, User, add_articles

from core.annotation.correction import Action, Batch
from core.annotation.edits.accept import accept
from core.annotation.span import Span
from core.review.bounds import at_most
from core.store.store import Store
from gui.dialogs.residual import ResidualWindow
from gui.widgets.line_list import LineList
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel

TEXTS = tuple(f"Number {number}: Oslo, Rome and Paris met Bo." for number in range(8))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Eight articles, each with four spans that were accepted at once."""
    path = tmp_path / "store.db"
    add_articles(path, *TEXTS)
    with Store.open(path) as store:
        for article_id, text in zip(store.article_ids(), TEXTS, strict=True):
            engine, person = Batch(article_id, "maria", ""), Batch(article_id, "maria", "maria")
            spans = [
                Span(text.index(name), text.index(name) + len(name), label, "maria", origin="engine:x@1")
                for name, label in (("Oslo", "GPE"), ("Rome", "GPE"), ("Paris", "GPE"), ("Bo", "PERSON"))
            ]
            store.commit([engine.correction(Action.PROPOSE, None, span) for span in spans])
            store.commit(accept(spans, person))
    return path


@pytest.fixture
def user(open_window: OpenWindow, path: Path) -> User:
    user = open_window(store=path, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    return user


def opened(user: User) -> ResidualWindow:
    user.press_only("Ctrl+Shift+E")
    found: ResidualWindow = user.window.findChild(ResidualWindow)
    user.wait_until(found.isActiveWindow)
    user.wait_until(lambda: user.session.long_work.how_far is None)
    return found


def words(window: ResidualWindow) -> str:
    return " ".join(label.accessibleName() for label in window.findChildren(TextLabel))


def reads(user: User, window: ResidualWindow, sentence: str) -> None:
    user.wait_until(lambda: sentence in words(window))


def sees(user: User, window: ResidualWindow) -> str:
    """Wait until a span is shown, here and in the main window; return its id."""
    right = next(one for one in window.findChildren(FramedButton) if one.accessibleName() == "Right (R)")
    user.wait_until(lambda: right.isEnabled() and user.session.focus is not None)
    assert user.session.focus
    assert user.surface(user.session.focus) in words(window)
    return user.session.focus.id


def judge(user: User, window: ResidualWindow, verdict: str, number: int, of: int) -> None:
    sees(user, window)
    user.press_only(verdict)
    reads(user, window, f"{number} of {of} inspected")


def draw(user: User, window: ResidualWindow, size: int) -> None:
    field = window.findChildren(QSpinBox)[0]
    field.setFocus()
    field.selectAll()
    user.enter(str(size))
    user.press_only("Return")
    reads(user, window, f"0 of {size} inspected")
    sees(user, window)


def verdicts(user: User) -> list[str | None]:
    return [verdict for (verdict,) in user.ask("SELECT verdict FROM sampled ORDER BY sample, position")]


def test_a_sample_is_walked_by_keys_and_says_how_many_are_wrong(user: User) -> None:
    window = opened(user)
    reads(user, window, "32 spans were accepted many at once")
    draw(user, window, 10)
    for number in range(1, 11):
        judge(user, window, "R", number, 10)
    share = f"{100 * at_most(0, 10):.1f} %"
    reads(user, window, f"0 of 10 wrong: at most {share} of 32 unread spans are wrong, 95 %.")
    reads(user, window, "Every span of the sample was inspected.")
    assert verdicts(user) == ["right"] * 10
    lines = window.findChild(LineList).model()
    assert [str(lines.index(row, 0).data()).split(",")[0] for row in range(2)] == ["GPE", "PERSON"]
    assert "0 of 8 wrong" in str(lines.index(0, 0).data())


def test_each_span_is_shown_in_its_article_while_the_keys_stay_here(user: User) -> None:
    window = opened(user)
    draw(user, window, 8)
    seen = set()
    for number in range(1, 9):
        assert window.isActiveWindow()
        seen.add((user.title(), sees(user, window)))
        judge(user, window, "R", number, 8)
    assert len(seen) == 8


def test_a_wrong_one_is_corrected_in_the_article_and_the_walk_goes_on(user: User) -> None:
    window = opened(user)
    draw(user, window, 5)
    wrong = user.session.focus
    assert wrong is not None
    user.press_only("W")
    reads(user, window, "Ctrl+Shift+E or a click here goes on")
    user.wait_until(user.window.isActiveWindow)
    assert user.session.focus == wrong
    user.press("N")
    assert user.ask(f"SELECT label FROM spans WHERE id = '{wrong.id}'") == [("NORP",)]
    opened(user)
    user.wait_until(lambda: user.session.focus is not None and user.session.focus.id != wrong.id)
    for number in range(2, 6):
        judge(user, window, "R", number, 5)
    reads(user, window, "1 of 5 wrong")
    assert sorted(map(str, verdicts(user))) == ["right"] * 4 + ["wrong"]
    assert "Inspect" in words(window) or "Read all" in words(window)


def test_a_verdict_is_taken_back(user: User) -> None:
    window = opened(user)
    draw(user, window, 4)
    first = user.session.focus
    judge(user, window, "R", 1, 4)
    user.press_only("B")
    reads(user, window, "0 of 4 inspected")
    user.wait_until(lambda: user.session.focus == first)
    assert verdicts(user) == [None] * 4


def test_a_walk_goes_on_after_a_restart(open_window: OpenWindow, user: User) -> None:
    window = opened(user)
    draw(user, window, 4)
    judge(user, window, "R", 1, 4)
    window.close()
    again = open_window(store=user.session.path, engine=False)
    again.wait_until(lambda: again.session.can_edit)
    window = opened(again)
    reads(again, window, "1 of 4 inspected")
    judge(again, window, "R", 2, 4)


def test_the_size_follows_from_the_wished_bound(user: User) -> None:
    window = opened(user)
    bound = window.findChild(QDoubleSpinBox)
    bound.setFocus()
    bound.selectAll()
    user.enter("20")
    user.press_only("Tab")
    # The rule of three, exactly: 14 spans of which none is wrong show less than 20 %.
    assert window.findChildren(QSpinBox)[0].value() == 14


def test_a_new_sample_is_drawn_by_a_key_but_not_in_the_midst_of_a_walk(user: User) -> None:
    window = opened(user)
    draw(user, window, 1)
    user.press_only("D")
    judge(user, window, "R", 1, 1)
    assert user.ask("SELECT count(*) FROM samples") == [(1,)]
    user.press_only("D")
    user.wait_until(lambda: user.ask("SELECT count(*) FROM samples") == [(2,)])
    sees(user, window)


def test_where_nothing_was_accepted_unread_it_says_so(open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    add_articles(path, "Nothing here.")
    user = open_window(store=path, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    window = opened(user)
    reads(user, window, "there is nothing to sample")
