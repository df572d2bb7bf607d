from hypothesis import given
from hypothesis import strategies as st
from strategies import LABELS, annotated_articles, places

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.merge import merge, merge_partner
from core.annotation.edits.note import note
from core.annotation.edits.propagate import propagate, propagate_spellings
from core.annotation.edits.propose import propose
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.edits.remove import remove
from core.annotation.edits.resize import Edge, Step, moved_edge, resize
from core.annotation.edits.split import split, split_point
from core.annotation.edits.status import set_status
from core.annotation.edits.undo import redo, undo
from core.annotation.relation import Relation
from core.annotation.span import HUMAN, Span, State
from core.errors import EditError

TEXT = "Kim met Trump. Kim Jong Un and Kim left Kimchi."


def article(*spans: Span, text: str = TEXT) -> AnnotatedArticle:
    return AnnotatedArticle(Article("t", text), "ann", spans)


def proposal(start: int, end: int, label: str = "PERSON", score: float = 0.9) -> Span:
    return Span(start, end, label, "ann", State.PROPOSED, "engine:test@1", score)


def batch(annotated: AnnotatedArticle) -> Batch:
    return Batch(annotated.article.id, "ann", "ann")


def shown(annotated: AnnotatedArticle) -> list[tuple[int, int, str, str]]:
    return [(span.start, span.end, span.label, str(span.state)) for span in annotated]


@st.composite
def edits(draw: st.DrawFn, annotated: AnnotatedArticle) -> tuple[Correction, ...]:
    """Any act on any span of an article; none where the act refuses."""
    one = batch(annotated)
    present = list(annotated)
    start, end = draw(places(annotated.text))
    label = draw(st.sampled_from(LABELS))
    acts = [lambda: add(annotated, start, end, label, one)]
    acts.append(lambda: set_status(annotated, draw(st.sampled_from(Status)), one))
    acts.append(lambda: propose(annotated, [proposal(start, end, label)], one))
    if present:
        span = draw(st.sampled_from(present))
        edge, step, forward = draw(st.sampled_from(Edge)), draw(st.sampled_from(Step)), draw(st.booleans())
        acts += [
            lambda: accept(present, one),
            lambda: reject([span], one),
            lambda: remove([span], one),
            lambda: relabel([span], label, one),
            lambda: resize(annotated, span, start, end, one),
            lambda: resize(annotated, span, *moved_edge(annotated.text, span, edge, step, forward), one),
            lambda: split(annotated, span, split_point(annotated.text, span, start), one),
            lambda: merge(span, merge_partner(annotated, span), one),
            lambda: propagate(annotated, span, one),
            lambda: note(span, label, one),
        ]
    try:
        return draw(st.sampled_from(acts))()
    except EditError:
        return ()


@given(st.data())
def test_every_edit_followed_by_its_undo_gives_the_same_spans(data: st.DataObject) -> None:
    annotated = data.draw(annotated_articles())
    before, status = list(annotated), annotated.status
    done = data.draw(edits(annotated))
    annotated.apply(done)
    after = list(annotated)
    taken_back = undo(done, batch(annotated))
    annotated.apply(taken_back)
    assert list(annotated) == before
    if any(one.action is Action.STATUS for one in done):
        assert annotated.status is status
    annotated.apply(redo(taken_back, batch(annotated)))
    assert list(annotated) == after


@given(st.data())
def test_replaying_the_events_gives_the_spans(data: st.DataObject) -> None:
    annotated = data.draw(annotated_articles())
    replayed = AnnotatedArticle(annotated.article, "ann", list(annotated))
    history: list[Correction] = []
    for _ in range(data.draw(st.integers(1, 8))):
        done = data.draw(edits(annotated))
        annotated.apply(done)
        history += done
    replayed.apply(history)
    assert list(replayed) == list(annotated)
    assert replayed.status is annotated.status
    assert all(0 <= span.start < span.end <= len(annotated.text) for span in annotated)
    assert annotated.decided == sum(span.decided for span in annotated)


def test_adding_what_stands_there_accepts_it_and_doubles_nothing() -> None:
    annotated = article(proposal(0, 3))
    annotated.apply(add(annotated, 0, 3, "PERSON", batch(annotated)))
    assert shown(annotated) == [(0, 3, "PERSON", "accepted")]
    assert add(annotated, 0, 3, "PERSON", batch(annotated)) == ()


def test_a_proposal_is_kept_as_rejected_and_a_persons_span_is_removed() -> None:
    annotated = article(proposal(0, 3))
    annotated.apply(add(annotated, 8, 13, "PERSON", batch(annotated)))
    annotated.apply(reject(list(annotated), batch(annotated)))
    assert shown(annotated) == [(0, 3, "PERSON", "rejected")]


