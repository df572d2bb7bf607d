"""Save what can be read of a damaged store into a new one, whose history and present agree again."""

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.annotation.article import text_sha256
from core.annotation.correction import Action, Batch, Correction, subject_from_json
from core.annotation.identity import new_id
from core.annotation.span import Span
from core.errors import StoreError
from core.progress import Progress
from core.store.backups import folder_of
from core.store.faults import told_as_faults
from core.store.opening import connect, open_connection, transaction
from core.store.repairing import mend_article, mend_batches
from core.store.replay import working_actions
from core.store.rows import CORRECTION_COLUMNS, SPAN_COLUMNS, correction_to_row, span_from_row
from core.store.salvage import readable_rows

RECOVERY = "recovery"
"""The annotator of events that stand for lost ones."""

_LONG_AGO = "1970-01-01T00:00:00.000Z"
_SAID = ("settings", "labels", "memory", "waivers", "assignments", "aliases", "samples", "sampled")
"""Tables of what people said that is not in the history."""
_ARTICLES = "seq, id, title, text, sha256, source, language, meta, added_at, title_folded"
_INSERT = f"INSERT INTO corrections (seq, {CORRECTION_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class RecoveryReport:
    """What was saved, and what was not.

    `altered` articles have a text that is not the one stored; `lost_articles` are those that corrections
    name; `lost_corrections` are gaps in the history before its last readable row; `bridged` events, by
    the annotator `recovery`, stand for what is lost.
    """

    articles: int = 0
    altered: int = 0
    lost_articles: int = 0
    corrections: int = 0
    lost_corrections: int = 0
    bridged: int = 0
    spans: int = 0


