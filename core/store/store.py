"""The store: one SQLite file, used from one thread at a time."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Correction, Status
from core.annotation.identity import now
from core.annotation.scheme import Scheme
from core.progress import Progress
from core.store import (
    articles,
    backup,
    batches,
    commit,
    history,
    integrity,
    library,
    merging,
    reviews,
    search,
    settings,
)
from core.store.faults import told_as_faults
from core.store.findings import CheckReport
from core.store.library import LibraryFilter, LibraryRow, Stats
from core.store.merging import MergeReport
from core.store.opening import open_connection, transaction
from core.store.search import SearchHit


class Store:
    """An open store. Every method raises StoreError, or one of its kinds, where the store cannot serve."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._texts = articles.TextCache(connection)

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> "Store":
        """Open the store at `path`; with `create`, a missing one and its folders are made.

        Raises StoreError, and leaves the disk as it was, where the file is no store that can be written.
        """
        return cls(path, open_connection(path, create))

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
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection; all that the block reads is of one moment."""
        with told_as_faults(self.path), transaction(self._connection, "BEGIN"):
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection; all that the block writes is durable after it, or none of it is."""
        with told_as_faults(self.path), transaction(self._connection, "BEGIN IMMEDIATE"):
            yield self._connection

    def add_article(self, article: Article) -> Article:
        """Store an article and return it; where its text is there already, return that article."""
        return self.add_articles([article])[0]

    def add_articles(self, new: Iterable[Article]) -> list[Article]:
        """Store articles, all of them or none, and return them as they are stored."""
        with self._writing() as connection:
            return articles.add_articles(connection, new)

    def article(self, article_id: str) -> Article:
        """Return an article by id. Raises StoreError where there is none."""
        with self._reading() as connection:
            return articles.article(connection, article_id)

    def find_article(self, reference: str) -> Article:
        """Return the article with this id, or with this title if only one has it. Raises UsageError."""
        with self._reading() as connection:
            return articles.find_article(connection, reference)

    def article_with_text(self, text: str) -> Article | None:
        """Return the article that has exactly this text, if there is one."""
        with self._reading() as connection:
            return articles.article_with_text(connection, text)

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of all articles, in order of import."""
        with self._reading() as connection:
            return articles.article_ids(connection)

    def annotated(self, article_id: str, layer: str) -> AnnotatedArticle:
        """Return an article with the spans, relations and review status of one layer."""
        with self._reading() as connection:
            article = articles.article(connection, article_id)
            self._texts.keep(article)
            return articles.annotated(connection, article, layer)

    def layers(self, article_id: str) -> tuple[str, ...]:
        """Return the layers in which something was done to an article, in alphabetical order."""
        with self._reading() as connection:
            return articles.layers(connection, article_id)

    def commit(self, corrections: Sequence[Correction]) -> None:
        """Write corrections and what they change, all of them or none; durable when it returns.

        Raises ConflictError where something is not as a correction's `before` has it, StoreError where a
        span does not lie in its text, StoreBusyError and StoreFullError; nothing is written then, and
        the same call may be made again. Corrections that are written already are not written twice.
        """
        if corrections:
            with self._writing() as connection:
                commit.commit(connection, corrections, self._texts.text)

    def batch(self, batch_id: str) -> tuple[Correction, ...]:
        """Return the corrections of a batch in their order."""
        with self._reading() as connection:
            return history.batch(connection, batch_id)

    def undo_candidate(self, layer: str) -> str | None:
        """Return the id of the batch that undo takes back next in a layer."""
        with self._reading() as connection:
            return batches.undo_candidate(connection, layer)

    def redo_candidate(self, layer: str) -> str | None:
        """Return the id of the undo that redo takes back next in a layer."""
        with self._reading() as connection:
            return batches.redo_candidate(connection, layer)

    def history(
        self,
        *,
        article_id: str | None = None,
        layer: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        newest_first: bool = True,
    ) -> tuple[Correction, ...]:
        """Return corrections of an article and a layer (None: of all)."""
        with self._reading() as connection:
            return history.history(connection, article_id, layer, limit, offset, newest_first)

    def last_seq(self) -> int:
        """Return the number of the last correction, or 0: where `corrections_after` goes on from."""
        with self._reading() as connection:
            return history.last_seq(connection)

    def corrections_after(self, seq: int, article_id: str, layer: str) -> tuple[Correction, ...]:
        """Return what was done to an article in a layer since `seq`, the oldest first."""
        with self._reading() as connection:
            return history.corrections_after(connection, seq, article_id, layer)

    def data_version(self) -> int:
        """Return a number that changes whenever another connection has written to the store."""
        with told_as_faults(self.path):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def count_surface(self, surface: str, layer: str | None = None) -> int:
        """Return how many spans cover just this text, in one layer or (None) in all."""
        with self._reading() as connection:
            return search.count_surface(connection, surface, layer)

    def search(self, query: str, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return the articles that best match a query. Raises UsageError where it cannot be read."""
        with self._reading() as connection:
            return search.search(connection, query, limit)

    def library(
        self,
        *,
        text: str = "",
        status: Status | None = None,
        layer: str = "",
        offset: int = 0,
        limit: int = 200,
    ) -> tuple[LibraryRow, ...]:
        """Return a page of the articles with `text` in title or text, in order of import.

        Status and counts are those of `layer`; where nothing was done in it, an article is `todo`.
        """
        with self._reading() as connection:
            return library.library(connection, LibraryFilter(text, status, layer), offset, limit)

    def library_count(
        self, *, text: str = "", status: Status | None = None, layer: str = ""
    ) -> tuple[int, int]:
        """Return how many articles `library` lists in all, and how many of them are reviewed in `layer`."""
        with self._reading() as connection:
            return library.library_count(connection, LibraryFilter(text, status, layer))

    def stats(self) -> Stats:
        """Return the store in figures."""
        with self._reading() as connection:
            return library.stats(connection)

    def add_seconds(self, article_id: str, layer: str, seconds: float) -> None:
        """Add to the seconds of work that were spent on an article in a layer."""
        with self._writing() as connection:
            reviews.add_seconds(connection, (article_id, layer), seconds, now())

    def setting(self, key: str, default: str = "") -> str:
        """Return what the store remembers under a key."""
        with self._reading() as connection:
            return settings.setting(connection, key, default)

    def set_setting(self, key: str, value: str) -> None:
        """Have the store remember something."""
        with self._writing() as connection:
            settings.set_setting(connection, key, value)

    def remember_labels(self, scheme: Scheme) -> None:
        """Keep a label scheme's labels, so that the store can be read without the scheme's file."""
        with self._writing() as connection:
            settings.remember_labels(connection, scheme)

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Check the whole store against its history and report what is not as it must be.

        Others wait to write while the full-text index is checked. Raises CancelledError.
        """
        with told_as_faults(self.path):
            return integrity.check(self._connection, progress or Progress())

    def merge(self, other: Path, progress: Progress | None = None) -> MergeReport:
        """Bring the articles and corrections of the store at `other` into this one, those that it lacks.

        A batch that does not begin where this store stands is left out and reported. Raises CancelledError,
        and StoreError where `other` is no store; nothing has come in then.
        """
        with (
            Store.open(other, create=False) as source,
            source._reading() as theirs,
            self._writing() as connection,
        ):
            return merging.merge(connection, theirs, self._texts.text, progress or Progress())

    def backup(self, out: Path) -> None:
        """Copy the store, as it is at one moment, to the new file `out`; others may go on writing.

        Raises StoreError where `out` is there already or cannot be written.
        """
        with told_as_faults(self.path):
            backup.backup(self._connection, out)
