"""Scripts of corrections: every act, each line seeing the ones before it, all of them or none."""

import json

import pytest

from core.annotation.article import Article
from core.annotation.correction import Status
from core.annotation.scheme import load_scheme
from core.annotation.span import Span, State
from core.errors import InputError
from core.formats.format import Document
from core.store.store import Store
from core.transfer.applying import Applied, apply_script
from core.transfer.importing import import_documents

TEXT = "Biegun met Ana Novak in Oslo. Oslo sang."
ADD = {"article": "a1", "action": "add", "start": 11, "end": 14, "label": "PERSON"}
OSLO = {"article": "Biegun", "start": 24, "end": 28}


@pytest.fixture
def filled(store: Store) -> Store:
    spans = (
        Span(0, 6, "GPE", "", State.PROPOSED, "engine:test@1", 0.3),
        Span(24, 28, "GPE", "", State.ACCEPTED, "import:jsonl"),
        Span(30, 34, "TEAM", "", State.PROPOSED, "import:jsonl"),
    )
    import_documents(store, [Document(Article("Biegun", TEXT, id="a1"), spans)], "ana")
    return store


def apply(store: Store, *records: object) -> Applied:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    return apply_script(store, "\n".join(lines).encode(), "in.jsonl", "ana", load_scheme())


def spans(store: Store) -> list[tuple[str, str, str]]:
    annotated = store.annotated("a1", "ana")
    return [(annotated.surface(span), span.label, str(span.state)) for span in annotated]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([{**OSLO, "action": "accept"}], ("Oslo", "GPE", "accepted")),
        ([{**OSLO, "action": "accept", "start": 0, "end": 6}], ("Biegun", "GPE", "accepted")),
        ([{"article": "a1", "action": "accept", "all": True}], ("Oslo", "TEAM", "accepted")),
        ([{**OSLO, "action": "reject"}], ("Oslo", "GPE", "rejected")),
        ([{**OSLO, "action": "relabel", "new_label": "LOC"}], ("Oslo", "LOC", "accepted")),
        ([{**OSLO, "action": "relabel", "new_label": "TEAM"}], ("Oslo", "TEAM", "accepted")),
        ([{**OSLO, "action": "resize", "new_start": 21}], ("in Oslo", "GPE", "accepted")),
        ([ADD], ("Ana", "PERSON", "accepted")),
        ([ADD, {**ADD, "action": "resize", "new_end": 20}], ("Ana Novak", "PERSON", "accepted")),
        (
            [{**ADD, "end": 20}, {**ADD, "action": "split", "end": 20, "at": 14}],
            ("Novak", "PERSON", "accepted"),
        ),
        (
            [ADD, {**ADD, "start": 15, "end": 20}, {**ADD, "action": "merge"}],
            ("Ana Novak", "PERSON", "accepted"),
        ),
        ([{**OSLO, "action": "propagate"}], ("Oslo", "GPE", "accepted")),
    ],
)
def test_acts(filled: Store, records: list[object], expected: tuple[str, str, str]) -> None:
    apply(filled, *records)
    assert expected in spans(filled)
    assert filled.check().sound


def test_what_is_removed_is_gone(filled: Store) -> None:
    apply(filled, {**OSLO, "action": "remove"}, ADD, {**ADD, "action": "reject"})
    assert spans(filled) == [("Biegun", "GPE", "proposed"), ("Oslo", "TEAM", "proposed")]


def test_a_note_and_a_status(filled: Store) -> None:
    apply(
        filled,
        {**OSLO, "action": "note", "note": "which Oslo?"},
        {"article": "a1", "action": "status", "status": "flagged"},
    )
    annotated = filled.annotated("a1", "ana")
    assert annotated.at(24, 28)[0].note == "which Oslo?"
    assert annotated.status is Status.FLAGGED


def test_a_script_is_one_batch_over_articles_and_undone_as_one(filled: Store) -> None:
    filled.add_article(Article("Second", "Oslo again.", id="a2"))
    done = apply(filled, ADD, {"article": "Second", "action": "add", "start": 0, "end": 4, "label": "GPE"})
    assert (done.corrections, done.articles) == (2, 2)
    assert len(filled.batch(done.batch)) == 2
    undone = apply(filled, {"action": "undo"})
    assert (undone.corrections, undone.articles) == (2, 2)
    assert len(filled.annotated("a2", "ana")) == 0
    apply(filled, {"action": "redo"})
    assert len(filled.annotated("a2", "ana")) == 1


def test_what_is_so_already_needs_nothing(filled: Store) -> None:
    assert apply(filled, {**OSLO, "action": "accept"}) == Applied("", 0, 0)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("nonsense", "not JSON, Expecting value at character 1."),
        ("[" * 100_000, "nested too deeply."),
        ({"action": "accept"}, 'there is no "article".'),
        ({"article": "a1"}, 'There is no action "".'),
        ({**ADD, "action": "ad"}, 'There is no action "ad". Did you mean "add"?'),
        ({**ADD, "lable": "X"}, 'There is no "lable" in a correction. Did you mean "label"?'),
        ({**ADD, "article": "Bigun"}, 'There is no article "Bigun" in the store. Did you mean "Biegun"?'),
        ({**ADD, "label": "PERSN"}, 'has no label "PERSN". Did you mean "PERSON"?'),
        ({**ADD, "label": None}, 'the action "add" needs "label".'),
        ({**ADD, "end": 99}, "A span cannot lie at 11 to 99: the article has 40 characters."),
        ({**ADD, "start": 6, "end": 7}, "A span cannot hold white space alone."),
        ({**ADD, "start": "11"}, 'the action "add" has no whole number "start".'),
        (
            {**OSLO, "action": "accept", "label": "ORG"},
            'layer "ana" has no ORG span at 24 to 28. There is GPE.',
        ),
        ({**OSLO, "action": "accept", "layer": "ben"}, 'The layer "ben" has no span at 24 to 28.'),
        ({**OSLO, "action": "resize"}, 'the action "resize" needs "new_start" or "new_end".'),
        ({**OSLO, "action": "split", "at": 24}, "There is nothing to split here."),
        ({**OSLO, "action": "note"}, 'the action "note" needs "note".'),
        ({**OSLO, "action": "status", "status": "reviwed"}, 'no status "reviwed". Did you mean "reviewed"?'),
        ({"action": "undo"}, "An undo must be the only line."),
        ({"action": "redo"}, "A redo must be the only line."),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_done(filled: Store, record: object, reason: str) -> None:
    before = filled.last_seq()
    with pytest.raises(InputError) as caught:
        apply(filled, ADD, record)
    assert str(caught.value).startswith("in.jsonl, line 2: ")
    assert reason in str(caught.value)
    assert filled.last_seq() == before


def test_several_labels_at_one_place_must_be_told_apart(filled: Store) -> None:
    apply(filled, {**ADD, "start": 24, "end": 28, "label": "LOC"})
    with pytest.raises(InputError, match="Several spans lie at 24 to 28"):
        apply(filled, {**OSLO, "action": "reject"})
    apply(filled, {**OSLO, "action": "reject", "label": "LOC"})


def test_nothing_to_undo_and_an_empty_script_are_sentences(filled: Store) -> None:
    with pytest.raises(InputError, match="line 1: There is nothing to undo"):
        apply(filled, {"action": "undo"})
    with pytest.raises(InputError, match=r"in\.jsonl is empty"):
        apply(filled, "", "")
