"""The search's language, its hits with their places, and the concordance."""

import pytest

from core.annotation.article import Article
from core.annotation.correction import Batch, Status
from core.annotation.edits.add import add
from core.annotation.edits.propose import propose
from core.annotation.edits.reject import reject
from core.annotation.edits.status import set_status
from core.annotation.span import Span
from core.errors import UsageError
from core.store.query import Query, parse
from core.store.store import Store

ANNA = "anna"
TEXTS = {
    "Oslo talks": "Sarah Jones met Zoë Müller in Oslo. Oslo was cold; the EU agreed.",
    "Grain": "The grain deal of Odesa: EU envoy Sarah Jones said grain would go from Odesa.",
    "Oslo again": "A quiet day.",
}


@pytest.fixture
def filled(store: Store) -> Store:
    for title, text in TEXTS.items():
        article = store.add_article(Article(title, text))
        for name, label in (("Oslo", "GPE"), ("EU", "ORG"), ("Sarah Jones", "PERSON"), ("Odesa", "GPE")):
            start = text.find(name)
            if start >= 0:
                batch = Batch(article.id, ANNA, ANNA)
                store.commit(add(store.annotated(article.id, ANNA), start, start + len(name), label, batch))
    first, second, _ = store.article_ids()
    store.commit(set_status(store.annotated(first, ANNA), Status.REVIEWED, Batch(first, ANNA, ANNA)))
    proposed = Span(4, 9, "PRODUCT", "bob", origin="engine:x@1")
    store.commit(propose(store.annotated(second, "bob"), [proposed], Batch(second, "bob", "bob")))
    store.commit(reject([proposed], Batch(second, "bob", "bob")))
    return store


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("oslo", {"Oslo talks", "Oslo again"}),
        ("OSLO cold", {"Oslo talks"}),
        ("zoe muller", {"Oslo talks"}),
        ("Müll*", {"Oslo talks"}),
        ('"grain deal"', {"Grain"}),
        ('"deal grain"', set()),
        ("cold OR grain", {"Oslo talks", "Grain"}),
        ("surface:Oslo", {"Oslo talks"}),
        ("surface:Od*", {"Grain"}),
        ('surface:"Sarah Jones"', {"Oslo talks", "Grain"}),
        ("label:ORG", {"Oslo talks", "Grain"}),
        ("label:ORG grain", {"Grain"}),
        ("label:PRODUCT state:rejected", {"Grain"}),
        ("label:PRODUCT state:accepted", set()),
        ("surface:Oslo label:ORG", set()),
        ("annotator:bob", {"Grain"}),
        ("layer:bob", {"Grain"}),
        ("status:reviewed", {"Oslo talks"}),
        ("status:reviewed layer:bob", set()),
        ("status:reviewed label:PERSON jones", {"Oslo talks"}),
        ("LABEL:GPE odesa", {"Grain"}),
        ("10:30 re:invent", set()),
        ("", set()),
        ("   ", set()),
    ],
)
def test_what_a_query_finds(filled: Store, query: str, titles: set[str]) -> None:
    assert {hit.title for hit in filled.search(query)} == titles


@pytest.mark.parametrize(
    ("query", "sentence", "hint"),
    [
        ("lable:ORG", 'There is no filter "lable:".', 'Did you mean "label"?'),
        ("label:PERSN", 'The store has no label "PERSN".', 'Did you mean "PERSON"?'),
        ("state:acepted", 'The store has no state "acepted".', 'Did you mean "accepted"?'),
        ("status:review", 'The store has no status "review".', 'Did you mean "reviewed"?'),
        ("annotator:ana", 'The store has no annotator "ana".', 'Did you mean "anna"?'),
        ("layer:gold", 'The store has no layer "gold".', "There are anna, bob."),
        ('"open', 'The search ""open" cannot be read: unterminated string.', "quotation marks"),
    ],
)
def test_what_cannot_be_read_has_a_hint(filled: Store, query: str, sentence: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        filled.search(query)
    assert caught.value.sentence == sentence
    assert hint in caught.value.hint


@pytest.mark.parametrize("query", ["grain", "odesa", "label:GPE", "surface:Odesa", "state:rejected", "zoe"])
def test_a_hit_has_the_place_at_which_to_open(filled: Store, query: str) -> None:
    for hit in filled.search(query):
        place = filled.article(hit.article_id).text[hit.start : hit.end]
        marked = [hit.snippet[start:end] for start, end in hit.matches]
        assert place
        assert place in marked


def test_a_query_is_taken_apart() -> None:
    assert parse('grain surface:"Black Sea" label:LOC') == Query(
        words='"grain"', surface="Black Sea", label="LOC"
    )
    assert parse("a*b re:invent").words == 'a*b "re invent"'


def test_a_concordance_is_sorted_by_either_side(filled: Store) -> None:
    found = filled.concordance(surface="Sarah Jones")
    assert (found.total, len(found.lines)) == (2, 2)
    assert [(one.left, one.surface, one.right[:6]) for one in found.lines] == [
        ("", "Sarah Jones", " met Z"),
        ("The grain deal of Odesa: EU envoy ", "Sarah Jones", " said "),
    ]
    by_right = filled.concordance(label="GPE", sort="right")
    assert [one.right.strip()[:4] for one in by_right.lines] == [". Os", ": EU"]
    by_left = filled.concordance(label="GPE", sort="left")
    assert [one.left.split()[-1] for one in by_left.lines] == ["in", "of"]
    assert by_left.sorted == 2
    assert [one.title for one in filled.concordance(label="GPE", status="reviewed").lines] == ["Oslo talks"]
    assert filled.concordance(label="GPE", limit=1, offset=1).lines[0].surface == "Odesa"
    for line in found.lines:
        assert filled.article(line.article_id).text[line.start : line.end] == line.surface


def test_a_concordance_is_of_something(filled: Store) -> None:
    with pytest.raises(UsageError, match="of a surface or a label"):
        filled.concordance(state="accepted")
