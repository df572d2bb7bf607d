"""The check finds what was damaged by hand; a backup is a sound store."""

import contextlib
import json
import multiprocessing
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.add import add
from core.annotation.edits.status import set_status
from core.annotation.edits.undo import undo
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.errors import StoreError
from core.progress import CancelledError, CancelToken, Progress
from core.store.batches import batches_of, gathered
from core.store.store import Store

LAYER = "anna"
_ACTIONS = ("propose", "accept", "relabel", "undo")
_UNDONE = (None, "A")


@pytest.fixture
def full(store: Store, article: Article) -> Store:
    """A store with some of everything."""
    for start, end in [(8, 14), (19, 30), (34, 38)]:
        batch = Batch(article.id, LAYER, "anna")
        store.commit(add(store.annotated(article.id, LAYER), start, end, "ORG", batch))
    head, tail, _ = store.annotated(article.id, LAYER)
    batch = Batch(article.id, LAYER, "anna")
    store.commit([batch.correction(Action.RELATE, None, Relation(head.id, tail.id, "met", LAYER))])
    undone = Batch(article.id, LAYER, "anna")
    store.commit(set_status(store.annotated(article.id, LAYER), Status.FLAGGED, undone))
    store.commit(undo(store.batch(undone.id), Batch(article.id, LAYER, "anna")))
    return store


def test_a_sound_store_is_counted(full: Store) -> None:
    report = full.check()
    assert report.sound
    assert (report.articles, report.spans, report.corrections) == (1, 3, 6)


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE spans SET label = 'GPE' WHERE start = 8", "replay"),
        ("UPDATE spans SET start = 0 WHERE start = 8", "surface"),
        ('UPDATE spans SET "end" = 10000 WHERE start = 8', "place"),
        ("UPDATE spans SET surface = 'x' WHERE start = 8", "surface"),
        ("UPDATE spans SET meta = '{]' WHERE start = 8", "replay"),
        ("DELETE FROM spans WHERE start = 34", "replay"),
        ("DELETE FROM spans WHERE start = 8", "orphan"),
        (
            "INSERT INTO spans SELECT 'new', article_id, layer, start, \"end\", label, state, origin, score,"
            " annotator, note, meta, updated_at, surface FROM spans WHERE start = 8",
            "replay",
        ),
        ("DELETE FROM relations", "replay"),
        ("UPDATE relations SET label = 'knows'", "replay"),
        ("UPDATE reviews SET status = 'reviewed'", "status"),
        ("UPDATE reviews SET total = 7", "count"),
        ("DELETE FROM reviews", "status"),
        ("UPDATE batches SET live = 1", "undo"),
        ("DELETE FROM batches WHERE kind = 'undo'", "undo"),
        ("UPDATE articles SET title = 'Changed'", None),
        ("DROP TRIGGER articles_fts_update; UPDATE articles SET title = 'Changed'", "search"),
        ("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')", "search"),
        ("DROP TRIGGER articles_text_stays; UPDATE articles SET text = text || '!'", "text"),
        ("DELETE FROM articles", "orphan"),
        ("DROP TRIGGER corrections_no_delete; DELETE FROM corrections WHERE seq = 2", "replay"),
        ("DROP TRIGGER corrections_no_update; UPDATE corrections SET after = '{' WHERE seq = 2", "replay"),
        ("DROP TRIGGER corrections_no_update; UPDATE corrections SET undoes = 'x' WHERE seq = 6", "undo"),
    ],
)
def test_damage_by_hand_is_found(full: Store, path: Path, damage: str, kind: str | None) -> None:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.executescript(damage)
    findings = full.check().findings
    assert (kind in {finding.kind for finding in findings}) if kind else not findings
    assert all(finding.sentence.endswith(".") for finding in findings)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
