"""The entities of the corpus: counted, in conflict, joined, split, decided as a row."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.edits.resize import resize
from core.annotation.span import HUMAN, Span, State
from core.progress import Progress
from core.review.entities import EntityAct, bring_up_to_date, decide_entities
from core.store.entities import (
    EntityRow,
    entity_count,
    entity_page,
    join_entities,
    spellings_of,
    split_entity,
)
from core.store.entity_counting import refresh_entities
from core.store.store import Store
from core.store.undoing import undo_last


def rows(store: Store, **wanted) -> dict[str, EntityRow]:
    refresh_entities(store, "anna")
    return {row.entity: row for row in entity_page(store, "anna", **wanted)}


@pytest.fixture
def corpus(write) -> None:
    write(
        "Oslo, OSLO and Oslo.",
        ("Oslo", "GPE", "accepted"),
        ("OSLO", "GPE", "proposed"),
        ("Oslo", "ORG", "proposed"),
    )
    write("UN and United Nations", ("UN", "ORG", "accepted"), ("United Nations", "ORG", "accepted"))
    write(
        "Oslo in us, US.", ("Oslo", "GPE", "rejected"), ("us", "GPE", "proposed"), ("US", "GPE", "accepted")
    )
    write("Oslo here", ("Oslo", "LOC", "accepted"), layer="bo")


@pytest.mark.usefixtures("corpus")
def test_spellings_are_one_row(store: Store) -> None:
    found = rows(store)
    assert list(found) == ["oslo", "us", "un", "united nations"]
    oslo = found["oslo"]
    assert (oslo.spans, oslo.articles, oslo.conflict) == (4, 1, True)
    assert oslo.labels == {
        "GPE": {"proposed": 1, "accepted": 1, "rejected": 1},
        "ORG": {"proposed": 1, "accepted": 0, "rejected": 0},
    }
    assert spellings_of(store, "oslo") == ("OSLO", "Oslo")
    assert list(rows(store, conflicts=True)) == ["oslo"]
    assert list(rows(store, text="Nations")) == ["united nations"]
    assert [row.entity for row in entity_page(store, "anna", offset=1, limit=2)] == ["us", "un"]
    assert [row.entity for row in entity_page(store, "anna", order="name", limit=2)] == ["oslo", "un"]
    assert entity_page(store, "anna", order="articles")[0].name == "Oslo"
    assert entity_count(store, "anna") == 4
    assert entity_count(store, "anna", conflicts=True) == 1


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("too_many", [0, 1_000])
def test_much_is_counted_in_another_process(
    store: Store, monkeypatch: pytest.MonkeyPatch, too_many: int
) -> None:
    monkeypatch.setattr("core.review.entities.TOO_MANY", too_many)
    bring_up_to_date(store, "anna", Progress())
    assert [row.entity for row in entity_page(store, "anna")] == ["oslo", "us", "un", "united nations"]


@pytest.mark.usefixtures("corpus")
def test_aliases_are_joined_and_split(store: Store) -> None:
    rows(store)
    join_entities(store, "un", "united nations", "anna")
    assert rows(store)["united nations"].spans == 2
    assert "un" not in rows(store)
    assert split_entity(store, "UN", "anna") == "un"
    assert rows(store)["united nations"].spans == 1
    assert split_entity(store, "US", "anna") == "US"
    assert (rows(store)["US"].spans, rows(store)["us"].spans) == (1, 1)


@pytest.mark.usefixtures("corpus")
def test_an_alias_holds_for_spellings_that_come_later(store: Store, write) -> None:
    rows(store)
    join_entities(store, "un", "united nations", "anna")
    split_entity(store, "US", "anna")
    write("Un, U-N and US", ("Un", "ORG", "accepted"), ("US", "GPE", "accepted"))
    found = rows(store)
    assert (found["united nations"].spans, found["US"].spans) == (3, 2)


@pytest.mark.usefixtures("corpus")
def test_a_row_is_decided_as_one_batch(store: Store) -> None:
    before = rows(store)
    made = decide_entities(store, ["oslo"], EntityAct.RELABEL, Batch("", "anna", "anna"), "GPE")
    assert {one.action for one in made} == {Action.RELABEL, Action.ACCEPT}
    assert len({one.batch for one in made}) == 1
    assert rows(store)["oslo"].labels == {"GPE": {"proposed": 0, "accepted": 3, "rejected": 1}}
    undo_last(store, "anna", "anna")
    assert rows(store) == before
    decide_entities(store, ["us"], EntityAct.ACCEPT, Batch("", "anna", "anna"), only_undecided=True)
    assert rows(store)["us"].labels["GPE"]["accepted"] == 2
    decide_entities(store, ["un"], EntityAct.REJECT, Batch("", "anna", "anna"))
    assert "un" not in rows(store)
    assert store.check().sound


ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "accept", "reject", "relabel", "resize"]), st.integers(0, 9))
)


@settings(deadline=None, max_examples=25)
@given(ACTS)
def test_bringing_up_to_date_is_counting_anew(tmp_path_factory: pytest.TempPathFactory, acts) -> None:
    path: Path = tmp_path_factory.mktemp("entities") / "a.db"
    with Store.open(path) as store:
        article = store.add_article(Article("T", "ab AB a-b ab cd CD cd ab cd a b"))
        for act, number in acts:
            annotated, batch = store.annotated(article.id, "anna"), Batch(article.id, "anna", "anna")
            spans = list(annotated)
            if act == "add" or not spans:
                span = Span(number * 3, number * 3 + 2, "X", "anna", State.PROPOSED, HUMAN)
                store.commit([batch.correction(Action.IMPORT, None, span)])
            elif act == "resize":
                span = spans[number % len(spans)]
                store.commit(resize(annotated, span, span.start, min(span.end + 1, 31), batch))
            elif act == "relabel":
                store.commit(relabel([spans[number % len(spans)]], f"L{number}", batch))
            else:
                edit = accept if act == "accept" else reject
                store.commit(edit([spans[number % len(spans)]], batch))
            if number % 2:
                refresh_entities(store, "anna")
        refresh_entities(store, "anna")
        by_steps = entity_page(store, "anna")
        store.set_setting("entities counted at, anna", "0")
        refresh_entities(store, "anna")
        assert entity_page(store, "anna") == by_steps


@pytest.mark.usefixtures("corpus")
def test_a_repaired_store_is_counted_anew(store: Store) -> None:
    sound = rows(store)
    with store.writing() as connection:
        connection.execute("DELETE FROM spans WHERE surface = 'UN'")
    store.set_setting("entities counted at, anna", "0")
    assert "un" not in rows(store)
    store.repair()
    assert rows(store) == sound
