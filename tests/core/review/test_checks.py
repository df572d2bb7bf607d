"""The consistency checks: each finds what it says, explains itself, is mended by one act."""

from dataclasses import replace

import pytest

from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.scheme import load_scheme
from core.annotation.span import State
from core.errors import EditError, UsageError
from core.progress import CancelledError, CancelToken, Progress
from core.review.audit import audit
from core.review.checks import edges
from core.review.checks.table import CHECKS, find_checks
from core.review.finding import Finding, mend
from core.review.waiving import waive
from core.store.store import Store
from core.store.undoing import revert
from core.store.waivers import drop_waiver

SCHEME = load_scheme()


def found(store: Store, *checks: str) -> list[Finding]:
    return list(audit(store, "anna", SCHEME, checks))


def mended(store: Store, finding: Finding) -> list[tuple[str, str, State]]:
    annotated = store.annotated(finding.article_id, "anna")
    corrections = mend(annotated, finding, Batch(finding.article_id, "anna", "anna"))
    store.commit(corrections)
    annotated.apply(corrections)
    return [(annotated.surface(span), span.label, span.state) for span in annotated]


def test_the_same_string_with_two_labels(store: Store, write) -> None:
    for number in range(3):
        write(f"{number} Oslo.", ("Oslo", "GPE", "accepted"))
    odd = write("Odd Oslo.", ("Oslo", "ORG", "accepted"))
    (finding,) = found(store, "two_labels")
    assert (finding.article_id, finding.start, finding.end, finding.label) == (odd.id, 4, 8, "ORG")
    assert finding.message == "“Oslo” is ORG here; of its 4 uses 3 are GPE."
    assert mended(store, finding) == [("Oslo", "GPE", State.ACCEPTED)]
    assert found(store, "two_labels") == []


def test_a_string_that_is_often_both_is_no_slip(store: Store, write) -> None:
    for number in range(5):
        write(f"{number} Washington.", ("Washington", "GPE", "accepted"))
        write(f"{number} Washington!", ("Washington", "PERSON", "accepted"))
    assert found(store, "two_labels") == []


@pytest.mark.parametrize(
    ("usual", "odd"),
    [("White House", "the White House"), ("the FBI", "FBI"), ("Iran", "Iran's"), ("a Nobel", "Nobel")],
)
def test_edge_variants_go_to_the_usual_edges(store: Store, write, usual: str, odd: str) -> None:
    for number in range(3):
        write(f"{number} saw {usual}.", (usual, "ORG", "accepted"))
    write(f"They saw {usual if len(usual) > len(odd) else odd}.", (odd, "ORG", "accepted"))
    (finding,) = found(store, "edge_variants")
    assert finding.message == f"“{odd}” is tagged as “{usual}” 3 times in the corpus."
    assert mended(store, finding) == [(usual, "ORG", State.ACCEPTED)]


def test_untagged_twins_in_articles_that_were_worked_on(store: Store, write) -> None:
    for number in range(2):
        write(f"{number} Sarah Jones.", ("Sarah Jones", "PERSON", "accepted"), status=Status.REVIEWED)
    write("To do: Sarah Jones.")
    missed = write("Here Sarah Jones, Sarah Jonestown, Sarah.", status=Status.REVIEWED)
    write("No Sarah Jones.", ("Sarah Jones", "PERSON", "rejected"), status=Status.REVIEWED)
    (finding,) = found(store, "untagged_twins")
    assert (finding.article_id, finding.start, finding.label) == (missed.id, 5, "PERSON")
    assert mended(store, finding) == [("Sarah Jones", "PERSON", State.ACCEPTED)]


@pytest.mark.parametrize(
    ("spans", "messages"),
    [
        (
            (("Bank of Oslo", "ORG"), ("of Oslo now", "GPE")),
            ["“of Oslo now” crosses the edge of “Bank of Oslo”."],
        ),
        ((("Bank of Oslo", "ORG"), ("Oslo", "ORG")), ["“Oslo” is ORG inside the ORG “Bank of Oslo”."]),
        ((("Bank", "ORG"), ("Bank", "GPE", 0)), ["“Bank” is ORG and GPE at once: “Bank”."]),
        ((("Bank of Oslo", "ORG"), ("Oslo", "GPE")), []),
    ],
)
def test_overlaps(store: Store, write, spans, messages) -> None:
    rows = [(one[0], one[1], "proposed", {"start": one[2]} if len(one) > 2 else {}) for one in spans]
    write("Bank of Oslo now", *rows)
    assert [finding.message for finding in found(store, "overlaps")] == messages


@pytest.mark.parametrize(
    ("surface", "kept"),
    [
        (" Oslo", "Oslo"),
        ("Oslo,", "Oslo"),
        ("“Oslo", "Oslo"),
        ("Oslo)", "Oslo"),
        ("Oslo.", "Oslo"),
        ("- Oslo -", "Oslo"),
        ("Oslo\n", "Oslo"),
        ("(Oslo) ", "(Oslo)"),
        *(
            (same, same)
            for same in ("U.S.", "Inc.", "Jones (Oslo)", "“Hamlet”", "$5", "-3", "5%", "C++", "'90s")
        ),
        *((same, same) for same in ("Yahoo!", ".5", "@anna", "#oslo", "O’", "Jr.")),
    ],
)
def test_edges_keep_what_belongs_to_a_name(surface: str, kept: str) -> None:
    start, end = edges._kept(surface)
    assert surface[start:end] == kept


