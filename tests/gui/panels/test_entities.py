"""The Entities panel."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from core.annotation.correction import Action
from core.annotation.span import Span, State
from gui.models.entities_model import ROW
from gui.panels.entities import EntitiesPanel
from gui.theme import Theme
from gui.widgets.row_list import RowList

MakeSpan = Callable[..., Span]


@pytest.fixture
def panel(session: Any, theme: Theme, qtbot: QtBot) -> EntitiesPanel:
    panel = EntitiesPanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(292, 400)
    panel.show()
    return panel


def _list(panel: EntitiesPanel) -> RowList:
    return panel.findChild(RowList)


def _rows(panel: EntitiesPanel) -> list[str]:
    model = _list(panel).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def _index(panel: EntitiesPanel, label: str, surface: str | None) -> QModelIndex:
    model = _list(panel).model()
    indexes = (model.index(row, 0) for row in range(model.rowCount()))
    return next(index for index in indexes if index.data(ROW).key == (label, surface))


def _click(panel: EntitiesPanel, label: str, surface: str | None, qtbot: QtBot) -> None:
    place = _list(panel).visualRect(_index(panel, label, surface)).center()
    qtbot.mouseClick(_list(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def kims(session: Any, panel: EntitiesPanel, make_span: MakeSpan, qtbot: QtBot) -> list[Span]:
    """Three names on the screen; the two spans of Kim."""
    kims = [make_span("Kim"), make_span("Kim", nth=1, score=0.2)]
    session.show(*kims, make_span("Trump"), make_span("Hanoi", "GPE"))
    qtbot.waitUntil(lambda: bool(_rows(panel)))
    return kims


def test_names_by_label_with_their_states(panel: EntitiesPanel, kims: list[Span]) -> None:
    assert _rows(panel) == [
        "PERSON, 3",
        "Kim, 1 proposed, 1 doubtful",
        "Trump, 1 proposed",
        "GPE, 1",
        "Hanoi, 1 proposed",
    ]
    assert panel._title._count.text() == "3 names, 4 spans"


def test_a_click_goes_to_the_next_occurrence_each_time(
    session: Any, panel: EntitiesPanel, kims: list[Span], qtbot: QtBot
) -> None:
    for expected in (kims[0], kims[1], kims[0]):
        _click(panel, "PERSON", "Kim", qtbot)
        assert session.focus == expected
    assert _list(panel).selectionModel().isSelected(_index(panel, "PERSON", "Kim"))
    assert not _list(panel).hasFocus()


def test_a_double_click_goes_on_once(
    session: Any, panel: EntitiesPanel, kims: list[Span], qtbot: QtBot
) -> None:
    chosen: list[object] = []
    _list(panel).chosen.connect(chosen.append)
    viewport = _list(panel).viewport()
    place = _list(panel).visualRect(_index(panel, "PERSON", "Kim")).center()
    for event in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease):
        event(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert len(chosen) == 1


def test_corrections_are_followed_in_one_turn(
    session: Any, panel: EntitiesPanel, kims: list[Span], qtbot: QtBot
) -> None:
    session.correct(kims[0], kims[0].changed(state=State.ACCEPTED), Action.ACCEPT)
    session.correct(kims[1], kims[1].changed(label="ORG", state=State.ACCEPTED), Action.RELABEL)
    qtbot.waitUntil(lambda: "ORG, 1" in _rows(panel))
    assert _rows(panel)[:3] == ["PERSON, 2", "Kim, 1 accepted", "Trump, 1 proposed"]


def test_a_rejected_span_is_no_name_any_more(
    session: Any, panel: EntitiesPanel, kims: list[Span], qtbot: QtBot
) -> None:
    for kim in kims:
        session.correct(kim, kim.changed(state=State.REJECTED), Action.REJECT)
    qtbot.waitUntil(lambda: not any(row.startswith("Kim") for row in _rows(panel)))


def test_a_closed_label_stays_closed_and_shows_the_focus(
    session: Any, panel: EntitiesPanel, kims: list[Span], qtbot: QtBot
) -> None:
    _click(panel, "PERSON", None, qtbot)
    assert _rows(panel) == ["PERSON, 3", "GPE, 1", "Hanoi, 1 proposed"]
    session.set_focus(kims[1].id)
    assert _list(panel).selectionModel().isSelected(_index(panel, "PERSON", None))
    session.correct(kims[0], kims[0].changed(state=State.ACCEPTED), Action.ACCEPT)
    qtbot.waitUntil(lambda: not panel._soon.isActive())
    assert _rows(panel)[1] == "GPE, 1"


def test_without_an_article_it_says_what_will_be_here(panel: EntitiesPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel._filling.running)
    assert panel._empty.isVisible()
    assert "by label" in panel._empty.accessibleName()


def test_many_spans_are_taken_in_slices(session: Any, panel: EntitiesPanel, qtbot: QtBot) -> None:
    text = "Kim " * 5_000
    spans = [Span(at * 4, at * 4 + 3, "PERSON", "maria") for at in range(5_000)]
    session.show(*spans, text=text)
    assert _rows(panel) == []
    qtbot.waitUntil(lambda: _rows(panel) == ["PERSON, 5000", "Kim, 5000 proposed"])


def test_a_correction_while_it_is_filled_is_not_lost(
    session: Any, panel: EntitiesPanel, qtbot: QtBot
) -> None:
    spans = [Span(at * 4, at * 4 + 3, "PERSON", "maria") for at in range(5_000)]
    session.show(*spans, text="Kim " * 5_000)
    session.correct(spans[-1], spans[-1].changed(label="ORG"), Action.RELABEL)
    qtbot.waitUntil(lambda: "ORG, 1" in _rows(panel))
    assert "PERSON, 4999" in _rows(panel)
