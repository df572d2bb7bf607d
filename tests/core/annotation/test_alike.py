from core.annotation.alike import (
    undecided_alike,
    undecided_of_label,
    undecided_of_origin,
    undecided_scoring,
)
from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.span import Span, State

TEXT = "Kim Jong met Kim\nJong, and Kim Jong met Trump."
FIRST = Span(0, 8, "PERSON", "ann", origin="rule:name", score=0.9)
BROKEN = Span(13, 21, "PERSON", "ann", origin="engine:news@1", score=0.4)
DECIDED = Span(27, 35, "PERSON", "ann", State.ACCEPTED, origin="rule:name", score=0.9)
OTHER_LABEL = Span(27, 35, "ORG", "ann", origin="rule:name", score=0.7)
TRUMP = Span(40, 45, "PERSON", "ann", origin="engine:news@1")
ANNOTATED = AnnotatedArticle(Article("t", TEXT), "ann", (FIRST, BROKEN, DECIDED, OTHER_LABEL, TRUMP))


def test_what_a_person_decided_is_never_among_them() -> None:
    assert undecided_of_label(ANNOTATED, "PERSON") == [FIRST, BROKEN, TRUMP]
    assert undecided_of_origin(ANNOTATED, "rule:name") == [FIRST, OTHER_LABEL]


def test_a_span_without_a_score_is_above_none() -> None:
    assert undecided_scoring(ANNOTATED, 0.7) == [FIRST, OTHER_LABEL]
    assert undecided_scoring(ANNOTATED, 0.0) == [FIRST, BROKEN, OTHER_LABEL]


def test_the_same_name_over_two_lines_is_the_same_name() -> None:
    assert undecided_alike(ANNOTATED, FIRST) == [FIRST, BROKEN]
    assert undecided_alike(ANNOTATED, TRUMP) == [TRUMP]
