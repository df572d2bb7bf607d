"""Bringing another store's work in."""

import contextlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.annotation.article import Article
from core.annotation.correction import Batch, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.propose import propose
from core.annotation.edits.relabel import relabel
from core.annotation.edits.remove import remove
from core.annotation.edits.status import set_status
from core.annotation.edits.undo import undo
from core.annotation.span import Span
from core.errors import EditError, StoreError
from core.progress import CancelledError, CancelToken, Progress
from core.store.backup_rules import BackupRules
from core.store.store import Store


@pytest.fixture
def other_path(tmp_path: Path) -> Path:
    return tmp_path / "other.db"


def work(store: Store, article_id: str, layer: str, start: int) -> str:
    batch = Batch(article_id, layer, layer)
    store.commit(add(store.annotated(article_id, layer), start, start + 4, "ORG", batch))
    return batch.id


def test_articles_and_layers_come_in_once(store: Store, article: Article, other_path: Path) -> None:
    work(store, article.id, "anna", 0)
    with Store.open(other_path) as other:
        same = other.add_article(Article("The same text", article.text))
        new = other.add_article(Article("New", "Something else entirely"))
        work(other, same.id, "bob", 8)
        undone = work(other, new.id, "bob", 0)
        other.commit(undo(other.batch(undone), Batch(new.id, "bob", "bob")))
        other.commit(set_status(other.annotated(new.id, "bob"), Status.REVIEWED, Batch(new.id, "bob", "bob")))
        other.add_seconds(new.id, "bob", 7)
    report = store.merge(other_path)
    assert (report.articles, report.corrections, report.refused) == (1, 4, ())
    assert store.article_ids() == (article.id, new.id)
    assert [span.start for span in store.annotated(article.id, "bob")] == [8]
    assert [span.start for span in store.annotated(article.id, "anna")] == [0]
    assert store.annotated(new.id, "bob").status is Status.REVIEWED
    again = store.merge(other_path)
    assert (again.articles, again.corrections, again.refused) == (0, 0, ())
    assert store.check().sound


def test_two_copies_that_grew_apart_come_together(
    store: Store, article: Article, path: Path, other_path: Path
) -> None:
    proposals = [Span(8, 14, "PERSON", "anna", origin="memory"), Span(34, 38, "GPE", "anna", origin="memory")]
    store.commit(propose(store.annotated(article.id, "anna"), proposals, Batch(article.id, "anna", "e")))
    store.backup(other_path)
    store.commit(accept(proposals[:1], Batch(article.id, "anna", "anna")))
    with Store.open(other_path) as other:
        other.commit(relabel(proposals[:1], "ORG", Batch(article.id, "anna", "bob")))
        other.commit(accept(proposals[1:], Batch(article.id, "anna", "bob")))
    report = store.merge(other_path)
    assert report.corrections == 1
    assert report.refused == (
        "“Biegun” was changed in this store by anna, and otherwise in the other store by bob.",
    )
    assert [span.label for span in store.annotated(article.id, "anna")] == ["PERSON", "GPE"]
    assert all(span.decided for span in store.annotated(article.id, "anna"))
    assert store.check().sound


def test_an_undo_of_what_was_left_out_is_left_out(store: Store, article: Article, other_path: Path) -> None:
    span = Span(8, 14, "PERSON", "anna", origin="memory")
    store.commit(propose(store.annotated(article.id, "anna"), [span], Batch(article.id, "anna", "e")))
    store.backup(other_path)
    store.commit(relabel([span], "ORG", Batch(article.id, "anna", "anna")))
    with Store.open(other_path) as other:
        batch = Batch(article.id, "anna", "bob")
        other.commit(relabel([span], "GPE", batch))
        other.commit(undo(other.batch(batch.id), Batch(article.id, "anna", "bob")))
    assert len(store.merge(other_path).refused) == 2
    assert store.merge(other_path).refused == ()
    assert store.check().sound


def test_a_merge_that_cannot_be_done_changes_nothing(
    store: Store, article: Article, other_path: Path
) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        store.merge(other_path)
    assert not other_path.exists()
    with Store.open(other_path) as other:
        other.add_articles([Article("New", "Something else entirely"), Article("Newer", "And more")])
    token = CancelToken()
    with pytest.raises(CancelledError):
        store.merge(other_path, Progress(lambda *_: token.cancel(), token))
    assert store.article_ids() == (article.id,)
    assert store.check().sound


def test_a_store_merged_with_itself_stays_as_it_is(store: Store, article: Article, path: Path) -> None:
    work(store, article.id, "anna", 0)
    assert store.merge(path).corrections == 0


def grown_apart(store: Store, article: Article, other_path: Path) -> Span:
    """Have anna relabel a span in the store to ORG, and bob to GPE in a copy; return it as it began."""
    span = Span(8, 14, "PERSON", "anna", origin="memory")
    store.commit(propose(store.annotated(article.id, "anna"), [span], Batch(article.id, "anna", "e")))
    store.backup(other_path)
    store.commit(relabel([span], "ORG", Batch(article.id, "anna", "anna")))
    with Store.open(other_path) as other:
        other.commit(relabel([span], "GPE", Batch(article.id, "anna", "bob")))
    return span


def test_a_conflict_is_kept_until_it_is_decided(store: Store, article: Article, other_path: Path) -> None:
    grown_apart(store, article, other_path)
    assert store.merge(other_path).open == 1
    again = store.merge(other_path)
    assert (again.corrections, again.refused, again.open) == (0, (), 1)
    (conflict,) = store.conflicts()
    assert conflict.sentence.startswith("“Biegun” was changed in this store by anna")
    made = store.decide(conflict.batch, theirs=True, annotator="anna")
    assert [one.action for one in made] == ["relabel"]
    assert [span.label for span in store.annotated(article.id, "anna")] == ["GPE"]
    assert store.conflicts() == ()
    with pytest.raises(EditError, match="decided already"):
        store.decide(conflict.batch, theirs=False, annotator="anna")
    assert store.merge(other_path).open == 0
    assert store.check().sound