def test_edges_are_mended(store: Store, write) -> None:
    write("In Oslo, now", ("Oslo, ", "GPE", "accepted"))
    (finding,) = found(store, "edges")
    assert finding.message == "“Oslo,” has white space at its edge."
    assert mended(store, finding) == [("Oslo", "GPE", State.ACCEPTED)]


def test_labels_that_the_scheme_does_not_have(store: Store, write) -> None:
    write("Oslo and Ana.", ("Oslo", "gpe", "proposed"), ("Ana", "HERO", "proposed"))
    first, second = found(store, "unknown_labels")
    assert first.message == "The scheme has no gpe, the label of “Oslo”. Is it GPE?"
    assert second.repair is None
    assert ("Oslo", "GPE", State.ACCEPTED) in mended(store, first)
    with pytest.raises(EditError, match="no repair"):
        mended(store, second)
    with pytest.raises(EditError, match="changed since"):
        mended(store, first)


def test_duplicates(store: Store, write) -> None:
    write("Oslo.", ("Oslo", "GPE", "proposed"), ("Oslo", "GPE", "proposed", {"start": 0}))
    (finding,) = found(store, "duplicates")
    assert sorted(mended(store, finding)) == [
        ("Oslo", "GPE", State.PROPOSED),
        ("Oslo", "GPE", State.REJECTED),
    ]


def decide(store: Store, article_id: str, act, span_index: int, at: str, *more: str) -> str:
    spans = list(store.annotated(article_id, "anna"))
    batch = replace(Batch(article_id, "anna", "anna"), at=f"2026-11-24T10:00:{at}Z")
    store.commit(act([spans[span_index]], *more, batch))
    return batch.id


def test_decided_in_a_moment_against_a_sure_engine(store: Store, write) -> None:
    sure = {"score": 0.97}
    names = ("Oslo", "Ana", "Bo")
    article = write("Oslo, Ana, Bo.", *((name, "GPE", "proposed", sure) for name in names))
    decide(store, article.id, accept, 0, "00.000")
    decide(store, article.id, reject, 1, "00.400")
    decide(store, article.id, relabel, 2, "05.000", "PERSON")
    (finding,) = found(store, "hasty_decisions")
    assert finding.message == ("“Ana” was rejected as GPE by anna within a second, against a score of 0.97.")
    assert ("Ana", "GPE", State.ACCEPTED) in mended(store, finding)


def test_flips(store: Store, write) -> None:
    article = write("Oslo.", ("Oslo", "GPE", "proposed"))
    decide(store, article.id, accept, 0, "00.000")
    decide(store, article.id, relabel, 0, "10.000", "ORG")
    assert found(store, "flips") == []
    last = decide(store, article.id, relabel, 0, "20.000", "GPE")
    (finding,) = found(store, "flips")
    assert finding.message == "“Oslo”: GPE by anna, then ORG by anna, then GPE by anna."
    revert(store, last, "anna")
    assert found(store, "flips") == []


def test_a_waived_finding_does_not_come_back(store: Store, write) -> None:
    write("Oslo,", ("Oslo,", "GPE", "accepted"))
    (finding,) = found(store)
    with pytest.raises(UsageError, match="note"):
        waive(store, finding, " ", "anna")
    waive(store, finding, "the name of a ship", "anna")
    assert found(store) == []
    drop_waiver(store, finding.id)
    assert [one.id for one in found(store)] == [finding.id]


def test_a_check_that_fails_on_one_article_goes_on(
    store: Store, write, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (write(f"{name},", (f"{name},", "GPE", "accepted")) for name in ("Oslo", "Rome"))
    original = edges.check

    def failing(article, corpus):
        if article.article.id == first.id:
            raise ValueError("out of luck")
        return original(article, corpus)

    monkeypatch.setattr(edges, "check", failing)
    assert [(one.article_id, one.message) for one in found(store, "edges")] == [
        (first.id, "The check failed on this article: ValueError: out of luck."),
        (second.id, "“Rome,” has punctuation at its edge."),
    ]


def test_checks_are_named_and_cancelled(store: Store, write) -> None:
    write("Oslo,", ("Oslo,", "GPE", "accepted"))
    with pytest.raises(UsageError, match='Did you mean "edges"'):
        find_checks(["edgs"])
    assert all(callable(row.load()) for row in CHECKS)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        list(audit(store, "anna", SCHEME, progress=Progress(token=token)))


def test_a_removed_span_and_an_undecided_layer_are_no_trouble(store: Store, write) -> None:
    article = write("Oslo.", ("Oslo", "GPE", "accepted"))
    decide(store, article.id, reject, 0, "00.000")
    assert found(store) == []
    assert list(audit(store, "nobody", SCHEME)) == []
    assert store.history(article_id=article.id)[0].action is Action.REMOVE


def test_others_go_on_working_meanwhile(store: Store, write) -> None:
    first, second = (write(f"{name},", (f"{name},", "GPE", "accepted")) for name in ("Oslo", "Rome"))
    stream = audit(store, "anna", SCHEME)
    assert next(stream).article_id == first.id
    with Store.open(store.path) as other:
        span = next(iter(other.annotated(second.id, "anna")))
        other.commit(relabel([span], "LOC", Batch(second.id, "anna", "bo")))
    assert [one.label for one in stream] == ["LOC"]
