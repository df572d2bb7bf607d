"""What was damaged is made anew from the history, or saved into a new store."""

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.status import set_status
from core.annotation.edits.undo import undo
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.errors import StoreError
from core.progress import Progress
from core.store.recovering import recover
from core.store.store import Store

LAYER = "anna"


def work(store: Store, article: Article) -> None:
    """Do some of everything in an article."""
    spans = [Span(n, n + 3, "ORG", LAYER, origin="engine:x@1", score=0.5) for n in range(0, 60, 4)]
    machine = Batch(article.id, LAYER, "engine")
    store.commit([machine.correction(Action.PROPOSE, None, span) for span in spans])
    store.commit(accept(spans[:5], Batch(article.id, LAYER, LAYER)))
    undone = Batch(article.id, LAYER, LAYER)
    store.commit(add(store.annotated(article.id, LAYER), 1, 9, "GPE", undone))
    store.commit(undo(store.batch(undone.id), Batch(article.id, LAYER, LAYER)))
    batch = Batch(article.id, LAYER, LAYER)
    relation = Relation(spans[0].id, spans[1].id, "met", LAYER)
    store.commit([batch.correction(Action.RELATE, None, relation)])
    store.commit(
        set_status(store.annotated(article.id, LAYER), Status.REVIEWED, Batch(article.id, LAYER, LAYER))
    )
    store.add_seconds(article.id, LAYER, 7)


@pytest.fixture
def worked(store: Store) -> Store:
    for article in store.add_articles(
        Article(f"Title {n}", f"Article {n} " + "about Oslo " * 150) for n in range(40)
    ):
        work(store, article)
    return store


def seen(store: Store) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for article_id in store.article_ids():
        annotated = store.annotated(article_id, LAYER)
        found.append((article_id, annotated.status, list(annotated), annotated.relations))
    return found


def damaged(path: Path, script: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.executescript(script)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE spans SET label = 'GPE', \"end\" = 5000 WHERE start = 8",
        "UPDATE spans SET surface = 'x'",
        "UPDATE spans SET meta = '{]' WHERE start = 8",
        "DELETE FROM spans WHERE start < 20",
        "DELETE FROM spans; DELETE FROM relations; DELETE FROM batches",
        "UPDATE relations SET label = 'knows'",
        "UPDATE reviews SET status = 'todo', total = 7",
        "UPDATE batches SET live = 1",
        "DROP TRIGGER articles_fts_update; UPDATE articles SET title = 'Changed'",
        "INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')",
    ],
)
def test_a_repair_makes_the_present_anew(worked: Store, path: Path, damage: str) -> None:
    before = seen(worked)
    damaged(path, damage)
    report = worked.repair()
    assert not report.found.sound
    assert report.left.sound, report.left.findings[:3]
    assert report.sentences
    assert seen(worked) == before
    assert report.backup
    with Store.open(report.backup) as backup:
        assert len(backup.check().findings) == len(report.found.findings)


def test_a_sound_store_is_left_as_it_is(worked: Store, path: Path) -> None:
    report = worked.repair()
    assert report.left.sound
    assert report.backup is None
    assert worked.repair().sentences == ()


def test_what_the_history_lacks_stays_told(worked: Store, path: Path) -> None:
    damaged(path, "DROP TRIGGER corrections_no_delete; DELETE FROM corrections WHERE seq = 2")
    left = worked.repair().left
    assert {finding.kind for finding in left.findings} == {"replay"}
    assert len(left.findings) == 1


def test_all_of_a_sound_store_is_recovered(worked: Store, path: Path, tmp_path: Path) -> None:
    worked.close()
    content = path.read_bytes()
    report = recover(path, tmp_path / "out.db", Progress())
    assert path.read_bytes() == content
    with Store.open(path) as before, Store.open(tmp_path / "out.db") as after:
        assert seen(after) == seen(before)
        assert after.history() == before.history()
        assert after.check().sound
        assert report.corrections == before.last_seq()
    assert (report.lost_articles, report.lost_corrections, report.altered, report.bridged) == (0, 0, 0, 0)
    with pytest.raises(StoreError, match="there already"):
        recover(path, tmp_path / "out.db", Progress())


def test_what_only_the_present_knows_is_recovered(worked: Store, path: Path, tmp_path: Path) -> None:
    before = seen(worked)
    damaged(
        path,
        "DROP TRIGGER corrections_no_delete; DELETE FROM corrections WHERE seq % 5 = 0 AND span_id NOT NULL",
    )
    report = recover(path, tmp_path / "out.db", Progress())
    assert report.bridged
    with Store.open(tmp_path / "out.db") as after:
        for (_, status, spans, _), (_, status_before, spans_before, _) in zip(
            seen(after), before, strict=True
        ):
            assert status is status_before
            # A removal that was lost cannot be told from a span that was.
            assert {span.id for span in spans_before} <= {span.id for span in spans}
        assert after.check().sound, after.check().findings[:3]


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_recovered_as_far_as_it_can_be_read(
    worked: Store, path: Path, tmp_path: Path, seed: int
) -> None:
    worked.close()
    source = random.Random(seed)
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    if seed % 3 == 0:
        del content[source.randrange(pages // 2, pages) * 4096 - source.randrange(4096) :]
    else:
        for page in source.sample(range(60, pages - 1), 8):
            place = page * 4096 + (source.randrange(4000) if seed % 3 == 1 else 0)
            content[place : place + 96] = source.randbytes(96)
    path.write_bytes(content)
    out = tmp_path / "out.db"
    report = recover(path, out, Progress())
    assert report.articles + report.lost_articles >= 30
    assert report.corrections + report.bridged > 300
    with Store.open(out) as after:
        check = after.check()
        assert check.sound, check.findings[:3]
        assert (check.articles, check.spans) == (report.articles, report.spans)


def test_a_file_that_has_lost_its_beginning_is_told(worked: Store, path: Path, tmp_path: Path) -> None:
    worked.close()
    path.write_bytes(bytes(4096 * 3) + path.read_bytes()[4096 * 3 :])
    with pytest.raises(StoreError, match="Nothing can be read") as caught:
        recover(path, tmp_path / "out.db", Progress())
    assert "backup" in caught.value.hint
    assert sorted(file.name for file in tmp_path.iterdir()) == ["articles.db"]