def test_what_stands_here_can_be_kept(store: Store, article: Article, other_path: Path) -> None:
    grown_apart(store, article, other_path)
    store.merge(other_path)
    seq = store.last_seq()
    store.decide(store.conflicts()[0].batch, theirs=False, annotator="anna")
    assert store.conflicts() == ()
    assert store.last_seq() == seq
    assert store.merge(other_path).open == 0


def review(store: Store, article: Article, annotator: str) -> None:
    now = store.annotated(article.id, "anna")
    store.commit(set_status(now, Status.REVIEWED, Batch(article.id, "anna", annotator)))


def test_the_same_done_twice_is_no_conflict(store: Store, article: Article, other_path: Path) -> None:
    spans = [Span(8, 14, "PERSON", "anna", origin="memory"), Span(34, 38, "GPE", "anna", origin="memory")]
    store.commit(propose(store.annotated(article.id, "anna"), spans, Batch(article.id, "anna", "e")))
    store.backup(other_path)
    store.commit(accept(spans, Batch(article.id, "anna", "anna")))
    store.commit(
        set_status(store.annotated(article.id, "anna"), Status.REVIEWED, Batch(article.id, "anna", "a"))
    )
    with Store.open(other_path) as other:
        other.commit(accept(spans, Batch(article.id, "anna", "bob")))
        other.commit(
            set_status(other.annotated(article.id, "anna"), Status.REVIEWED, Batch(article.id, "anna", "b"))
        )
        other.commit(
            relabel(list(other.annotated(article.id, "anna"))[1:], "LOC", Batch(article.id, "anna", "bob"))
        )
    report = store.merge(other_path)
    assert (report.corrections, report.same, report.refused) == (1, 3, ())
    assert [span.label for span in store.annotated(article.id, "anna")] == ["PERSON", "LOC"]
    assert store.merge(other_path).corrections == 0
    assert store.check().sound


def test_what_both_made_by_themselves_is_one_span(store: Store, article: Article, other_path: Path) -> None:
    work(store, article.id, "gold", 8)
    with Store.open(other_path) as other:
        same = other.add_article(Article("The same text", article.text))
        work(other, same.id, "gold", 8)
        other.commit(relabel(list(other.annotated(same.id, "gold")), "GPE", Batch(same.id, "gold", "bob")))
    for corrections in (1, 0):
        report = store.merge(other_path)
        assert (report.corrections, report.refused) == (corrections, ())
        assert [span.label for span in store.annotated(article.id, "gold")] == ["GPE"]
    assert store.check().sound


def test_a_merge_is_backed_up_before(store: Store, article: Article, other_path: Path) -> None:
    with Store.open(other_path) as other:
        other.add_article(Article("New", "Something else entirely"))
    made = store.merge(other_path).backup
    assert made
    with Store.open(made) as before:
        assert before.article_ids() == (article.id,)


ACTS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from("adlsu"), st.integers(0, 12)), max_size=12)


def seen(store: Store) -> dict[str, set[tuple[object, ...]]]:
    """Return what a reader sees: for each text, its spans and how far it is."""
    return {
        store.article(article_id).text: {
            (layer, annotated.status, span.start, span.end, span.label, span.state)
            for layer in store.layers(article_id)
            for annotated in [store.annotated(article_id, layer)]
            for span in annotated
        }
        for article_id in store.article_ids()
    }


def act(store: Store, texts: list[str], layer: str, acts: list[tuple[int, str, int]]) -> None:
    """Have somebody work on a store, in a layer of their own."""
    for number, what, place in acts:
        article = store.add_article(Article("T", texts[number]))
        now = store.annotated(article.id, layer)
        spans, batch = list(now), Batch(article.id, layer, layer)
        if what == "u" and (done := store.undo_candidate(layer)):
            store.commit(undo(store.batch(done), batch))
        elif what == "s":
            store.commit(set_status(now, list(Status)[place % 4], batch))
        elif what == "d" and spans:
            store.commit(remove(spans[:1], batch))
        elif what == "l" and spans:
            store.commit(relabel(spans[-1:], "GPE", batch))
        elif now.at(place, place + 3) == []:
            store.commit(add(now, place, place + 3, "ORG", batch))


@settings(max_examples=25, deadline=None)
@given(begun=ACTS, ours=ACTS, theirs=ACTS)
def test_either_way_round_gives_the_same(
    begun: list[tuple[int, str, int]], ours: list[tuple[int, str, int]], theirs: list[tuple[int, str, int]]
) -> None:
    texts = [f"{word} met Ann Lee in Oslo." for word in ("Bob", "Eve", "Kim")]
    with TemporaryDirectory() as name, contextlib.ExitStack() as stores:
        folder = Path(name)
        a = stores.enter_context(Store.open(folder / "a.db", rules=BackupRules(kept=0)))
        act(a, texts, "anna", begun)
        a.backup(folder / "b.db")
        b = stores.enter_context(Store.open(folder / "b.db", rules=BackupRules(kept=0)))
        act(a, texts, "anna", ours)
        act(b, texts, "bob", theirs)
        a.backup(folder / "a0.db")
        assert a.merge(folder / "b.db").refused == ()
        assert b.merge(folder / "a0.db").refused == ()
        assert seen(a) == seen(b)
        assert a.merge(folder / "b.db").corrections == b.merge(folder / "a.db").corrections == 0
        assert a.check().sound
        assert b.check().sound
