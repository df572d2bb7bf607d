"""An article's history in pages, and what each correction shows."""

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.span import Span, State
from gui.models.history_cells import Cell, history_row
from gui.models.history_model import PAGE, ROW, HistoryModel
from gui.widgets.stroke import Stroke

TEXT = "North Korea and Yongbyon nuclear complex " * 40
SPAN = Span(16, 24, "GPE", "maria")
LONGER = SPAN.changed(end=40, label="GPE", state=State.ACCEPTED)


@pytest.fixture
def model(session: Any) -> HistoryModel:
    return HistoryModel(session)


def _open(session: Any, number: int) -> None:
    article = session.store.add_article(Article("North Korea", TEXT))
    spans = [Span(at, at + 1, "ORG", "maria") for at in range(number)]
    batch = Batch(article.id, "maria", "")
    session.store.commit([batch.correction(Action.PROPOSE, None, span) for span in spans])
    session.annotated = session.store.annotated(article.id, "maria")


def _accept(session: Any, number: int) -> None:
    batch = Batch(session.annotated.article.id, "maria", "Maria")
    spans = list(session.annotated)[:number]
    done = [batch.correction(Action.ACCEPT, one, one.changed(state=State.ACCEPTED)) for one in spans]
    session.store.commit(done)
    session.annotated.apply(done)


def test_pages_are_fetched_as_they_are_wanted(session: Any, model: HistoryModel) -> None:
    _open(session, PAGE + 10)
    model.reload()
    session.answer()
    assert model.rowCount() == PAGE
    model.fetchMore(QModelIndex())
    session.answer()
    assert model.rowCount() == PAGE + 10
    assert not model.canFetchMore(QModelIndex())


def test_what_is_new_is_put_on_top(session: Any, model: HistoryModel, qtbot: QtBot) -> None:
    _open(session, 5)
    model.reload()
    session.answer()
    _accept(session, 2)
    model.look_for_new()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        session.answer()
    assert model.rowCount() == 7
    assert [model.index(row, 0).data(ROW).did for row in range(3)] == ["accept", "accept", "propose"]


def test_more_news_than_a_page_holds_begin_the_list_anew(session: Any, model: HistoryModel) -> None:
    _open(session, PAGE + 5)
    model.reload()
    session.answer()
    _accept(session, PAGE + 5)
    model.look_for_new()
    session.answer()
    assert model.rowCount() == PAGE
    assert model.canFetchMore(QModelIndex())


@pytest.mark.parametrize(
    ("action", "before", "after", "cells"),
    [
        (Action.RELABEL, SPAN, SPAN.changed(label="FAC"), (Cell("GPE", "GPE"), Cell("FAC", "FAC"))),
        (Action.RESIZE, SPAN, LONGER, (Cell("Yongbyon"), Cell("Yongbyon nuclear complex"))),
        (
            Action.REJECT,
            SPAN,
            SPAN.changed(state=State.REJECTED),
            (Cell("proposed", stroke=Stroke.PROPOSED), Cell("rejected", stroke=Stroke.REJECTED)),
        ),
        (Action.NOTE, SPAN, SPAN.changed(note="a place?"), (Cell(), Cell("a place?"))),
        (Action.REMOVE, LONGER, None, (Cell("accepted", stroke=Stroke.ACCEPTED), Cell())),
        (Action.STATUS, Status.TODO, Status.REVIEWED, (Cell("to do"), Cell("reviewed"))),
    ],
)
def test_a_row_shows_what_differs(action: Action, before: Any, after: Any, cells: tuple[Cell, Cell]) -> None:
    correction: Correction = Batch("one", "maria", "Maria").correction(action, before, after)
    row = history_row(correction, TEXT, datetime.now(UTC))
    assert (row.before, row.after) == cells
    assert row.did == str(action)


def test_another_day_is_told_with_its_date() -> None:
    correction = Batch("one", "maria", "Maria", at="2026-11-24T18:10:11.042Z").correction(
        Action.REMOVE, SPAN, None
    )
    assert history_row(correction, TEXT, datetime(2026, 12, 2, tzinfo=UTC)).time.startswith("2026-11-2")
