"""A newer version of an article: known again, its decisions carried over, the new left undecided."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.span import Span, State
from core.review.versions import carried_from_version, carry_over, versions_of
from core.store.store import Store

OLD = (
    "Ana Novak met the mayor of Oslo on Monday to sign the treaty on fishing rights in the north. "
    "The two had spoken in March, when the ministers of both countries agreed on quotas for cod. "
    "Observers in Kyiv said that nothing would change for the smaller boats before next summer."
)
NEW = (
    "UPDATE: Ana Novak met the new mayor of Oslo on Tuesday to sign the treaty on fishing rights in the"
    " north. The two had spoken in March,\nwhen the ministers of both countries agreed on quotas for cod."
    " Bo Berg came too. "
    "Observers in Kyiv said that nothing would change for the smaller boats before next summer."
)
OTHER = "Quite another story is told here about grain, ships, storms, and a harbour far away in the south."


@pytest.fixture
def old(write) -> Article:
    return write(
        OLD,
        *(("Ana Novak", "PERSON", "accepted"), ("Oslo", "GPE", "accepted"), ("Monday", "DATE", "accepted")),
        *(("March", "DATE", "accepted"), ("north", "LOC", "rejected"), ("Kyiv", "GPE", "accepted")),
    )


def test_a_version_is_known_again(store: Store, old: Article, write) -> None:
    write(OTHER, ("grain", "PRODUCT", "accepted"))
    new = write(NEW)
    (version,) = versions_of(store, new.id, "anna")
    assert version.article_id == old.id
    assert 0.5 < version.likeness < 1
    assert versions_of(store, new.id, "bo") == ()
    assert versions_of(store, write(OTHER + " It ends.").id, "anna")[0].title.startswith("Quite another")
    assert versions_of(store, write("…").id, "anna") == ()


def test_decisions_are_carried_over(store: Store, old: Article, write) -> None:
    new = write(NEW, ("north", "LOC", "proposed"), ("Bo Berg", "PERSON", "proposed"))
    carried = carried_from_version(store, new.id, "anna")
    store.commit(carried.corrections)
    annotated = store.annotated(new.id, "anna")
    found = {annotated.surface(span): span for span in annotated}
    assert list(found) == ["Ana Novak", "Oslo", "north", "March", "Bo Berg", "Kyiv"]
    assert {span.origin for span in found.values() if span.meta} == {"memory"}
    assert found["Kyiv"].meta == {"from": old.id}
    assert carried.unwanted == {(*found["north"].place, "LOC")}
    assert carried.sentence.endswith("4 decisions are carried over as proposals.")
    assert found["Bo Berg"].state is found["Oslo"].state is State.PROPOSED
    assert store.check().sound


def test_what_was_decided_in_the_new_one_stays(store: Store, old: Article, write) -> None:
    new = write(NEW, ("Oslo on", "ORG", "proposed"))
    annotated, batch = store.annotated(new.id, "anna"), Batch(new.id, "anna", "anna")
    decided = accept(annotated, batch)
    store.commit(decided)
    annotated.apply(decided)
    made = carry_over(store.annotated(old.id, "anna"), annotated, batch).corrections
    assert "Oslo" not in {NEW[one.after.start : one.after.end] for one in made if isinstance(one.after, Span)}


words = st.lists(st.sampled_from(["Ana", "Oslo", "met", "in", ",", "🙂", "é"]), min_size=1, max_size=30)


@settings(deadline=None)
@given(words, words, st.data())
def test_what_is_carried_over_covers_the_same_words(before, after, data: st.DataObject) -> None:
    old_text, new_text = " ".join(before), "  ".join(after)
    start = data.draw(st.integers(0, len(old_text) - 1))
    end = data.draw(st.integers(start + 1, len(old_text)))
    span = Span(start, end, "X", "anna", State.ACCEPTED)
    old = AnnotatedArticle(Article("a", old_text), "anna", [span])
    new = AnnotatedArticle(Article("b", new_text), "anna")
    for one in carry_over(old, new, Batch(new.article.id, "anna", "anna")).corrections:
        assert isinstance(one.after, Span)
        assert new_text[one.after.start : one.after.end].split() == old_text[start:end].split()


def test_the_same_text_has_everything_where_it_was() -> None:
    spans = [Span(at, at + 4, "X", "anna", State.ACCEPTED) for at in range(0, len(OLD) - 4, 7)]
    whole = [span for span in spans if not OLD[span.start].isspace() and not OLD[span.end - 1].isspace()]
    old, new = AnnotatedArticle(Article("a", OLD), "anna", whole), AnnotatedArticle(Article("b", OLD), "anna")
    made = carry_over(old, new, Batch(new.article.id, "anna", "anna")).corrections
    assert [one.after.place for one in made if isinstance(one.after, Span)] == [span.place for span in whole]
