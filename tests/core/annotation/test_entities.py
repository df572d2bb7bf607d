"""An article's names by label and surface."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from core.annotation.annotated_article import AnnotatedArticle, Changes
from core.annotation.article import Article
from core.annotation.entities import Entities
from core.annotation.scheme import load_scheme
from core.annotation.span import Span, State

SCHEME = load_scheme()
TEXT = "Kim met Trump. Kim left the\nU.N. Kim saw the  U.N. and Trump."


def _span(start: int, end: int, label: str = "PERSON", state: State = State.PROPOSED, **more: object) -> Span:
    return Span(start, end, label, "maria", state, **more)  # type: ignore[arg-type]


def _summary(entities: Entities) -> list[tuple[str, int, list[tuple[str, int, int, int]]]]:
    return [
        (
            group.label.name,
            group.count,
            [(one.surface, one.accepted, one.proposed, one.doubtful) for one in group.entities],
        )
        for group in entities.groups()
    ]


def test_groups_in_scheme_order_and_the_most_frequent_first() -> None:
    spans = [
        _span(8, 13),
        _span(0, 3, state=State.ACCEPTED),
        _span(15, 18, score=0.2),
        _span(33, 36, score=0.9),
        _span(24, 32, "ORG"),
        _span(41, 50, "ORG"),
        _span(55, 60, "GPE", State.REJECTED),
    ]
    entities = Entities.of(AnnotatedArticle(Article("", TEXT), "maria", spans), SCHEME, 0.5)
    assert _summary(entities) == [
        ("PERSON", 4, [("Kim", 1, 1, 1), ("Trump", 0, 1, 0)]),
        ("ORG", 2, [("the U.N.", 0, 2, 0)]),
    ]
    assert (len(entities), entities.spans) == (3, 6)


def test_the_next_occurrence_goes_round() -> None:
    kims = [_span(33, 36), _span(0, 3), _span(15, 18)]
    entity = Entities(TEXT, SCHEME, 0.5, kims).find(kims[0])
    assert entity is not None
    first = entity.next_after(None)
    assert first.start == 0
    assert [entity.next_after(first).start, entity.next_after(kims[0]).start] == [15, 0]
    assert entity.next_after(_span(8, 13)).start == 15


def test_a_label_that_the_scheme_lacks_stands_last() -> None:
    entities = Entities(TEXT, SCHEME, 0.5, [_span(0, 3, "ALIEN"), _span(8, 13, "LANGUAGE")])
    assert [group.label.name for group in entities.groups()] == ["LANGUAGE", "ALIEN"]


@given(st.lists(st.tuples(st.integers(0, 11), st.sampled_from(list(State)), st.sampled_from(["ORG", "GPE"]))))
def test_following_changes_is_the_same_as_grouping_anew(steps: list[tuple[int, State, str]]) -> None:
    words = [(at, at + 1) for at in range(0, 24, 2)]
    spans: dict[int, Span] = {}
    entities = Entities("a b c a b c a b c a b c ", SCHEME, 0.5)
    for place, state, label in steps:
        old = spans.get(place)
        new = old.changed(state=state, label=label) if old else _span(*words[place], label, state)
        spans[place] = new
        entities.apply(Changes((old,), (new,)))
        entities.groups()
    assert _summary(entities) == _summary(Entities("a b c a b c a b c a b c ", SCHEME, 0.5, spans.values()))


def test_a_change_among_50_000_spans_takes_no_time_that_is_seen() -> None:
    text = " ".join(f"name{random.Random(at).randrange(9000)}" for at in range(50_000))
    spans, start = [], 0
    for word in text.split():
        label = SCHEME.labels[start % 18].name
        spans.append(_span(start, start + len(word), label))
        start += len(word) + 1
    entities = Entities(text, SCHEME, 0.5, spans)
    entities.groups()
    after = spans[99].changed(state=State.ACCEPTED)
    began = time.perf_counter()
    entities.apply(Changes((spans[99],), (after,)))
    entities.groups()
    assert time.perf_counter() - began < 0.05
