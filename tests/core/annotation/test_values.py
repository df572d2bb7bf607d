import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import annotated_articles, places, spans, texts

from core.annotation.correction import Status, subject_from_json, subject_to_json
from core.annotation.find import Query, find
from core.annotation.interval_index import IntervalIndex
from core.annotation.lanes import assign_lanes
from core.annotation.navigation import next_doubtful, next_span, next_undecided, previous_span, span_at
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.errors import UsageError


@given(st.data())
def test_the_interval_index_finds_what_a_plain_search_finds(data: st.DataObject) -> None:
    text = data.draw(texts)
    index = IntervalIndex()
    kept = {}
    for span in data.draw(st.lists(spans(text), max_size=12)):
        index.add(span)
        kept[span.id] = span
    for span_id in list(kept)[::3]:
        index.discard(span_id)
        del kept[span_id]
    start, end = data.draw(places(text))
    in_order = sorted(kept.values(), key=lambda span: span.sort_key)
    assert list(index) == in_order
    assert index.overlapping(start, end) == [span for span in in_order if span.overlaps(start, end)]
    assert index.at(start, end) == [span for span in in_order if span.place == (start, end)]


@given(st.data())
def test_spans_in_one_lane_never_overlap_and_the_outermost_is_lane_0(data: st.DataObject) -> None:
    annotated = data.draw(annotated_articles())
    lanes = assign_lanes(annotated)
    present = list(annotated)
    for one in present:
        for other in present:
            if one.id < other.id and one.overlaps(*other.place):
                assert lanes[one.id] != lanes[other.id]
            if one.contains(*other.place) and one.place != other.place and one.start == other.start:
                assert lanes[one.id] < lanes[other.id]
    assert not present or lanes[present[0].id] == 0


@given(st.data())
def test_subjects_survive_json(data: st.DataObject) -> None:
    span = data.draw(spans(data.draw(texts)))
    relation = Relation("a", "b", "located in", "ann", {"x": 1})
    for subject in (span, relation, Status.FLAGGED, None):
        assert subject_from_json(subject_to_json(subject)) == subject


@given(
    words=st.lists(st.text(), min_size=6, max_size=6),
    score=st.none() | st.floats(allow_nan=False) | st.integers(0, 1),
    meta=st.dictionaries(st.text(), st.text() | st.integers() | st.none()),
    state=st.sampled_from(State),
)
def test_a_spans_json_is_what_the_json_module_writes(words, score, meta, state) -> None:
    label, layer, origin, annotator, note, span_id = words
    span = Span(1, 2, label, layer, state, origin, score, annotator, note, meta, span_id)
    assert subject_to_json(span) == json.dumps(span.to_json(), ensure_ascii=False, separators=(",", ":"))


@given(st.data())
def test_tab_visits_every_visible_span_once_and_comes_round(data: st.DataObject) -> None:
    annotated = data.draw(annotated_articles())
    visible = [span for span in annotated if span.state is not State.REJECTED]
    seen, span = [], None
    for _ in visible:
        span = next_span(annotated, span)
        assert span is not None
        seen.append(span)
    assert seen == visible
    if visible:
        assert next_span(annotated, visible[-1]) == visible[0]
        assert previous_span(annotated, visible[0]) == visible[-1]
        assert previous_span(annotated, None) == visible[-1]
    else:
        assert next_span(annotated, None) is None


@given(st.data())
def test_the_walk_to_undecided_and_doubtful_spans_misses_none(data: st.DataObject) -> None:
    annotated = data.draw(annotated_articles())
    span = next_undecided(annotated, None)
    assert (span is None) == (annotated.count(State.PROPOSED) == 0)
    doubtful = next_doubtful(annotated, None, 0.5)
    assert (doubtful is None) == (not any(one.doubtful(0.5) for one in annotated))


@given(st.data())
def test_clicks_cycle_through_stacked_spans_the_smallest_first(data: st.DataObject) -> None:
    annotated = data.draw(annotated_articles())
    offset = data.draw(st.integers(0, len(annotated.text) - 1))
    stacked = [span for span in annotated.overlapping(offset, offset + 1) if span.state is not State.REJECTED]
    seen, span = [], None
    for _ in stacked:
        span = span_at(annotated, offset, span)
        seen.append(span)
    assert sorted(one.id for one in seen if one) == sorted(one.id for one in stacked)
    sizes = [one.end - one.start for one in seen if one]
    assert sizes == sorted(sizes)


def test_find_folds_case_and_white_space_unless_told_otherwise() -> None:
    text = "Kim met\nKIM. Kimchi."
    assert find(text, Query("kim")) == [(0, 3), (8, 11), (13, 16)]
    assert find(text, Query("kim", whole_words=True)) == [(0, 3), (8, 11)]
    assert find(text, Query("Kim", match_case=True)) == [(0, 3), (13, 16)]
    assert find(text, Query("met kim")) == [(4, 11)]
    assert find(text, Query("(")) == []
    assert find(text, Query(" ")) == []
    assert find(text, Query("k.m|q*", is_pattern=True)) == [(0, 3), (8, 11), (13, 16)]
    with pytest.raises(UsageError, match="no regular expression"):
        find(text, Query("(", is_pattern=True))