_CELLS = {
    "start": st.integers(0, 200),
    '"end"': st.integers(0, 200),
    "label": _TEXTS,
    "layer": st.sampled_from([LAYER, "bob"]),
    "state": st.sampled_from(["proposed", "accepted", "rejected"]),
    "origin": _TEXTS,
    "score": st.none() | st.floats(0, 1),
    "annotator": _TEXTS,
    "note": _TEXTS,
    "meta": st.sampled_from(["{}", "{ }", '{"a":1}', '{"a": 1}', '{"é":"\\u00e9"}', '{"é":"é"}', "[", ""]),
    "surface": _TEXTS,
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(
    data=st.data(),
    column=st.sampled_from(list(_CELLS)),
    span=st.builds(Span, st.integers(0, 8), st.integers(9, 90), _TEXTS, st.just(LAYER), note=_TEXTS),
)
def test_a_changed_cell_is_found_if_it_says_something_else(
    store: Store, article: Article, path: Path, data: st.DataObject, column: str, span: Span
) -> None:
    scored = replace(span, score=data.draw(st.none() | st.floats(0, 1)), meta={"a": 1, "é": "é"})
    store.commit([Batch(article.id, LAYER, "anna").correction(Action.PROPOSE, None, scored)])
    value = data.draw(_CELLS[column])
    with contextlib.closing(sqlite3.connect(path)) as raw:
        (before,) = raw.execute(f"SELECT {column} FROM spans WHERE id = ?", (span.id,)).fetchone()
        with contextlib.suppress(sqlite3.IntegrityError), raw:
            raw.execute(f"UPDATE spans SET {column} = ? WHERE id = ?", (value, span.id))
        (after,) = raw.execute(f"SELECT {column} FROM spans WHERE id = ?", (span.id,)).fetchone()
        found = {finding.span_id for finding in store.check().findings}
        assert (span.id in found) == (not _same(column, before, after))
        with raw:
            raw.execute(f"UPDATE spans SET {column} = ? WHERE id = ?", (before, span.id))
    assert store.check().sound


def _same(column: str, before: object, after: object) -> bool:
    if column != "meta":
        return before == after
    with contextlib.suppress(ValueError):
        return bool(json.loads(str(before)) == json.loads(str(after)))
    return False


def test_the_history_may_be_written_otherwise(full: Store, path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TRIGGER corrections_no_update")
        for seq, after in raw.execute(
            "SELECT seq, after FROM corrections WHERE after IS NOT NULL"
        ).fetchall():
            other = json.dumps(dict(reversed(json.loads(after).items())), indent=1)
            raw.execute("UPDATE corrections SET after = ? WHERE seq = ?", (other, seq))
    assert full.check().sound


@given(events=st.lists(st.tuples(*[st.sampled_from(values) for values in ("AB", "XY", _ACTIONS, _UNDONE)])))
def test_batches_are_those_of_the_history_read_event_by_event(
    events: list[tuple[str, str, str, str | None]],
) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as raw:
        raw.execute("CREATE TABLE corrections (seq INTEGER PRIMARY KEY, batch, layer, action, undoes)")
        # Every third is missing, as in a damaged store.
        rows = [(seq, *event) for seq, event in enumerate(events) if seq % 3]
        raw.executemany("INSERT INTO corrections VALUES (?, ?, ?, ?, ?)", rows)
        expected = gathered((batch, layer, seq, action, undoes) for seq, batch, layer, action, undoes in rows)
        assert batches_of(raw) == expected


def test_damaged_pages_are_found(full: Store, article: Article, path: Path) -> None:
    full.add_articles(Article(f"Title {number}", f"text {number} " * 200) for number in range(50))
    full.close()
    content = bytearray(path.read_bytes())
    for page in range(60, len(content) // 4096 - 1):
        content[page * 4096 : page * 4096 + 100] = b"\xaa" * 100
    path.write_bytes(content)
    with Store.open(path) as store:
        report = store.check()
    assert "damage" in {finding.kind for finding in report.findings}


def test_a_check_can_be_cancelled(full: Store) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        full.check(Progress(token=token))
    assert full.check().sound


def test_a_check_tells_how_far_it_is(full: Store) -> None:
    told: list[tuple[int, int | None, str]] = []
    full.check(Progress(lambda *step: told.append(step)))
    assert told == [(1, 1, "Checking articles")]


def test_a_backup_is_a_store(full: Store, tmp_path: Path) -> None:
    out = tmp_path / "backup.db"
    full.backup(out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert {file.name for file in tmp_path.iterdir() if file.name.startswith("backup")} == {"backup.db"}
    with Store.open(out) as copy:
        assert copy.history() == full.history()
        assert copy.check().sound


def test_a_backup_overwrites_nothing(full: Store, tmp_path: Path, path: Path) -> None:
    out = tmp_path / "backup.db"
    out.write_text("mine")
    for taken in (out, path):
        with pytest.raises(StoreError, match="is there already"):
            full.backup(taken)
    assert out.read_text() == "mine"
    with pytest.raises(StoreError, match="cannot be written"):
        full.backup(tmp_path / "nowhere" / "backup.db")


def test_a_backup_while_another_process_writes(
    full: Store, article: Article, path: Path, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    begun = context.Event()
    writer = context.Process(target=_write, args=(path, article.id, begun, stop))
    writer.start()
    assert begun.wait(20)
    for number in range(3):
        out = tmp_path / f"backup{number}.db"
        full.backup(out)
        with Store.open(out) as copy:
            assert copy.check().sound
            assert len(copy.annotated(article.id, "bob")) == copy.stats().corrections[Action.ADD] - 3
    stop.set()
    writer.join()
    assert writer.exitcode == 0
    assert full.check().sound


def _write(path: Path, article_id: str, begun, stop) -> None:  # type: ignore[no-untyped-def]
    with Store.open(path) as store:
        while not stop.is_set():
            batch = Batch(article_id, "bob", "bob")
            store.commit([batch.correction(Action.ADD, None, Span(0, 7, "ORG", "bob")) for _ in range(5)])
            begun.set()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(places=st.lists(st.tuples(st.integers(100, 190_000), st.binary(min_size=1, max_size=60)), min_size=1))
def test_no_damage_ends_in_a_traceback(full: Store, tmp_path: Path, places: list[tuple[int, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.db"
        full.backup(path)
        content = bytearray(path.read_bytes())
        for place, junk in places:
            content[place : place + len(junk)] = junk
        path.write_bytes(content)
        with contextlib.suppress(StoreError), Store.open(path) as store:
            for look in (
                store.check,
                store.history,
                store.library,
                store.stats,
                lambda: store.search("oslo"),
            ):
                with contextlib.suppress(StoreError):
                    look()
            for article_id in store.article_ids():
                store.annotated(article_id, LAYER)
