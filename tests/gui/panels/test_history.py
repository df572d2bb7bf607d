"""The History panel."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.annotation.correction import Action
from core.annotation.span import Span, State
from gui.models.history_delegate import columns
from gui.models.history_model import ROW
from gui.panels.history import HistoryPanel
from gui.theme import Theme
from gui.widgets.row_list import RowList

MakeSpan = Callable[..., Span]


@pytest.fixture
def panel(session: Any, theme: Theme, qtbot: QtBot) -> HistoryPanel:
    panel = HistoryPanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    return panel


@pytest.fixture
def kim(session: Any, panel: HistoryPanel, make_span: MakeSpan) -> Span:
    kim = make_span("Kim")
    session.show(kim, make_span("Trump"))
    return kim


def _did(panel: HistoryPanel) -> list[tuple[str, str]]:
    model = panel.findChild(RowList).model()
    rows = [model.index(row, 0).data(ROW) for row in range(model.rowCount())]
    return [(row.did, row.span.text) for row in rows]


def _click(panel: HistoryPanel, row: int, qtbot: QtBot) -> None:
    rows = panel.findChild(RowList)
    place = rows.visualRect(rows.model().index(row, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_what_is_done_comes_on_top(session: Any, panel: HistoryPanel, kim: Span, qtbot: QtBot) -> None:
    assert _did(panel) == [("propose", "Trump"), ("propose", "Kim")]
    session.correct(kim, kim.changed(state=State.ACCEPTED), Action.ACCEPT)
    qtbot.waitUntil(lambda: _did(panel)[0] == ("accept", "Kim"))
    assert panel._title._count.text() == "3 corrections in this article"


def test_a_click_goes_to_the_span(session: Any, panel: HistoryPanel, kim: Span, qtbot: QtBot) -> None:
    _click(panel, 1, qtbot)
    assert session.focus == kim


def test_where_a_span_is_gone_its_place_is_shown(
    session: Any, panel: HistoryPanel, kim: Span, qtbot: QtBot
) -> None:
    session.correct(kim, None, Action.REMOVE)
    qtbot.waitUntil(lambda: len(_did(panel)) == 3)
    with qtbot.waitSignal(panel.reveal_requested) as revealed:
        _click(panel, 0, qtbot)
    assert revealed.args == [kim.start, kim.end]


def test_hidden_it_asks_nothing(session: Any, theme: Theme, make_span: MakeSpan, qtbot: QtBot) -> None:
    panel = HistoryPanel(session, theme)
    qtbot.addWidget(panel)
    session.show(make_span("Kim"))
    assert _did(panel) == []
    panel.show()
    assert _did(panel) == [("propose", "Kim")]


def test_columns_stay_beside_each_other() -> None:
    for width in (300, 900, 2000):
        places = columns(width)
        lefts = [left for left, _ in places]
        assert lefts == sorted(lefts)
