"""The Span panel."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.annotation.correction import Action
from core.annotation.span import Span, State
from gui.panels.span_details import SpanDetailsPanel
from gui.theme import Theme
from gui.widgets.key_cap import KeyCaps
from gui.widgets.stacked_row import StackedRow

MakeSpan = Callable[..., Span]


@pytest.fixture
def panel(session: Any, theme: Theme, qtbot: QtBot) -> SpanDetailsPanel:
    panel = SpanDetailsPanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(292, 300)
    panel.show()
    return panel


def _fact(panel: SpanDetailsPanel, name: str) -> str:
    value = panel._facts[name][1]
    return value.accessibleName() if value.isVisible() else ""


def _keys(panel: SpanDetailsPanel) -> list[str]:
    return [caps.accessibleName() for caps in panel.findChildren(KeyCaps) if caps.isVisible()]


def test_a_doubtful_span(session: Any, panel: SpanDetailsPanel, make_span: MakeSpan, qtbot: QtBot) -> None:
    kim = make_span("Kim", score=0.25)
    session.show(kim, make_span("Kim", nth=1))
    session.set_focus(kim.id)
    qtbot.waitUntil(lambda: _fact(panel, "Occurs") == "2 here, 2 in the store")
    assert panel._surface.text() == "Kim"
    assert (panel._label.text(), panel._state.text()) == ("PERSON", "doubtful")
    assert (_fact(panel, "Made by"), _fact(panel, "Score")) == ("engine news-en 1.0", "0.25")
    assert panel._guideline.isVisible()
    assert _keys(panel) == ["Return", "Delete", "Shift+Right", "="]
    panel.set_keys({"span.accept": "F2"})
    qtbot.waitUntil(lambda: _keys(panel)[:1] == ["F2"])


def test_a_correction_is_followed(
    session: Any, panel: SpanDetailsPanel, make_span: MakeSpan, qtbot: QtBot
) -> None:
    kim = make_span("Kim")
    session.show(kim)
    session.set_focus(kim.id)
    after = kim.changed(state=State.ACCEPTED, label="GPE", note="a town?")
    session.correct(kim, after, Action.RELABEL)
    qtbot.waitUntil(lambda: panel._state.text() == "accepted")
    assert (panel._label.text(), _fact(panel, "Note")) == ("GPE", "a town?")


def test_what_lies_at_the_same_place_is_a_click_away(
    session: Any, panel: SpanDetailsPanel, make_span: MakeSpan, qtbot: QtBot
) -> None:
    inner, outer = make_span("U.N.", "ORG"), make_span("U.N. Security Council", "ORG")
    session.show(inner, outer)
    session.set_focus(inner.id)
    qtbot.waitUntil(panel._stacked_title.isVisible)
    row = next(row for row in panel.findChildren(StackedRow) if row.isVisible())
    assert row.accessibleName() == "ORG, U.N. Security Council, proposed"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert session.focus == outer


def test_selected_text(session: Any, panel: SpanDetailsPanel, qtbot: QtBot) -> None:
    session.show()
    session.select(8, 13)
    qtbot.waitUntil(lambda: _fact(panel, "Occurs") == "2 here, 0 in the store")
    assert panel._title._title.text() == "Selection"
    assert panel._surface.text() == "Trump"
    qtbot.waitUntil(lambda: _keys(panel)[:1] == ["P or O or G"])
    assert not panel._label.isVisible()


def test_a_late_count_of_another_span_is_passed_over(
    session: Any, panel: SpanDetailsPanel, make_span: MakeSpan, qtbot: QtBot
) -> None:
    kim, hanoi = make_span("Kim"), make_span("Hanoi", "GPE")
    session.show(kim, hanoi)
    session.hold = True
    session.set_focus(kim.id)
    qtbot.waitUntil(lambda: _fact(panel, "Occurs") == "1 here")
    session.set_focus(hanoi.id)
    qtbot.waitUntil(lambda: panel._surface.text() == "Hanoi")
    session.answer()
    assert "store" not in _fact(panel, "Occurs")


def test_nothing_focused(session: Any, panel: SpanDetailsPanel, qtbot: QtBot) -> None:
    session.show()
    qtbot.waitUntil(panel._hint.isVisible)
    assert not panel._surface.isVisible()
    assert _keys(panel) == []


def test_what_the_engine_disagreed_on_is_told(
    session: Any, panel: SpanDetailsPanel, make_span: MakeSpan, qtbot: QtBot
) -> None:
    why = 'the model "news" said LOC (0.71), but a list goes before the model for its own names'
    kim = make_span("Kim").changed(meta={"why": why})
    session.show(kim, make_span("Trump"))
    session.set_focus(kim.id)
    qtbot.waitUntil(lambda: _fact(panel, "Why") == why)