def test_relabel_and_resize_decide_the_span() -> None:
    annotated = article(proposal(0, 3), proposal(15, 18))
    first, second = annotated
    annotated.apply(relabel([first], "ORG", batch(annotated)))
    annotated.apply(
        resize(annotated, second, *moved_edge(TEXT, second, Edge.END, Step.WORD, True), batch(annotated))
    )
    assert shown(annotated) == [(0, 3, "ORG", "accepted"), (15, 23, "PERSON", "accepted")]


def test_propagate_leaves_longer_names_words_and_decisions_alone() -> None:
    annotated = article(proposal(0, 3), proposal(15, 26))
    first = next(iter(annotated))
    annotated.apply(propagate(annotated, first, batch(annotated)))
    # "Kim" at 31 is new; the one in "Kim Jong Un" and the one in "Kimchi" are none.
    assert shown(annotated) == [
        (0, 3, "PERSON", "proposed"),
        (15, 26, "PERSON", "proposed"),
        (31, 34, "PERSON", "accepted"),
    ]
    rejected = annotated.at(31, 34)[0].changed(origin="engine:test@1", state=State.REJECTED)
    again = article(first, rejected)
    assert [one.after.place for one in propagate(again, first, batch(again))] == [(15, 18)]  # type: ignore[union-attr]


def test_split_gives_white_space_to_neither_part_and_merge_joins_them_again() -> None:
    annotated = article(proposal(15, 26))
    span = next(iter(annotated))
    annotated.apply(split(annotated, span, 18, batch(annotated)))
    assert [annotated.surface(one) for one in annotated] == ["Kim", "Jong Un"]
    first = next(iter(annotated))
    annotated.apply(merge(first, merge_partner(annotated, first), batch(annotated)))
    assert [annotated.surface(one) for one in annotated] == ["Kim Jong Un"]


def test_the_engine_neither_overwrites_nor_doubles_nor_proposes_again_what_was_rejected() -> None:
    accepted = proposal(0, 3, "ORG").changed(state=State.ACCEPTED)
    rejected = proposal(8, 13).changed(state=State.REJECTED)
    annotated = article(accepted, rejected)
    again = [proposal(0, 3), proposal(8, 13), proposal(15, 26), proposal(15, 26)]
    corrections = propose(annotated, again, batch(annotated))
    assert [one.after.place for one in corrections] == [(15, 26)]  # type: ignore[union-attr]


def test_an_edit_outside_the_text_or_on_white_space_is_refused() -> None:
    annotated = article()
    for start, end in ((3, 3), (5, 4), (-1, 3), (40, 999), (3, 4)):
        try:
            add(annotated, start, end, "ORG", batch(annotated))
        except EditError as error:
            assert error.sentence
        else:
            raise AssertionError((start, end))


def test_the_first_correction_by_a_person_takes_the_article_in_progress() -> None:
    annotated = article()
    annotated.apply(propose(annotated, [proposal(0, 3)], batch(annotated)))
    assert annotated.status is Status.TODO
    changes = annotated.apply(accept(list(annotated), batch(annotated)))
    assert annotated.status is Status.IN_PROGRESS
    assert changes.status
    assert changes.places == ((0, 3),)


def test_a_removed_span_takes_its_relations_along_and_undo_brings_them_back() -> None:
    first, second = proposal(0, 3).changed(origin=HUMAN), proposal(8, 13).changed(origin=HUMAN)
    relation = Relation(first.id, second.id, "met", "ann")
    annotated = AnnotatedArticle(Article("t", TEXT), "ann", (first, second), (relation,))
    done = reject([first, second], batch(annotated), annotated.relations)
    assert [one.action for one in done] == [Action.RELATE, Action.REMOVE, Action.REMOVE]
    annotated.apply(done)
    assert (len(annotated), annotated.relations) == (0, ())
    annotated.apply(undo(done, batch(annotated)))
    assert (list(annotated), annotated.relations) == ([first, second], (relation,))


def test_other_spellings_get_the_label_and_decisions_are_left_alone() -> None:
    text = "North Korea, NORTH KOREA, North-Korea and north\nkorea. North Koreans."
    whole = Span(0, 11, "GPE", "ann", origin="engine:test@1")
    decided = Span(26, 37, "LOC", "ann", State.ACCEPTED, origin="engine:test@1")
    annotated = AnnotatedArticle(Article("t", text), "ann", (whole, decided))
    annotated.apply(propagate_spellings(annotated, whole, batch(annotated)))
    assert shown(annotated) == [
        (0, 11, "GPE", "proposed"),
        (13, 24, "GPE", "accepted"),
        (26, 37, "LOC", "accepted"),
        (42, 53, "GPE", "accepted"),
    ]
