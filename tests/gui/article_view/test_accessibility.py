"""What a screen reader is told."""

from typing import Any

import pytest
from PySide6.QtGui import QAccessible

from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.span import State
from gui.article_view import accessibility
from gui.article_view.accessibility import describe_span

TEXT = "Kim and Stephen\nBiegun in Ulm"


@pytest.fixture
def laid(desk: Any) -> Any:
    desk.show(
        TEXT,
        ("Kim", "PERSON", State.REJECTED),
        ("Stephen\nBiegun", "PERSON"),
        ("Ulm", "WORK_OF_ART", State.PROPOSED, 0.1),
    )
    return desk


def test_a_span_in_words(laid: Any) -> None:
    wanted = {
        "Kim": "Kim, person, rejected",
        "Stephen\nBiegun": "Stephen Biegun, person, proposed, 1 of 2",
        "Ulm": "Ulm, work of art, doubtful, 2 of 2",
    }
    for surface, words in wanted.items():
        assert describe_span(laid.annotated, laid.span(surface), 0.5) == words


def test_a_moved_focus_is_announced(laid: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    events = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    laid.focus("Ulm")
    messages = [event.message() for event in events if hasattr(event, "message")]
    assert messages == ["Ulm, work of art, doubtful, 2 of 2"]


def test_the_view_has_the_articles_name(laid: Any) -> None:
    assert laid.view.accessibleName() == "Article: An article"
    assert accessibility.name_of(None) == "No article"


def test_a_decision_on_the_focused_span_is_announced(laid: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    span = laid.focus("Ulm")
    events = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    corrections = accept((span,), Batch(laid.annotated.article.id, "gold", "tester"))
    laid.view.apply_changes(laid.annotated.apply(corrections))
    assert [event.message() for event in events] == ["Ulm, work of art, accepted, 2 of 2"]
