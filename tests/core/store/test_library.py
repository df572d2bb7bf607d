"""Listing, finding and searching articles."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.add import add
from core.annotation.edits.propose import propose
from core.annotation.edits.reject import reject
from core.annotation.edits.status import set_status
from core.annotation.scheme import load_scheme
from core.annotation.span import Span, State
from core.errors import StoreError, UsageError
from core.store.library import LibraryRow, LibrarySort, SortKey
from core.store.store import Store

LAYER = "anna"


@pytest.fixture
def articles(store: Store) -> list[Article]:
    texts = ["Sarah Jones in Oslo", "Élysée talks on co-op grain", "The U.S. and Oslo", "No words at all"]
    return store.add_articles(
        Article(f"Report {number} ÉTÉ", text, "f.txt", "en", {"n": number})
        for number, text in enumerate(texts)
    )


def titles(rows: tuple[LibraryRow, ...]) -> list[str]:
    return [row.title.split()[1] for row in rows]


def test_an_article_comes_back_as_it_was(store: Store) -> None:
    article = Article("Ünï", "a\r\nb\0c 🙂 ﷽", "x.txt", "de", {"a": [1, None]})
    assert store.add_article(article) == article
    assert store.article(article.id) == article
    assert store.article_with_text(article.text) == article
    assert store.article_with_text("another") is None
    with pytest.raises(StoreError, match="no article"):
        store.article("nobody")


def test_the_same_text_is_stored_once(store: Store, articles: list[Article]) -> None:
    again = store.add_article(Article("Another title", articles[1].text))
    assert again == articles[1]
    twice = store.add_articles([Article("One", "new"), Article("Two", "new")])
    assert twice[0] == twice[1]
    assert store.article_ids() == (*(article.id for article in articles), twice[0].id)


def test_articles_come_all_or_none(store: Store, articles: list[Article]) -> None:
    same_id = Article("New", "a text of its own", id=articles[0].id)
    with pytest.raises(StoreError, match="another text under the id"):
        store.add_articles([Article("Fine", "fine"), same_id])
    with pytest.raises(StoreError, match="Half a character"):
        store.add_articles([Article("Fine", "fine"), Article("Bad", "\ud800")])
    assert len(store.article_ids()) == len(articles)


def test_an_article_is_found_by_id_or_title(store: Store, articles: list[Article]) -> None:
    assert store.find_article(articles[2].id) == articles[2]
    assert store.find_article("Report 2 ÉTÉ") == articles[2]
    with pytest.raises(UsageError, match='Did you mean "Report 2 ÉTÉ"'):
        store.find_article("Reprot 2 ÉTÉ")
    store.add_article(Article("Report 2 ÉTÉ", "one more"))
    with pytest.raises(UsageError, match="2 articles have this title"):
        store.find_article("Report 2 ÉTÉ")
    with pytest.raises(UsageError, match="There is no article"):
        store.find_article('"; DROP TABLE articles')


def test_the_library_shows_how_far_each_article_is(store: Store, articles: list[Article]) -> None:
    first = articles[0]
    batch = Batch(first.id, LAYER, "anna")
    proposals = [Span(0, 11, "PERSON", LAYER, origin="memory"), Span(15, 19, "GPE", LAYER, origin="memory")]
    store.commit(propose(store.annotated(first.id, LAYER), proposals, batch))
    store.commit(reject([proposals[0]], Batch(first.id, LAYER, "anna")))
    store.commit(
        set_status(store.annotated(articles[1].id, LAYER), Status.REVIEWED, Batch(articles[1].id, LAYER, "a"))
    )
    rows = store.library(layer=LAYER)
    assert [(row.status, row.decided, row.total) for row in rows] == [
        (Status.IN_PROGRESS, 1, 2),
        (Status.REVIEWED, 0, 0),
        (Status.TODO, 0, 0),
        (Status.TODO, 0, 0),
    ]
    assert titles(store.library(layer=LAYER, status=Status.TODO)) == ["2", "3"]
    assert titles(store.library(layer=LAYER, status=Status.TODO, offset=1)) == ["3"]
    assert titles(store.library(layer=LAYER, offset=1, limit=2)) == ["1", "2"]
    assert store.library_count(layer=LAYER) == (4, 1)
    assert store.library_count(layer=LAYER, text="report 1") == (1, 1)
    assert store.library_count(layer="bob") == (4, 0)
    stats = store.stats()
    assert (stats.articles, stats.reviewed) == (4, 1)
    assert stats.spans == {State.PROPOSED: 1, State.ACCEPTED: 0, State.REJECTED: 1}
    assert stats.corrections[Action.PROPOSE] == 2


@pytest.fixture
def worked(store: Store, articles: list[Article]) -> list[Article]:
    """Articles 0 to 2 with 3, 1 and 2 proposals; 1 of each but the second is decided; 1 is flagged."""
    for day, number, spans, flagged in ((1, 0, 3, False), (2, 2, 2, False), (3, 1, 1, True)):
        article = articles[number]
        labels = ("PERSON", "GPE", "PERSON")[:spans]
        found = [Span(at, at + 1, label, LAYER, origin="memory") for at, label in enumerate(labels)]
        store.commit(propose(store.annotated(article.id, LAYER), found, Batch(article.id, LAYER, "e")))
        batch = Batch(article.id, LAYER, "anna", at=f"2090-01-0{day}T00:00:00.000Z")
        if flagged:
            store.commit(set_status(store.annotated(article.id, LAYER), Status.FLAGGED, batch))
        else:
            store.commit(reject([found[-1]], batch))
    return articles


@pytest.mark.parametrize(
    ("key", "rising", "falling"),
    [
        (SortKey.IMPORT, "0123", "3210"),
        (SortKey.TITLE, "0123", "3210"),
        (SortKey.STATUS, "3021", "1023"),
        (SortKey.DECIDED, "1302", "2013"),
        (SortKey.UNDECIDED, "3120", "0123"),
        (SortKey.CHANGED, "3021", "1203"),
    ],
)
def test_the_library_is_sorted(
    store: Store, worked: list[Article], key: SortKey, rising: str, falling: str
) -> None:
    for descending, wanted in ((False, rising), (True, falling)):
        sort = LibrarySort(key, descending)
        assert titles(store.library(layer=LAYER, sort=sort)) == list(wanted)
        pages = [store.library(layer=LAYER, sort=sort, offset=at, limit=1) for at in range(4)]
        assert [row for page in pages for row in page] == list(store.library(layer=LAYER, sort=sort))


def test_the_library_is_filtered_by_a_label_that_is_not_rejected(store: Store, worked: list[Article]) -> None:
    assert titles(store.library(layer=LAYER, label="PERSON")) == ["0", "1", "2"]
    assert titles(store.library(layer=LAYER, label="GPE")) == ["0"]
    assert titles(store.library(layer="bob", label="GPE")) == []
    assert titles(store.library(layer=LAYER, label="PERSON", status=Status.FLAGGED)) == ["1"]
    falling = LibrarySort(SortKey.UNDECIDED, descending=True)
    assert titles(store.library(layer=LAYER, label="PERSON", sort=falling, limit=2)) == ["0", "1"]
    assert store.library_count(layer=LAYER, label="PERSON") == (3, 0)
    assert store.library_count(layer=LAYER, label="NOBODY") == (0, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("été", "0123"),
        ("REPORT 3", "3"),
        ("osl", "02"),
        ("elysee", "1"),
        ("co-op gr", "1"),
        ("u.s.", "2"),
        ("sarah oslo", "0"),
        ("  ", "0123"),
        ("zebra", ""),
        ("...", ""),
        ('"', ""),
    ],
)
def test_the_library_is_filtered_by_title_and_text(
    store: Store, articles: list[Article], text: str, found: str
) -> None:
    assert titles(store.library(text=text)) == list(found)
    assert store.library_count(text=text)[0] == len(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(text=st.text() | st.text(alphabet="\"*^:(){}+-,.\\%_'\0 aANDORTNE\ud800"))
def test_no_text_to_look_for_is_a_fault(store: Store, text: str) -> None:
    store.library(text=text)
    store.library_count(text=text, status=Status.TODO)
    try:
        store.search(text)
    except UsageError as error:
        assert "cannot be read" in error.sentence
    with pytest.raises(UsageError):
        store.find_article(text)


def test_search_shows_where_the_words_are(store: Store, articles: list[Article]) -> None:
    (hit,) = store.search("sarah oslo")
    assert hit.article_id == articles[0].id
    assert hit.snippet == "Sarah Jones in Oslo"
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["Sarah", "Oslo"]
    assert len(store.search("oslo")) == 2
    assert len(store.search("oslo", limit=1)) == 1
    assert [hit.article_id for hit in store.search("oslo NOT sarah")] == [articles[2].id]
    assert [hit.article_id for hit in store.search("U.S.")] == [articles[2].id]
    assert store.search("") == store.search("???") == ()
    with pytest.raises(UsageError, match="cannot be read"):
        store.search('"oslo')


def test_search_knows_new_articles_and_new_titles(store: Store, articles: list[Article]) -> None:
    store.add_article(Article("Zebra", "stripes"))
    assert len(store.search("zebra")) == len(store.search("stripes")) == 1


def test_settings_and_labels_are_remembered(store: Store) -> None:
    assert store.setting("layer") == ""
    assert store.setting("layer", "gold") == "gold"
    store.set_setting("layer", "anna")
    store.set_setting("layer", "bob")
    assert store.setting("layer") == "bob"
    scheme = load_scheme()
    store.remember_labels(scheme)
    store.remember_labels(scheme)
    names = store._connection.execute("SELECT name FROM labels ORDER BY position").fetchall()
    assert [name for (name,) in names] == [label.name for label in scheme]


def test_time_spent_adds_up(store: Store, articles: list[Article]) -> None:
    store.add_seconds(articles[0].id, LAYER, 1.5)
    store.add_seconds(articles[0].id, LAYER, 2)
    store.commit(add(store.annotated(articles[0].id, LAYER), 0, 5, "ORG", Batch(articles[0].id, LAYER, "a")))
    store.add_seconds(articles[0].id, LAYER, 1)
    assert store._connection.execute("SELECT seconds, total FROM reviews").fetchall() == [(4.5, 1)]
    assert store.check().sound
