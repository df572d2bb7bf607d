"""Layers beside one's own, with the signs that tell them apart."""

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.other_layers import OtherLayers, Theirs, signs
from core.annotation.span import Span, State

ARTICLE = Article("Kim", "Kim met Trump.")


def layer(name: str, *spans: Span) -> AnnotatedArticle:
    return AnnotatedArticle(ARTICLE, name, spans)


def test_the_same_place_and_label_is_one_with_all_signs() -> None:
    others = OtherLayers(
        [
            layer("anna", Span(0, 3, "PERSON", "anna"), Span(8, 13, "PERSON", "anna")),
            layer("bo", Span(0, 3, "PERSON", "bo"), Span(8, 13, "ORG", "bo")),
        ]
    )
    assert others.overlapping(0, 14) == [
        Theirs(0, 3, "PERSON", "a+b"),
        Theirs(8, 13, "ORG", "b"),
        Theirs(8, 13, "PERSON", "a"),
    ]
    assert [one.label for one in others.overlapping(9, 10)] == ["ORG", "PERSON"]


def test_what_they_rejected_is_not_theirs() -> None:
    others = OtherLayers([layer("anna", Span(0, 3, "PERSON", "anna", state=State.REJECTED))])
    assert not others.overlapping(0, 14)


def test_signs_tell_layers_apart() -> None:
    assert signs(["gold", "anna", "annegret", "ann"]) == ["g", "anna", "anne", "ann"]
    assert signs([]) == []
