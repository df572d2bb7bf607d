"""The rows of an article's names change as little as they can."""

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.annotation.annotated_article import Changes
from core.annotation.entities import Entities
from core.annotation.scheme import load_scheme
from core.annotation.span import Span, State
from gui.models.entities_model import EntitiesModel

TEXT = "Kim Trump Kim Hanoi Seoul"
KIM, TRUMP, HANOI = Span(0, 3, "PERSON", "a"), Span(4, 9, "PERSON", "a"), Span(14, 19, "GPE", "a")


@pytest.fixture
def entities() -> Entities:
    return Entities(TEXT, load_scheme(), 0.5, [KIM, TRUMP, HANOI])


@pytest.fixture
def model(qapp: object, entities: Entities, qtmodeltester: ModelTester) -> EntitiesModel:
    model = EntitiesModel()
    qtmodeltester.check(model)
    model.show_groups(entities.groups())
    return model


def _keys(model: EntitiesModel) -> list[str]:
    return [model.index(row, 0).data().split(",")[0] for row in range(model.rowCount())]


def test_labels_with_their_surfaces(model: EntitiesModel) -> None:
    assert _keys(model) == ["PERSON", "Kim", "Trump", "GPE", "Hanoi"]


def test_a_state_changes_no_rows(model: EntitiesModel, entities: Entities, qtbot: QtBot) -> None:
    entities.apply(Changes((KIM,), (KIM.changed(state=State.ACCEPTED),)))
    with qtbot.assertNotEmitted(model.rowsInserted), qtbot.assertNotEmitted(model.rowsRemoved):
        model.show_groups(entities.groups())
    assert model.index(1, 0).data() == "Kim, 1 accepted"


def test_a_new_name_is_inserted_where_it_belongs(
    model: EntitiesModel, entities: Entities, qtbot: QtBot
) -> None:
    entities.add(Span(20, 25, "GPE", "a"))
    with qtbot.waitSignal(model.rowsInserted) as inserted, qtbot.assertNotEmitted(model.rowsRemoved):
        model.show_groups(entities.groups())
    assert inserted.args[1:] == [5, 5]


def test_a_closed_group_stays_closed(model: EntitiesModel, entities: Entities) -> None:
    model.toggle("PERSON")
    assert _keys(model) == ["PERSON", "GPE", "Hanoi"]
    assert model.index_of(KIM, entities.find(KIM)).row() == 0
    model.show_groups(())
    model.show_groups(entities.groups())
    assert _keys(model) == ["PERSON", "GPE", "Hanoi"]
    model.toggle("PERSON")
    assert model.index_of(KIM, entities.find(KIM)).row() == 1
