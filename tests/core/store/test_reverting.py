"""Any earlier batch taken back."""

import pytest

from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.annotation.edits.relabel import relabel
from core.errors import ConflictError, EditError
from core.store.store import Store
from core.store.undoing import redo_last, revert, undo_last

LAYER = "anna"


def added(store: Store, article: Article, start: int) -> str:
    batch = Batch(article.id, LAYER, LAYER)
    store.commit(add(store.annotated(article.id, LAYER), start, start + 6, "ORG", batch))
    return batch.id


def starts(store: Store, article: Article) -> list[int]:
    return [span.start for span in store.annotated(article.id, LAYER)]


def test_an_earlier_batch_is_taken_back_and_brought_again(store: Store, article: Article) -> None:
    first, _ = added(store, article, 8), added(store, article, 19)
    done = revert(store, first, "bob")
    assert done.sentence == "Reverted: “Biegun” added as ORG."
    assert starts(store, article) == [19]
    with pytest.raises(EditError, match="taken back already"):
        revert(store, first, "bob")
    assert revert(store, done.batch, "bob").sentence == "Brought back: “Biegun” added as ORG."
    assert starts(store, article) == [8, 19]
    revert(store, first, "bob")
    redo_last(store, LAYER, "bob")
    assert starts(store, article) == [8, 19]
    undo_last(store, LAYER, "bob")
    assert starts(store, article) == [8]
    assert store.check().sound


def test_it_is_refused_where_later_work_stands_on_it(store: Store, article: Article) -> None:
    first = added(store, article, 8)
    store.commit(relabel(list(store.annotated(article.id, LAYER)), "GPE", Batch(article.id, LAYER, "bob")))
    with pytest.raises(ConflictError) as caught:
        revert(store, first, "anna")
    assert caught.value.sentence == (
        "This cannot be taken back: “Biegun” added as ORG. “Biegun” was changed later by bob."
    )
    assert len(store.history()) == 2


def test_a_batch_over_several_articles_says_so(store: Store, article: Article) -> None:
    other = store.add_article(Article("Other", "Biegun again, in Oslo"))
    batch = Batch(article.id, LAYER, LAYER)
    store.commit(
        (
            *add(store.annotated(article.id, LAYER), 8, 14, "ORG", batch),
            *add(store.annotated(other.id, LAYER), 0, 6, "ORG", Batch(other.id, LAYER, LAYER, batch.id)),
        )
    )
    added(store, article, 19)
    assert revert(store, batch.id, LAYER).sentence == "Reverted: 2 spans added in 2 articles."
    assert starts(store, article) == [19]
    assert starts(store, other) == []


def test_what_is_no_batch_is_told(store: Store) -> None:
    with pytest.raises(EditError, match='no batch "x"'):
        revert(store, "x", LAYER)