def recover(path: Path, out: Path, progress: Progress) -> RecoveryReport:
    """Save what can be read of the store at `path` into the new store `out`; `path` stays as it is.

    Raises StoreError where nothing can be read, or `out` is there already, and CancelledError; no `out`
    is left then.
    """
    if out.exists():
        raise StoreError(f"{out} is there already.", "Name a new file for the recovered store.")
    try:
        with (
            told_as_faults(out),
            _copied(path, out.parent) as damaged,
            contextlib.closing(open_connection(out, create=True, kept=0)) as connection,
            transaction(connection, "BEGIN IMMEDIATE"),
        ):
            return _Recovery(damaged, connection, progress).run()
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            out.with_name(out.name + suffix).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _copied(path: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a copy: SQLite would write to a file that it opens, even a damaged one."""
    with TemporaryDirectory(dir=folder, prefix=".recovering-") as name:
        copy = Path(name) / "copy.db"
        try:
            for suffix in ("", "-wal"):
                part = path.with_name(path.name + suffix)
                if part.exists() or not suffix:
                    shutil.copyfile(part, copy.with_name(copy.name + suffix))
            _fill_up(copy)
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
        with contextlib.closing(connect(copy)) as connection:
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            try:
                tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            except sqlite3.DatabaseError:
                tables = set()
            if not {"articles", "corrections", "spans"} <= tables:
                raise StoreError(
                    f"Nothing can be read from {path}: the beginning of the file is damaged.",
                    f"Go back to a backup; those made by themselves lie in {folder_of(path)}.",
                )
            yield connection


def _fill_up(copy: Path) -> None:
    """Give a truncated file its length again: SQLite reads nothing of one that is shorter than it says."""
    with copy.open("r+b") as file:
        header = file.read(32)
        page, pages = int.from_bytes(header[16:18]), int.from_bytes(header[28:32])
        size = (65_536 if page == 1 else page) * pages
        if copy.stat().st_size < size < 100 * copy.stat().st_size:
            file.truncate(size)


@dataclass(slots=True)
class _Recovery:
    damaged: sqlite3.Connection
    out: sqlite3.Connection
    progress: Progress
    report: RecoveryReport = field(default_factory=RecoveryReport)
    batch: str = field(default_factory=new_id)

    def run(self) -> RecoveryReport:
        """Take articles, then the history, then what only the present still knows."""
        self._take_articles()
        self._take_history()
        self._take_rest()
        ids = [row[0] for row in self.out.execute("SELECT id FROM articles ORDER BY seq")]
        working = working_actions()
        present = self._present()
        for article_id in self.progress.over(ids, len(ids), "Recovering articles"):
            self._bridge(article_id, present)
            self.report.spans += mend_article(self.out, article_id, working)
        mend_batches(self.out)
        self._take_seconds()
        return self.report

    def _take_articles(self) -> None:
        for row in readable_rows(self.damaged, "articles", _ARTICLES):
            text, sha256 = row[3], row[4]
            if not isinstance(text, str) or not isinstance(row[1], str):
                continue
            real = text_sha256(text)
            with contextlib.suppress(sqlite3.IntegrityError):
                self.out.execute(
                    f"INSERT INTO articles ({_ARTICLES}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*row[:4], real, *row[5:7], row[7] if _is_object(row[7]) else "{}", *row[8:]),
                )
                self.report.articles += 1
                self.report.altered += real != sha256

    def _take_history(self) -> None:
        """Take the corrections under twice their `seq`, so that between any two there is room for one."""
        known = {row[0] for row in self.out.execute("SELECT id FROM articles")}
        taken: set[str] = set()
        lost, last = set(), 0
        for seq, *row in readable_rows(self.damaged, "corrections", f"seq, {CORRECTION_COLUMNS}"):
            last = seq
            if row[0] not in known:
                lost.add(row[0])
            elif _is_correction(row):
                row[8] = row[8] if row[8] in taken else None
                with contextlib.suppress(sqlite3.IntegrityError):
                    self.out.execute(_INSERT, (2 * seq, *row))
                    self.report.corrections += 1
                    taken.add(row[2])
        self.report.lost_articles = len(lost)
        self.report.lost_corrections = last - self.report.corrections

    def _present(self) -> dict[str, list[str]]:
        """Return the spans of the present by article, as the history would have them, where they fit."""
        found: dict[str, list[str]] = {}
        texts = ("", "")
        for article_id, surface, *row in readable_rows(
            self.damaged, "spans", f"article_id, surface, {SPAN_COLUMNS}"
        ):
            if article_id != texts[0]:
                there = self.out.execute("SELECT text FROM articles WHERE id = ?", (article_id,)).fetchone()
                texts = (article_id, there[0] if there else "")
            with contextlib.suppress(StoreError):
                span = span_from_row(tuple(row))
                if texts[1][span.start : span.end] == surface and surface:
                    found.setdefault(article_id, []).append(_written(span))
        return found

    def _bridge(self, article_id: str, present: dict[str, list[str]]) -> None:
        """Put events where the history lacks some, so that each begins where the one before it ended."""
        standing: dict[str, str] = {}
        rows = self.out.execute(
            "SELECT seq, layer, at, json_extract(coalesce(after, before), '$.id') AS subject, before, after"
            " FROM corrections WHERE article_id = ? AND subject IS NOT NULL ORDER BY seq",
            (article_id,),
        ).fetchall()
        at = _LONG_AGO
        for seq, layer, at, subject, before, after in rows:
            self._event(article_id, layer, at, seq - 1, standing.get(subject), before)
            standing[subject] = after
        for after in present.get(article_id, []):
            span = json.loads(after)
            self._event(article_id, span["layer"], at, self._end(), standing.get(span["id"]), after)
            standing[span["id"]] = after
        for after in [one for one in standing.values() if one and '"head":' in one]:
            relation = json.loads(after)
            if not all(standing.get(relation[end]) for end in ("head", "tail")):
                self._event(article_id, relation["layer"], at, self._end(), after, None)

    def _end(self) -> int:
        return int(self.out.execute("SELECT coalesce(max(seq), 0) + 1 FROM corrections").fetchone()[0])

    def _event(
        self, article_id: str, layer: str, at: str, seq: int, before: str | None, after: str | None
    ) -> None:
        if _parsed(before) == _parsed(after):
            return
        batch = Batch(article_id, layer, RECOVERY, self.batch, at)
        one: Correction = batch.correction(Action.IMPORT, subject_from_json(before), subject_from_json(after))
        self.out.execute(_INSERT, (seq, *correction_to_row(one)))
        self.report.bridged += 1

    def _take_rest(self) -> None:
        """Take settings, labels and pins, as far as they can be read: they can be made anew."""
        for table in _SAID:
            with contextlib.suppress(sqlite3.DatabaseError):
                rows = self.damaged.execute(f"SELECT * FROM {table}").fetchall()
                places = ", ".join("?" * len(rows[0])) if rows else "?"
                self.out.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", rows)

    def _take_seconds(self) -> None:
        with contextlib.suppress(sqlite3.DatabaseError):
            query = "SELECT seconds, article_id, layer FROM reviews WHERE seconds > 0"
            rows = self.damaged.execute(query).fetchall()
            self.out.executemany("UPDATE reviews SET seconds = ? WHERE article_id = ? AND layer = ?", rows)


def _is_object(text: object) -> bool:
    try:
        return isinstance(json.loads(text), dict) if isinstance(text, str) else False
    except ValueError:
        return False


def _is_correction(row: list[Any]) -> bool:
    """Whether a row of CORRECTION_COLUMNS can be read as one."""
    try:
        subjects = [subject_from_json(text) for text in row[6:8]]
        Action(row[5])
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    ids = {one.id if isinstance(one, Span) else None for one in subjects if one is not None}
    return ids == {row[10]}


def _written(span: Span) -> str:
    return json.dumps(span.to_json(), ensure_ascii=False, separators=(",", ":"))


def _parsed(text: str | None) -> object:
    return None if text is None else json.loads(text)
