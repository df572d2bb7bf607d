"""Layers compared and made into gold: by hand, by ready merges, undone like any work."""

import pytest

from core.annotation.correction import Batch
from core.annotation.edits.relabel import relabel
from core.annotation.edits.split import split
from core.annotation.span import GOLD, State
from core.errors import UsageError
from core.review.adjudication import (
    Comparison,
    Kind,
    adjudicate,
    all_agree,
    compare,
    majority,
    merge_layers,
    next_differing,
    outcome,
    prefer,
    untaken,
)
from core.store.store import Store
from core.store.undoing import redo_last, undo_last

TEXT = "Ana saw Oslo, the Bank of Rome, and Bo."
OF_ANNA = (("Ana", "PERSON"), ("Oslo", "GPE"), ("the Bank of Rome", "ORG"))
OF_BO = (("Ana", "PERSON"), ("Oslo", "LOC"), ("Bank of Rome", "ORG"), ("Bo", "PERSON", 36))


@pytest.fixture
def article_id(write) -> str:
    for layer, spans in (("anna", OF_ANNA), ("bo", OF_BO)):
        rows = [(*one[:2], "accepted", *([{"start": one[2]}] if len(one) > 2 else [])) for one in spans]
        found = write(TEXT, *rows, layer=layer)
    return found.id


def compared(store: Store, article_id: str, *layers: str) -> Comparison:
    return compare([store.annotated(article_id, layer) for layer in layers or ("anna", "bo")])


def gold(store: Store, article_id: str, state: State = State.ACCEPTED) -> list[tuple[str, str]]:
    annotated = store.annotated(article_id, GOLD)
    return [(annotated.surface(span), span.label) for span in annotated if span.state is state]


def outcomes(store: Store, article_id: str) -> list[list[str] | None]:
    """What gold took of each difference; None where it is not settled."""
    annotated = store.annotated(article_id, GOLD)
    found = (outcome(annotated, one) for one in compared(store, article_id).differences)
    return [
        None if spans is None else [f"{annotated.surface(span)} {span.label}" for span in spans]
        for spans in found
    ]


def take(store: Store, article_id: str, number: int, *layers: str) -> None:
    difference = compared(store, article_id).differences[number]
    annotated = store.annotated(article_id, GOLD)
    store.commit(adjudicate(annotated, difference, layers, Batch(article_id, GOLD, "cleo")))


def test_differences_by_kind(store: Store, article_id: str) -> None:
    found = compared(store, article_id)
    assert found.agreed == ((0, 3, "PERSON"),)
    assert [one.kind for one in found.differences] == [Kind.LABEL, Kind.EDGE, Kind.ONLY_ONE]
    assert [(one.start, one.end) for one in found.differences] == [(8, 12), (14, 30), (36, 38)]
    assert found.differences[2].spans["anna"] == ()


def test_nested_spans_that_all_have_hide_no_difference(store: Store, write) -> None:
    outer, inner = ("Bank of Oslo", "ORG", "accepted"), ("Oslo", "GPE", "accepted")
    write("Bank of Oslo", outer, layer="anna")
    article = write("Bank of Oslo", outer, inner, layer="bo")
    (difference,) = compared(store, article.id).differences
    assert (difference.kind, difference.start, difference.end) == (Kind.ONLY_ONE, 8, 12)


def test_this_the_other_both_neither(store: Store, article_id: str) -> None:
    take(store, article_id, 0, "anna")
    take(store, article_id, 1, "anna", "bo")
    take(store, article_id, 2)
    assert gold(store, article_id) == [("Oslo", "GPE"), ("the Bank of Rome", "ORG"), ("Bank of Rome", "ORG")]
    assert gold(store, article_id, State.REJECTED) == [("Oslo", "LOC"), ("Bo", "PERSON")]
    assert outcomes(store, article_id) == [["Oslo GPE"], ["the Bank of Rome ORG", "Bank of Rome ORG"], []]
    take(store, article_id, 0, "bo")
    assert ("Oslo", "LOC") in gold(store, article_id)
    assert ("Oslo", "GPE") not in gold(store, article_id)
    assert {one.annotator for one in store.history(layer=GOLD)} == {"cleo"}
    undo_last(store, GOLD, "cleo")
    assert ("Oslo", "GPE") in gold(store, article_id)
    assert store.check().sound


