"""Committing corrections, as those who call the store meet it."""

import math
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.note import note
from core.annotation.edits.propose import propose
from core.annotation.edits.relabel import relabel
from core.annotation.edits.remove import remove
from core.annotation.edits.resize import resize
from core.annotation.edits.status import set_status
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.errors import ConflictError, StoreError, UsageError
from core.store.store import Store

LAYER = "anna"


def batch(article: Article, annotator: str = "anna") -> Batch:
    return Batch(article.id, LAYER, annotator)


def added(store: Store, article: Article, start: int = 8, end: int = 14) -> Span:
    corrections = add(store.annotated(article.id, LAYER), start, end, "PERSON", batch(article))
    store.commit(corrections)
    (span,) = (one.after for one in corrections)
    assert isinstance(span, Span)
    return span


def test_added_span_is_there_after_reopening(store: Store, article: Article, path: Path) -> None:
    span = added(store, article)
    store.close()
    with Store.open(path) as store:
        annotated = store.annotated(article.id, LAYER)
        assert list(annotated) == [span]
        assert annotated.surface(span) == "Biegun"
        assert annotated.status is Status.IN_PROGRESS
        assert store.count_surface("Biegun") == store.count_surface("Biegun", LAYER) == 1
        assert store.count_surface("Biegun", "gold") == 0
        assert store.layers(article.id) == (LAYER,)
        assert store.check().sound


def test_an_emoji_before_a_span_does_not_move_it(store: Store, article: Article) -> None:
    start = article.text.index("said")
    span = added(store, article, start, start + 4)
    assert store.count_surface("said") == 1
    store.commit(resize(store.annotated(article.id, LAYER), span, start - 2, start + 4, batch(article)))
    assert store.count_surface("🙂 said") == 1
    assert store.check().sound


def test_committing_twice_writes_once(store: Store, article: Article) -> None:
    corrections = add(store.annotated(article.id, LAYER), 8, 14, "PERSON", batch(article))
    store.commit(corrections)
    store.commit(corrections)
    assert store.history() == corrections
    assert store.stats().corrections[Action.ADD] == 1


def test_a_batch_that_is_half_there_is_refused(store: Store, article: Article) -> None:
    first = add(store.annotated(article.id, LAYER), 8, 14, "PERSON", batch(article))
    store.commit(first)
    second = add(store.annotated(article.id, LAYER), 0, 7, "PERSON", batch(article))
    with pytest.raises(StoreError, match="1 of these 2 corrections are in the store already"):
        store.commit((*first, *second))
    assert store.history() == first


def test_nothing_is_nothing(store: Store) -> None:
    store.commit(())
    assert store.last_seq() == 0


@pytest.mark.parametrize(
    ("theirs", "sentence"),
    [
        (lambda span, batch: relabel([span], "ORG", batch), "“Biegun” was changed in another window by bob."),
        (lambda span, batch: remove([span], batch), "“Biegun” was removed in another window by bob."),
        (lambda span, batch: note(span, "who?", batch), "“Biegun” was changed in another window by bob."),
    ],
)
def test_a_conflict_names_what_changed_and_writes_nothing(
    store: Store,
    article: Article,
    path: Path,
    theirs: Callable[[Span, Batch], tuple[Correction, ...]],
    sentence: str,
) -> None:
    span = added(store, article)
    other_span = added(store, article, 0, 7)
    with Store.open(path) as other:
        other.commit(theirs(span, batch(article, "bob")))
    before = store.history(), list(store.annotated(article.id, LAYER))
    mine = batch(article)
    with pytest.raises(ConflictError) as caught:
        store.commit((*relabel([other_span], "GPE", mine), *relabel([span], "GPE", mine)))
    assert caught.value.sentence == sentence
    assert (store.history(), list(store.annotated(article.id, LAYER))) == before
    assert store.check().sound


def test_a_span_added_by_another_window_is_not_doubled(store: Store, article: Article, path: Path) -> None:
    span = Span(8, 14, "PERSON", LAYER)
    with Store.open(path) as other:
        other.commit([batch(article).correction(Action.ADD, None, span)])
    with pytest.raises(ConflictError, match="“Biegun” was added in another window"):
        store.commit([batch(article).correction(Action.ADD, None, span)])


def test_a_span_that_never_was_cannot_be_changed(store: Store, article: Article) -> None:
    with pytest.raises(ConflictError, match="“Biegun” is not in the store"):
        store.commit(relabel([Span(8, 14, "PERSON", LAYER)], "ORG", batch(article)))


def test_a_status_set_by_another_window_is_a_conflict(store: Store, article: Article, path: Path) -> None:
    mine = store.annotated(article.id, LAYER)
    with Store.open(path) as other:
        other.commit(set_status(other.annotated(article.id, LAYER), Status.FLAGGED, batch(article)))
    with pytest.raises(ConflictError, match="“Oslo talks” was set to flagged in another window"):
        store.commit(set_status(mine, Status.REVIEWED, batch(article)))


def test_accepting_what_is_left_and_marking_reviewed_is_one_batch(store: Store, article: Article) -> None:
    proposals = [Span(8, 14, "PERSON", LAYER), Span(34, 38, "GPE", LAYER)]
    store.commit(propose(store.annotated(article.id, LAYER), proposals, batch(article)))
    annotated = store.annotated(article.id, LAYER)
    assert annotated.status is Status.TODO
    one = batch(article)
    store.commit((*accept(annotated, one), *set_status(annotated, Status.REVIEWED, one)))
    annotated = store.annotated(article.id, LAYER)
    assert annotated.status is Status.REVIEWED
    assert {span.state for span in annotated} == {State.ACCEPTED}
    (row,) = store.library(layer=LAYER)
    assert (row.status, row.decided, row.total) == (Status.REVIEWED, 2, 2)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, 10_000), (10_000, 10_001)])
