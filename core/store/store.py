"""The store: one SQLite file, used from one thread at a time."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from core.annotation.article import Article
from core.annotation.correction import Correction
from core.annotation.identity import now
from core.annotation.scheme import Scheme
from core.progress import Progress
from core.store import (
    articles,
    backup,
    backups,
    commit,
    deciding,
    integrity,
    merging,
    repairing,
    reviews,
    settings,
)
from core.store.backup_rules import BackupRules
from core.store.faults import told_as_faults
from core.store.findings import CheckReport
from core.store.merging import MergeReport
from core.store.opening import open_connection, transaction
from core.store.reader import StoreReader
from core.store.repairing import RepairReport

_RULES = BackupRules()


class Store(StoreReader):
    """An open store. Every method raises StoreError, or one of its kinds, where the store cannot serve."""

    def __init__(self, path: Path, connection: sqlite3.Connection, rules: BackupRules = _RULES) -> None:
        super().__init__(path, connection)
        self._rules = rules

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, reading: bool = False, rules: BackupRules = _RULES
    ) -> "Store":
        """Open the store at `path`; with `create`, a missing one and its folders are made.

        `rules` say when backups are made beside it. For `reading`, a place that cannot be written will do:
        what writes raises StoreError there. Raises StoreError, and leaves the disk as it was, where the
        file is no store that can be used so.
        """
        return cls(path, open_connection(path, create, rules.kept, reading), rules)

    def close(self) -> None:
        """Close the store. Closing twice does no harm."""
        with told_as_faults(self.path):
            self._connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection to other files of this room; after it all of the block is durable, or none."""
        with told_as_faults(self.path), transaction(self._connection, "BEGIN IMMEDIATE"):
            yield self._connection

    @contextmanager
    def one_transaction(self) -> Iterator[None]:
        """Let nobody else write between what the block reads and writes; all of it is kept, or nothing."""
        with self.writing():
            yield

    def add_article(self, article: Article) -> Article:
        """Store an article and return it; where its text is there already, return that article."""
        return self.add_articles([article])[0]

    def add_articles(self, new: Iterable[Article]) -> list[Article]:
        """Store articles, all of them or none, and return them as they are stored."""
        with self.writing() as connection:
            return articles.add_articles(connection, new)

    def commit(self, corrections: Sequence[Correction]) -> None:
        """Write corrections and what they change, all of them or none; durable when it returns.

        Raises ConflictError where something is not as a correction's `before` has it, StoreError where a
        span does not lie in its text, StoreBusyError and StoreFullError; nothing is written then, and
        the same call may be made again. Corrections that are written already are not written twice.
        """
        if corrections:
            self._back_up_before(corrections)
            with self.writing() as connection:
                commit.commit(connection, corrections, self._texts.text)

    def _back_up_before(self, corrections: Sequence[Correction]) -> None:
        if len(corrections) > self._rules.articles:
            articles = {one.article_id for one in corrections if one.begins_work}
            if len(articles) > self._rules.articles:
                self.automatic_backup("batch")

    def decide(self, conflict: str, *, theirs: bool, annotator: str) -> tuple[Correction, ...]:
        """Decide a conflict, named by its batch: take the other store's work, or keep what stands here.

        Returns the corrections that were made. Raises EditError where it has been decided already,
        StoreError where what the other store had cannot stand here.
        """
        with self.writing() as connection:
            made = deciding.take_theirs(connection, conflict, annotator, self._texts.text)
            if theirs and made:
                commit.commit(connection, made, self._texts.text)
            deciding.decide(connection, conflict, "theirs" if theirs else "ours")
            return made if theirs else ()

    def add_seconds(self, article_id: str, layer: str, seconds: float) -> None:
        """Add to the seconds of work that were spent on an article in a layer."""
        with self.writing() as connection:
            reviews.add_seconds(connection, (article_id, layer), seconds, now())

    def set_setting(self, key: str, value: str) -> None:
        """Have the store remember something."""
        with self.writing() as connection:
            settings.set_setting(connection, key, value)

    def remember_labels(self, scheme: Scheme) -> None:
        """Keep a label scheme's labels, so that the store can be read without the scheme's file.

        Where they are as they were, nothing is written.
        """
        with self.reading() as connection:
            if settings.labels(connection, scheme) == settings.label_rows(scheme):
                return
        with self.writing() as connection:
            settings.remember_labels(connection, scheme)

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Check the whole store against its history and report what is not as it must be.

        Others may go on reading and writing. Raises CancelledError.
        """
        with told_as_faults(self.path):
            return integrity.check(self._connection, self.path, progress or Progress())

    def repair(self, progress: Progress | None = None) -> RepairReport:
        """Check the store, and make what is not as it must be anew from the history, after a backup.

        A sound store is left as it is. The history itself is never changed: what it lacks is in `left`.
        Others wait to write meanwhile. Raises CancelledError, and StoreError where the file is damaged
        so that it cannot be written: `recover` saves what can be read.
        """
        found = self.check(progress)
        if found.sound:
            return RepairReport(found, found, 0, 0, None)
        made = self.automatic_backup("repair")
        with self.writing() as connection:
            articles, spans = repairing.repair(connection, found, progress or Progress())
        return RepairReport(found, self.check(), articles, spans, made)

    def merge(self, other: Path, progress: Progress | None = None) -> MergeReport:
        """Bring the articles and corrections of the store at `other` into this one, those that it lacks.

        A backup is made first. A batch that does not begin where this store stands is kept among the
        conflicts and reported. Others wait to write meanwhile. Raises CancelledError, and StoreError
        where `other` is no store; nothing has come in then.
        """
        with Store.open(other, create=False, reading=True) as source, source.reading() as theirs:
            made = self.automatic_backup("merge")
            with self.writing() as connection:
                report = merging.merge(connection, theirs, self._texts.text, progress or Progress())
        return replace(report, backup=made)

    def backup(self, out: Path) -> None:
        """Copy the store, as it is at one moment, to the new file `out`; others may go on writing.

        Raises StoreError where `out` is there already or cannot be written.
        """
        with told_as_faults(self.path):
            backup.backup(self._connection, out)

    def automatic_backup(self, reason: backups.Reason) -> Path | None:
        """Make a backup beside the store, and remove the oldest of its kind; None where none are wanted.

        Raises StoreError and StoreFullError where it cannot be made.
        """
        with told_as_faults(self.path):
            return backups.make(self._connection, self.path, reason, self._rules.kept)

    def daily_backup(self, progress: Progress | None = None) -> Path | None:
        """Make the day's backup where there is none yet and one is wanted; return it if it was made.

        It takes its time, so that others can go on. Raises CancelledError.
        """
        if not self._rules.daily or self.is_read_only:
            return None
        with told_as_faults(self.path):
            return backups.daily(self._connection, self.path, self._rules.kept, progress or Progress())