def test_all_agree_leaves_the_rest(store: Store, article_id: str) -> None:
    annotated = [store.annotated(article_id, layer) for layer in ("anna", "bo", GOLD)]
    assert untaken(annotated[2], compare(annotated[:2])) == 1
    merge_layers(store, ["anna", "bo"], all_agree, "cleo")
    assert untaken(store.annotated(article_id, GOLD), compare(annotated[:2])) == 0
    assert gold(store, article_id) == [("Ana", "PERSON")]
    assert outcomes(store, article_id) == [None, None, None]


def test_majority_of_three(store: Store, write, article_id: str) -> None:
    write(TEXT, ("Oslo", "GPE", "accepted"), layer="dan")
    made = merge_layers(store, ["anna", "bo", "dan"], majority, "cleo")
    assert gold(store, article_id) == [("Ana", "PERSON"), ("Oslo", "GPE")]
    assert len(gold(store, article_id, State.REJECTED)) == 4
    assert len({one.batch for one in made}) == 1
    undo_last(store, GOLD, "cleo")
    assert gold(store, article_id) == []
    redo_last(store, GOLD, "cleo")
    assert len(gold(store, article_id)) == 2


def test_a_tie_is_left_and_what_was_decided_stays(store: Store, article_id: str) -> None:
    take(store, article_id, 0, "bo")
    merge_layers(store, ["anna", "bo"], majority, "cleo")
    assert gold(store, article_id) == [("Ana", "PERSON"), ("Oslo", "LOC")]
    merge_layers(store, ["anna", "bo"], prefer("anna"), "cleo")
    assert gold(store, article_id) == [("Ana", "PERSON"), ("Oslo", "LOC"), ("the Bank of Rome", "ORG")]


def test_some_articles_alone(store: Store, article_id: str) -> None:
    assert merge_layers(store, ["anna", "bo"], all_agree, "cleo", article_ids=["another"]) == ()
    with pytest.raises(UsageError, match="two other layers"):
        merge_layers(store, ["anna", GOLD], all_agree, "cleo")


def test_what_is_changed_since_settles_the_difference_and_is_decided_anew(
    store: Store, article_id: str
) -> None:
    take(store, article_id, 0, "anna")
    batch = Batch(article_id, GOLD, "cleo")
    oslo = next(one for one in store.annotated(article_id, GOLD).at(8, 12) if one.label == "GPE")
    store.commit(relabel([oslo], "FAC", batch))
    assert outcomes(store, article_id)[0] == ["Oslo FAC"]
    take(store, article_id, 0, "bo")
    assert gold(store, article_id) == [("Oslo", "LOC")]
    take(store, article_id, 0, "anna")
    assert gold(store, article_id) == [("Oslo", "GPE")]
    assert store.check().sound


def test_pieces_of_what_was_taken_settle_the_difference_and_go_when_it_is_decided_anew(
    store: Store, article_id: str
) -> None:
    take(store, article_id, 1, "anna")
    annotated = store.annotated(article_id, GOLD)
    bank = next(span for span in annotated if span.state is State.ACCEPTED)
    store.commit(split(annotated, bank, bank.start + len("the Bank"), Batch(article_id, GOLD, "cleo")))
    assert outcomes(store, article_id)[1] == ["the Bank ORG", "of Rome ORG"]
    take(store, article_id, 1, "anna")
    assert gold(store, article_id) == [("the Bank of Rome", "ORG")]


def test_the_next_article_with_a_difference(store: Store, write, article_id: str) -> None:
    for layer in ("anna", "bo"):
        write("Cairo is big.", ("Cairo", "GPE", "accepted"), layer=layer)
    write("Anna alone was here.", ("Anna", "PERSON", "accepted"), layer="anna")
    write("Turin is small.", ("Turin", "GPE", "accepted"), layer="anna")
    last = write("Turin is small.", ("Turin", "LOC", "accepted"), layer="bo")
    layers = ["anna", "bo"]
    assert next_differing(store, layers, None) == article_id
    assert next_differing(store, layers, article_id) == last.id
    assert next_differing(store, layers, last.id) == article_id
    assert next_differing(store, layers, last.id, Kind.EDGE) == article_id
    assert next_differing(store, layers, article_id, Kind.EDGE) == article_id
    assert next_differing(store, layers, None, order=[last.id, article_id]) == last.id
    merge_layers(store, layers, prefer("anna"), "cleo")
    assert next_differing(store, layers, article_id) is None
