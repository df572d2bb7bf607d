"""Committing corrections, as those who call the store meet it."""

from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Batch, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.relabel import relabel
from core.annotation.edits.undo import redo, undo
from core.errors import ConflictError
from core.store.store import Store


def test_added_span_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.db"
    with Store.open(path) as store:
        article = store.add_article(Article("Title", "Dariusz Biegun went to Oslo."))
        annotated = store.annotated(article.id, "anna")
        batch = Batch(article.id, "anna", "anna")
        store.commit(add(annotated, 8, 14, "PERSON", batch))
        assert store.undo_candidate("anna") == batch.id
    with Store.open(path) as store:
        annotated = store.annotated(article.id, "anna")
        assert [annotated.surface(span) for span in annotated] == ["Biegun"]
        assert annotated.status is Status.IN_PROGRESS
        assert store.count_surface("Biegun") == 1


def test_undo_redo_undo(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        article = store.add_article(Article("Title", "Dariusz Biegun went to Oslo."))
        batch = Batch(article.id, "anna", "anna")
        store.commit(add(store.annotated(article.id, "anna"), 8, 14, "PERSON", batch))
        for _ in range(3):
            candidate = store.undo_candidate("anna")
            assert candidate == batch.id
            undo_batch = Batch(article.id, "anna", "anna")
            store.commit(undo(store.batch(candidate), undo_batch))
            assert len(store.annotated(article.id, "anna")) == 0
            assert store.undo_candidate("anna") is None
            again = store.redo_candidate("anna")
            assert again == undo_batch.id
            store.commit(redo(store.batch(again), Batch(article.id, "anna", "anna")))
            assert len(store.annotated(article.id, "anna")) == 1
            assert store.redo_candidate("anna") is None


def test_conflict_names_the_span(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store, Store.open(tmp_path / "a.db") as other:
        article = store.add_article(Article("Title", "Dariusz Biegun went to Oslo."))
        store.commit(add(store.annotated(article.id, "a"), 8, 14, "PERSON", Batch(article.id, "a", "a")))
        mine, theirs = store.annotated(article.id, "a"), other.annotated(article.id, "a")
        other.commit(relabel(theirs, "ORG", Batch(article.id, "a", "bob")))
        before = store.history()
        with pytest.raises(ConflictError, match="“Biegun” was changed in another window by bob"):
            store.commit(relabel(mine, "GPE", Batch(article.id, "a", "anna")))
        assert store.history() == before
        assert not accept(store.annotated(article.id, "a"), Batch(article.id, "a", "anna"))
