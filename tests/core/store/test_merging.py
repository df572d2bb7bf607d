"""Bringing another store's work in."""

from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Batch, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.propose import propose
from core.annotation.edits.relabel import relabel
from core.annotation.edits.status import set_status
from core.annotation.edits.undo import undo
from core.annotation.span import Span
from core.errors import StoreError
from core.progress import CancelledError, CancelToken, Progress
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
    assert report.refused == ("“Biegun” was changed in another window by anna.",)
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