def test_a_span_outside_the_text_is_refused(store: Store, article: Article, start: int, end: int) -> None:
    with pytest.raises(StoreError, match=f"A span cannot lie at {start} to {end}"):
        store.commit([batch(article).correction(Action.ADD, None, Span(start, end, "ORG", LAYER))])
    assert store.last_seq() == 0


def test_what_cannot_be_kept_is_refused_in_a_sentence(store: Store, article: Article) -> None:
    one = batch(article)
    for span, sentence in [
        (Span(0, 3, "ORG", LAYER, score=math.nan), "score"),
        (Span(0, 3, "ORG", "elsewhere"), 'changes layer "elsewhere"'),
        (Span(0, 3, "OR\ud800G", LAYER), "Half a character"),
    ]:
        with pytest.raises(StoreError, match=sentence):
            store.commit([one.correction(Action.ADD, None, span)])
    nowhere = Batch("no-such-article", LAYER, "anna")
    with pytest.raises(StoreError, match="no-such-article"):
        store.commit([nowhere.correction(Action.ADD, None, Span(0, 3, "ORG", LAYER))])
    with pytest.raises(StoreError, match="no-such-article"):
        store.commit([nowhere.correction(Action.STATUS, Status.TODO, Status.REVIEWED)])
    assert store.last_seq() == 0


def test_meta_with_tuples_comes_back_and_is_no_conflict(store: Store, article: Article) -> None:
    span = Span(0, 7, "ORG", LAYER, score=1, meta={"fragments": ((0, 3), (4, 7)), "ü": None})
    store.commit([batch(article).correction(Action.ADD, None, span)])
    store.commit(relabel([span], "PERSON", batch(article)))
    (stored,) = store.annotated(article.id, LAYER)
    assert stored.meta == {"fragments": [[0, 3], [4, 7]], "ü": None}
    assert store.check().sound


def test_a_relation_needs_both_its_ends(store: Store, article: Article) -> None:
    head, tail = added(store, article, 8, 14), added(store, article, 19, 30)
    relation = Relation(head.id, tail.id, "met", LAYER)
    store.commit([batch(article).correction(Action.RELATE, None, relation)])
    assert store.annotated(article.id, LAYER).relations == (relation,)
    with pytest.raises(StoreError, match="“met” would not join two spans"):
        store.commit(remove([head], batch(article)))
    loose = Relation(head.id, "nobody", "met", LAYER)
    with pytest.raises(StoreError, match="“met” would not join two spans"):
        store.commit([batch(article).correction(Action.RELATE, None, loose)])
    one = batch(article)
    store.commit((*remove([head], one), one.correction(Action.RELATE, relation, None)))
    assert store.annotated(article.id, LAYER).relations == ()
    assert store.check().sound


def test_the_history_cannot_be_rewritten(store: Store, article: Article, path: Path) -> None:
    added(store, article)
    history = store.history()
    raw = sqlite3.connect(path)
    columns = "id, article_id, layer, batch, at, annotator, action"
    for statement in (
        "UPDATE corrections SET annotator = 'eve'",
        "DELETE FROM corrections",
        "INSERT OR REPLACE INTO corrections SELECT * FROM corrections",
        f"REPLACE INTO corrections ({columns}) SELECT {columns} FROM corrections",
        "UPDATE articles SET text = 'another'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            raw.execute(statement)
    raw.close()
    assert store.history() == history


def test_another_window_sees_what_was_done_since(store: Store, article: Article, path: Path) -> None:
    with Store.open(path) as other:
        annotated = other.annotated(article.id, LAYER)
        seq, version = other.last_seq(), other.data_version()
        assert other.data_version() == version
        added(store, article)
        assert other.data_version() != version
        annotated.apply(other.corrections_after(seq, article.id, LAYER))
        assert list(annotated) == list(store.annotated(article.id, LAYER))
        assert other.corrections_after(seq, article.id, "gold") == ()


def test_history_in_pages_and_by_layer(store: Store, article: Article) -> None:
    spans = [added(store, article, start, start + 2) for start in range(5)]
    newest_first = [one.span_id for one in store.history(article_id=article.id, layer=LAYER)]
    assert newest_first == [span.id for span in reversed(spans)]
    assert [one.span_id for one in store.history(limit=2, offset=1)] == newest_first[1:3]
    assert [one.span_id for one in store.history(newest_first=False)] == newest_first[::-1]
    assert store.history(layer="gold") == ()


def test_several_writes_are_kept_as_one_and_a_part_that_fails_goes_alone(
    store: Store, article: Article, path: Path
) -> None:
    with store.one_transaction():
        store.set_setting("kept", "yes")
        with pytest.raises(UsageError), store.one_transaction():
            store.set_setting("kept", "no")
            raise UsageError("A part fails.")
        with Store.open(path) as other:
            assert other.setting("kept") == ""
    assert store.setting("kept") == "yes"
    with pytest.raises(UsageError), store.one_transaction():
        store.set_setting("kept", "no")
        raise UsageError("All fails.")
    assert store.setting("kept") == "yes"
