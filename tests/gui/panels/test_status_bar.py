"""The status bar."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.annotation.correction import Action
from core.annotation.span import Span, State
from gui.panels.status_bar import StatusBar
from gui.theme import Theme

MakeSpan = Callable[..., Span]


@pytest.fixture
def bar(session: Any, theme: Theme, qtbot: QtBot) -> StatusBar:
    bar = StatusBar(session, theme)
    qtbot.addWidget(bar)
    bar.resize(1200, bar.height())
    bar.show()
    return bar


def test_how_far_the_article_is(session: Any, bar: StatusBar, make_span: MakeSpan, qtbot: QtBot) -> None:
    assert bar._decided.text() == "No article"
    kim, trump = make_span("Kim", score=0.1), make_span("Trump", score=0.2)
    session.show(kim, trump, make_span("Hanoi", "GPE"))
    qtbot.waitUntil(lambda: bar._open_doubts.text() == "2 doubtful")
    session.correct(kim, kim.changed(state=State.ACCEPTED), Action.ACCEPT)
    qtbot.waitUntil(lambda: bar._decided.text() == "1 of 3 decided")
    assert bar._open_doubts.text() == "1 doubtful"
    session.correct(trump, trump.changed(state=State.REJECTED), Action.REJECT)
    qtbot.waitUntil(lambda: bar._open_doubts.text() == "")
    session.threshold = 0.95
    session.engine_changed.emit()
    qtbot.waitUntil(lambda: bar._open_doubts.text() == "1 doubtful")


def test_what_is_not_saved_is_said_until_it_is(
    session: Any, bar: StatusBar, theme: Theme, qtbot: QtBot
) -> None:
    session.show()
    qtbot.waitUntil(lambda: bar._saved.text() == "Saved")
    assert bar._tick.isVisible()
    session.unsaved = 1
    session.saved_changed.emit()
    qtbot.waitUntil(lambda: bar._saved.text() == "1 change not saved")
    assert not bar._tick.isVisible()
    assert bar._saved.palette().windowText().color() == theme.focus
    assert bar._saved.font().bold() or bar._saved.font().weight() > bar._decided.font().weight()
    session.unsaved = 0
    session.saved_changed.emit()
    qtbot.waitUntil(bar._tick.isVisible)


def test_who_works_on_which_layer(bar: StatusBar) -> None:
    words = [value.text() for value in bar._values.values()]
    assert words == ["maria", "Maria Keller", "news-en 1.0"]
