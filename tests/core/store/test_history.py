"""The past, filtered; the article as it was; any batch taken back; which article comes next."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.relabel import relabel
from core.annotation.edits.remove import remove
from core.annotation.edits.status import set_status
from core.annotation.relation import Relation
from core.errors import StoreError, UsageError
from core.store.store import Store

LAYER = "anna"


def done(store: Store, corrections: tuple[Correction, ...]) -> str:
    store.commit(corrections)
    return corrections[0].batch


def batch(article: Article, annotator: str = "anna", at: str = "2026-11-24T10:00:00.000Z") -> Batch:
    return Batch(article.id, LAYER, annotator, at=at)


@pytest.fixture
def worked(store: Store, article: Article) -> Store:
    """A store in which anna added two spans on one day, and bob relabelled and removed on the next."""
    here = store.annotated(article.id, LAYER)
    done(store, (*add(here, 8, 14, "PERSON", batch(article)), *add(here, 34, 38, "GPE", batch(article))))
    first, second = store.annotated(article.id, LAYER)
    done(store, relabel([first], "ORG", batch(article, "bob", "2026-11-25T09:00:00.000Z")))
    done(store, remove([second], batch(article, "bob", "2026-11-25T09:01:00.000Z")))
    return store


@pytest.mark.parametrize(
    ("wanted", "actions"),
    [
        ({}, ["remove", "relabel", "add", "add"]),
        ({"annotator": "bob"}, ["remove", "relabel"]),
        ({"action": Action.ADD}, ["add", "add"]),
        ({"label": "PERSON"}, ["relabel", "add"]),
        ({"label": "ORG"}, ["relabel"]),
        ({"since": "2026-11-25"}, ["remove", "relabel"]),
        ({"until": "2026-11-24"}, ["add", "add"]),
        ({"since": "2026-11-25T09:01", "until": "2026-11"}, ["remove"]),
        ({"annotator": "bob", "label": "GPE", "since": "2026"}, ["remove"]),
        ({"annotator": "carl"}, []),
    ],
)
def test_the_history_is_filtered(worked: Store, wanted: dict[str, str], actions: list[str]) -> None:
    assert [one.action for one in worked.history(**wanted)] == actions  # type: ignore[arg-type]


def test_a_span_and_a_batch_have_their_history(worked: Store, article: Article) -> None:
    relabelled = worked.history(action=Action.RELABEL)[0]
    of_span = worked.history(article_id=article.id, span_id=relabelled.span_id)
    assert [one.action for one in of_span] == ["relabel", "add"]
    assert worked.history(batch=relabelled.batch) == (relabelled,)


def test_what_is_no_time_is_told(worked: Store) -> None:
    with pytest.raises(UsageError, match='"yesterday" is no time'):
        worked.history(since="yesterday")


def test_an_article_is_shown_as_it_was(worked: Store, article: Article) -> None:
    moments = worked.moments(article.id, LAYER)
    assert [(one.annotator, one.action, one.corrections) for one in moments] == [
        ("anna", "add", 1), ("anna", "add", 1), ("bob", "relabel", 1), ("bob", "remove", 1),
    ]  # fmt: skip
    labels = [[span.label for span in worked.annotated_at(article.id, LAYER, one.seq)] for one in moments]
    assert labels == [["PERSON"], ["PERSON", "GPE"], ["ORG", "GPE"], ["ORG"]]
    at_night = worked.annotated_at(article.id, LAYER, "2026-11-24")
    assert [span.label for span in at_night] == ["PERSON", "GPE"]
    assert len(worked.annotated_at(article.id, LAYER, "2026-11-23")) == 0
    assert worked.annotated_at(article.id, LAYER, 0).status is Status.TODO
    with pytest.raises(StoreError, match="There is no article"):
        worked.annotated_at("nothing", LAYER, 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(acts=st.lists(st.sampled_from("asrlx"), max_size=12))
def test_every_moment_is_what_its_corrections_make(store: Store, acts: list[str]) -> None:
    article = store.add_article(Article("As it was", f"Oslo {'and Oslo ' * 20}"))
    for number, act in enumerate(acts):
        now = store.annotated(article.id, LAYER)
        spans = list(now)
        where = batch(article)
        if act == "a" and spans:
            store.commit(accept(spans, where))
        elif act == "s":
            store.commit(set_status(now, list(Status)[number % 4], where))
        elif act == "r" and len(spans) > 1:
            store.commit(
                [where.correction(Action.RELATE, None, Relation(spans[0].id, spans[-1].id, "met", LAYER))]
            )
        elif act == "x" and spans and not now.relations:
            store.commit(remove(spans[:1], where))
        else:
            start = number * 9
            store.commit(add(now, start, start + 4, "GPE", where))
    corrections = store.history(article_id=article.id, newest_first=False)
    seqs = range(store.last_seq() - len(corrections), store.last_seq() + 1)
    for count, seq in enumerate(seqs):
        expected = AnnotatedArticle(article, LAYER)
        expected.apply(corrections[:count])
        was = store.annotated_at(article.id, LAYER, seq)
        assert list(was) == list(expected)
        assert was.relations == expected.relations
        assert was.status is expected.status


def test_the_next_article_goes_round_the_end(store: Store, article: Article) -> None:
    ids = [one.id for one in store.add_articles(Article(f"T{n}", f"Text {n}") for n in range(3))]
    for reviewed in (ids[0], ids[2]):
        store.commit(
            set_status(store.annotated(reviewed, LAYER), Status.REVIEWED, Batch(reviewed, LAYER, LAYER))
        )
    assert store.next_unreviewed(LAYER) == article.id
    assert store.next_unreviewed(LAYER, article.id) == ids[1]
    assert store.next_unreviewed(LAYER, ids[1]) == article.id
    assert store.next_unreviewed("bob", ids[1]) == ids[2]
    assert store.neighbour(article.id, forward=True) == ids[0]
    assert store.neighbour(ids[2], forward=True) is None
    assert store.neighbour(article.id, forward=False) is None
    assert store.neighbour(ids[2], forward=False) == ids[1]
    with pytest.raises(StoreError):
        store.neighbour("nothing", forward=True)


@pytest.mark.parametrize("version", ["1000"])
def test_a_store_of_an_older_version_is_brought_up_to_date(version: str, path: Path) -> None:
    data = Path(__file__).parent / "data" / f"{version}.db.gz"
    path.write_bytes(gzip.decompress(data.read_bytes()))
    with Store.open(path) as store:
        assert store.check().sound
        assert len(store.history()) == 6
        assert [row.status for row in store.library(layer=LAYER)] == [Status.REVIEWED]
        store.add_article(Article("New", "New text"))
