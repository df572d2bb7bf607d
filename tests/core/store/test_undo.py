"""Which batch undo and redo take, across restarts and between layers."""

from pathlib import Path

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.edits.add import add
from core.annotation.edits.propose import propose
from core.annotation.edits.undo import redo, undo
from core.annotation.span import Span
from core.store.store import Store

LAYER = "anna"


def work(store: Store, article: Article, start: int, layer: str = LAYER) -> str:
    batch = Batch(article.id, layer, layer)
    store.commit(add(store.annotated(article.id, layer), start, start + 3, "ORG", batch))
    return batch.id


def take_back(store: Store, article: Article) -> str:
    candidate = store.undo_candidate(LAYER)
    assert candidate
    batch = Batch(article.id, LAYER, LAYER)
    store.commit(undo(store.batch(candidate), batch))
    return batch.id


def bring_again(store: Store, article: Article) -> str:
    candidate = store.redo_candidate(LAYER)
    assert candidate
    batch = Batch(article.id, LAYER, LAYER)
    store.commit(redo(store.batch(candidate), batch))
    return batch.id


def places(store: Store, article: Article) -> list[int]:
    return [span.start for span in store.annotated(article.id, LAYER)]


def test_undo_takes_the_last_batch_then_the_one_before(store: Store, article: Article, path: Path) -> None:
    work(store, article, 0)
    work(store, article, 8)
    take_back(store, article)
    assert places(store, article) == [0]
    store.close()
    with Store.open(path) as store:
        take_back(store, article)
        assert places(store, article) == []
        assert store.undo_candidate(LAYER) is None
        bring_again(store, article)
        assert places(store, article) == [0]
        bring_again(store, article)
        assert places(store, article) == [0, 8]
        assert store.redo_candidate(LAYER) is None
        assert store.check().sound


def test_after_a_redo_the_batch_has_its_old_place(store: Store, article: Article) -> None:
    first, second = work(store, article, 0), work(store, article, 8)
    for _ in range(3):
        take_back(store, article)
        take_back(store, article)
        bring_again(store, article)
        assert store.undo_candidate(LAYER) == first
        bring_again(store, article)
        assert store.undo_candidate(LAYER) == second
    assert store.check().sound


def test_new_work_ends_redo(store: Store, article: Article) -> None:
    work(store, article, 0)
    take_back(store, article)
    third = work(store, article, 8)
    assert store.redo_candidate(LAYER) is None
    assert store.undo_candidate(LAYER) == third
    take_back(store, article)
    assert store.undo_candidate(LAYER) is None
    bring_again(store, article)
    assert store.redo_candidate(LAYER) is None


def test_what_the_engine_did_and_what_others_did_is_passed_over(store: Store, article: Article) -> None:
    mine = work(store, article, 0)
    work(store, article, 8, "bob")
    take_back(store, article)
    proposals = [Span(19, 24, "PERSON", LAYER)]
    store.commit(propose(store.annotated(article.id, LAYER), proposals, Batch(article.id, LAYER, LAYER)))
    assert store.undo_candidate(LAYER) is None
    bring_again(store, article)
    assert store.undo_candidate(LAYER) == mine


def test_a_batch_over_several_articles_is_undone_as_one(store: Store, article: Article) -> None:
    other = store.add_article(Article("Other", "Oslo again"))
    batch = Batch(article.id, LAYER, LAYER)
    store.commit(
        (
            *add(store.annotated(article.id, LAYER), 0, 3, "ORG", batch),
            *add(store.annotated(other.id, LAYER), 0, 4, "GPE", Batch(other.id, LAYER, LAYER, batch.id)),
        )
    )
    assert len(store.batch(batch.id)) == 2
    take_back(store, article)
    assert places(store, article) == places(store, other) == []
    assert store.check().sound


def test_a_batch_may_come_in_several_commits(store: Store, article: Article) -> None:
    batch = Batch(article.id, LAYER, LAYER)
    for start in (0, 4):
        span = Span(start, start + 3, "ORG", LAYER)
        store.commit([batch.correction(Action.IMPORT, None, span)])
    assert store.undo_candidate(LAYER) is None
    span = Span(8, 14, "ORG", LAYER)
    store.commit([batch.correction(Action.ADD, None, span)])
    assert store.undo_candidate(LAYER) == batch.id
    assert store.check().sound
