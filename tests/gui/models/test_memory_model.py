"""The strings of the memory in pages."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from core.annotation.scheme import load_scheme
from core.learning.remembering import PAGE
from core.store.pins import pin
from gui.models.memory_model import MemoryModel


@pytest.fixture
def model(session: Any) -> MemoryModel:
    session.scheme = load_scheme()
    return MemoryModel(session)


def _pin(session: Any, number: int) -> None:
    for at in range(number):
        pin(session.store, "maria", f"Name {at:03}", "ORG", "maria")


def test_pages_are_fetched_as_they_are_wanted(session: Any, model: MemoryModel, qtbot: QtBot) -> None:
    _pin(session, PAGE + 5)
    model.reload()
    with qtbot.waitSignal(model.counted) as counted:
        session.answer()
    assert counted.args == [PAGE, True]
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    session.answer()
    assert model.rowCount() == PAGE + 5
    assert not model.canFetchMore(QModelIndex())
    assert model.index_of("Name 003").row() == 3
    assert not model.index_of("Nobody").isValid()


def test_only_the_last_filter_is_shown(session: Any, model: MemoryModel) -> None:
    _pin(session, 12)
    model.set_filter("01")
    model.set_filter("Name 00")
    session.answer()
    assert model.rowCount() == 10
    assert model.filtered


def test_read_again_the_same_names_keep_their_places(session: Any, model: MemoryModel, qtbot: QtBot) -> None:
    _pin(session, 3)
    model.reload()
    session.answer()
    pin(session.store, "maria", "Name 001", "", "maria")
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.reload()
        session.answer()
    pin(session.store, "maria", "Name 001", None, "maria")
    model.reload()
    session.answer()
    assert model.rowCount() == 2
