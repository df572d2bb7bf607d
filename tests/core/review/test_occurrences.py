"""Every X in the store: found, judged odd or not, fixed as one batch, undone a month later."""

from pathlib import Path

import pytest

from core.annotation.correction import Action, Batch
from core.annotation.edits.relabel import relabel
from core.annotation.span import State
from core.progress import CancelledError, CancelToken, Progress
from core.review.fixing import Act, fix
from core.review.occurrences import Hit, Kind, Sought, occurrences, odd_first
from core.store.backups import BackupRules, listed
from core.store.store import Store
from core.store.undoing import revert

OSLO = Sought("Oslo", "GPE", "anna")


def found(store: Store, sought: Sought = OSLO) -> list[Hit]:
    return [hit for page in occurrences(store, sought) for hit in page]


def batch() -> Batch:
    return Batch("", "anna", "anna")


def test_what_stands_at_each_occurrence(store: Store, write) -> None:
    write(
        "In Oslo and Oslo, Oslo and Oslobased Oslo.",
        ("Oslo", "GPE", "proposed"),
        ("Oslo", "ORG", "proposed"),
        ("Oslo and Oslobased", "EVENT", "proposed"),
    )
    assert [(hit.start, hit.kind, hit.odd) for hit in found(store)] == [
        (3, Kind.SAME, ()),
        (12, Kind.OTHER_LABEL, ()),
        (18, Kind.OTHER_EDGES, ("inside a longer name, “Oslo and Oslobased”",)),
        (37, Kind.UNTAGGED, ()),
    ]
    assert [hit.left for hit in found(store)][1] == "In Oslo and "


@pytest.mark.parametrize(
    ("text", "spans", "reason"),
    [
        ("In OSLO.", (), "spelled “OSLO”"),
        ("In Oslo.", (("Oslo", "ORG", "accepted"),), "accepted by anna as ORG"),
        ("In Oslo.", (("Oslo", "GPE", "rejected"),), "rejected by anna as GPE"),
        ("In Greater Oslo.", (("Greater Oslo", "LOC", "proposed"),), "inside a longer name, “Greater Oslo”"),
        ("In the Oslo.", (("the Oslo", "GPE", "accepted"),), "“the Oslo” accepted by anna"),
        ("In Oslobased.", (("Oslo", "GPE", "proposed"),), "inside a longer word"),
    ],
)
def test_odd_ones_say_why_and_are_not_ticked(store: Store, write, text, spans, reason: str) -> None:
    write("Plain Oslo.")
    write(text, *spans)
    odd, plain = odd_first(found(store))
    assert (odd.odd, odd.ticked) == ((reason,), False)
    assert (plain.odd, plain.ticked) == ((), True)


@pytest.mark.parametrize(
    ("spans", "odd"),
    [
        ((("Oslo", "ORG", "rejected"),), ()),
        ((("the Oslo", "GPE", "proposed"),), ()),
        ((("Oslo", "GPE", "accepted"),), ()),
    ],
)
def test_what_is_not_odd(store: Store, write, spans, odd) -> None:
    write("In the Oslo.", *spans)
    assert [hit.odd for hit in found(store)] == [odd]


@pytest.mark.parametrize("surface", ["$", "Sarah Jones", "O'Neil", "“quoted”", "École", "🙂"])
def test_any_surface_is_found_over_lines_and_in_other_apostrophes(store: Store, write, surface: str) -> None:
    write(f"Here is {surface.replace(' ', chr(10)).replace(chr(39), '’')} now.")
    (hit,) = found(store, Sought(surface, "X", "anna"))
    assert (hit.start, hit.end) == (8, 8 + len(surface))


@pytest.mark.parametrize(
    ("surface", "places"),
    [
        ("", 0),
        (" ", 0),
        ("-", 1),
        ('"', 0),
        ("NOT", 1),
        ("a*", 1),
        ("\0", 0),
        ("(", 0),
        ("x" * 5000, 0),
        ("\ud800", 0),
    ],
)
def test_what_is_no_word_is_no_trouble(store: Store, write, surface: str, places: int) -> None:
    write('He said "NOT" - or a* (so).')
    assert len(found(store, Sought(surface, "X", "anna"))) == places


def test_one_batch_in_many_articles_and_one_undo(store: Store, write) -> None:
    ids = [write(f"Number {n}: Oslo and Oslo.", ("Oslo", "ORG", "proposed")).id for n in range(30)]
    hits = found(store)
    added = fix(store, [hit for hit in hits if hit.kind is Kind.UNTAGGED], Act.ADD, "GPE", batch())
    assert (len(added.corrections), added.articles, added.changed) == (30, 30, 0)
    relabelled = fix(store, found(store), Act.RELABEL, "GPE", batch())
    assert len(relabelled.corrections) == 30
    for article_id in ids:
        spans = list(store.annotated(article_id, "anna"))
        assert [(span.label, span.state) for span in spans] == [("GPE", State.ACCEPTED)] * 2
    revert(store, relabelled.batch, "anna")
    revert(store, added.batch, "anna")
    assert [hit.spans for hit in found(store)] == [hit.spans for hit in hits]
    assert store.check().sound


def test_edges_and_rejections(store: Store, write) -> None:
    one = write("In the Oslo.", ("the Oslo", "GPE", "proposed"))
    fix(store, found(store), Act.RESIZE, "", batch())
    assert [span.place for span in store.annotated(one.id, "anna")] == [(7, 11)]
    fix(store, found(store), Act.REJECT, "", batch())
    assert [span.state for span in store.annotated(one.id, "anna")] == [State.REJECTED]


def test_what_changed_meanwhile_is_left_alone(store: Store, write) -> None:
    one = write("In Oslo.", ("Oslo", "ORG", "proposed"))
    hits = found(store)
    store.commit(relabel(store.annotated(one.id, "anna"), "LOC", Batch(one.id, "anna", "bo")))
    fixed = fix(store, hits, Act.RELABEL, "GPE", batch())
    assert (fixed.changed, fixed.corrections, fixed.batch) == (1, (), "")
    assert [span.label for span in store.annotated(one.id, "anna")] == ["LOC"]


def test_cancelling_leaves_nothing_half_done(store: Store, write) -> None:
    for number in range(5):
        write(f"{number} Oslo.")
    hits, token = found(store), CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        fix(store, hits, Act.ADD, "GPE", batch(), Progress(token=token))
    with pytest.raises(CancelledError):
        list(occurrences(store, OSLO, Progress(token=token)))
    assert [hit.kind for hit in found(store)] == [Kind.UNTAGGED] * 5
    assert store.history(action=Action.ADD) == ()


def test_a_change_to_many_articles_is_backed_up_first(tmp_path: Path, write, store: Store) -> None:
    for number in range(4):
        write(f"{number} Oslo.")
    with Store.open(store.path, rules=BackupRules(kept=2, articles=3)) as careful:
        fix(careful, found(careful), Act.ADD, "GPE", batch())
    assert [one.reason for one in listed(store.path)] == ["batch"]
