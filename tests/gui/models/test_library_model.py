"""The library in pages."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Status
from core.annotation.span import Span, State
from gui.models.library_model import OPEN, PAGE, ROW, LibraryModel


@pytest.fixture
def model(session: Any) -> LibraryModel:
    return LibraryModel(session)


def _add(session: Any, number: int) -> list[Article]:
    new = [
        Article(f"Article {at}", f"Text {at} about {'tea' if at % 2 else 'coal'}.") for at in range(number)
    ]
    return session.store.add_articles(new)


def test_pages_are_fetched_as_they_are_wanted(session: Any, model: LibraryModel, qtbot: QtBot) -> None:
    _add(session, PAGE + 30)
    model.reload()
    assert model.rowCount() == 0
    with qtbot.waitSignal(model.counted) as counted:
        session.answer()
    assert counted.args == [PAGE + 30, 0]
    assert model.rowCount() == PAGE
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    session.answer()
    assert model.rowCount() == PAGE + 30
    assert not model.canFetchMore(QModelIndex())
    assert model.index(PAGE + 29, 0).data() == f"Article {PAGE + 29}"


def test_a_reply_to_an_older_question_is_passed_over(session: Any, model: LibraryModel) -> None:
    _add(session, 4)
    model.set_filter("tea", None)
    model.set_filter("coal", None)
    session.answer()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Article 0", "Article 2"]


def test_a_status_narrows_the_list(session: Any, model: LibraryModel) -> None:
    article = _add(session, 3)[1]
    batch = Batch(article.id, "maria", "Maria")
    session.store.commit([batch.correction(Action.STATUS, Status.TODO, Status.REVIEWED)])
    model.set_filter("", Status.REVIEWED)
    session.answer()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Article 1"]


def test_reading_again_keeps_the_rows_in_place(session: Any, model: LibraryModel, qtbot: QtBot) -> None:
    _add(session, 3)
    model.reload()
    session.answer()
    session.store.add_article(Article("One more", "Text."))
    model.reload()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        session.answer()
    assert model.rowCount() == 4


def test_the_open_article_shows_its_figures_at_once(session: Any, model: LibraryModel) -> None:
    article = _add(session, 3)[2]
    model.reload()
    session.answer()
    annotated = session.store.annotated(article.id, "maria")
    span = Span(0, 4, "ORG", "maria", State.ACCEPTED)
    batch = Batch(article.id, "maria", "Maria")
    annotated.apply([batch.correction(Action.ADD, None, span)])
    index = model.show_open(annotated)
    row = index.data(ROW)
    assert (index.row(), row.decided, row.total, row.status) == (2, 1, 1, Status.IN_PROGRESS)
    assert index.data(OPEN)
    assert not model.show_open(None).isValid()
