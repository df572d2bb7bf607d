"""What can be asked of a store: every method reads one moment and changes nothing."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Action, Correction, Status
from core.store import (
    articles,
    batches,
    concordance,
    deciding,
    history,
    library,
    names,
    past,
    search,
    settings,
)
from core.store.concordance import Concordance, Sort
from core.store.deciding import Conflict
from core.store.faults import told_as_faults
from core.store.history import HistoryFilter
from core.store.library import AS_IMPORTED, LibraryFilter, LibraryRow, LibrarySort, Stats
from core.store.names import Named
from core.store.opening import transaction
from core.store.past import Moment
from core.store.place import can_be_written
from core.store.query import Query
from core.store.search import SearchHit


class StoreReader:
    """An open store, for reading. Every method raises StoreError where the store cannot serve."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._texts = articles.TextCache(connection)

    @property
    def is_read_only(self) -> bool:
        """Whether the store lies in a place that cannot be written, so that nothing can be kept."""
        return not can_be_written(self.path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection to the other files of this room; all that the block reads is of one moment."""
        with told_as_faults(self.path), transaction(self._connection, "BEGIN"):
            yield self._connection

    def article(self, article_id: str) -> Article:
        """Return an article by id. Raises StoreError where there is none."""
        with self.reading() as connection:
            return articles.article(connection, article_id)

    def find_article(self, reference: str) -> Article:
        """Return the article with this id, or with this title if only one has it. Raises UsageError."""
        with self.reading() as connection:
            return articles.find_article(connection, reference)

    def article_with_text(self, text: str) -> Article | None:
        """Return the article that has exactly this text, if there is one."""
        with self.reading() as connection:
            return articles.article_with_text(connection, text)

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of all articles, in order of import."""
        with self.reading() as connection:
            return articles.article_ids(connection)

    def annotated(self, article_id: str, layer: str) -> AnnotatedArticle:
        """Return an article with the spans, relations and review status of one layer."""
        with self.reading() as connection:
            article = articles.article(connection, article_id)
            self._texts.keep(article)
            return articles.annotated(connection, article, layer)

    def layers(self, article_id: str) -> tuple[str, ...]:
        """Return the layers in which something was done to an article, in alphabetical order."""
        with self.reading() as connection:
            return articles.layers(connection, article_id)

    def batch(self, batch_id: str) -> tuple[Correction, ...]:
        """Return the corrections of a batch in their order."""
        with self.reading() as connection:
            return history.batch(connection, batch_id)

    def stands(self, batch_id: str) -> bool:
        """Return whether a batch has been made, and not been taken back since."""
        with self.reading() as connection:
            return batches.stands(connection, batch_id)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what merges brought that is yet to be decided, the oldest first."""
        with self.reading() as connection:
            return deciding.conflicts(connection)

    def undo_candidate(self, layer: str) -> str | None:
        """Return the id of the batch that undo takes back next in a layer."""
        with self.reading() as connection:
            return batches.undo_candidate(connection, layer)

    def redo_candidate(self, layer: str) -> str | None:
        """Return the id of the undo that redo takes back next in a layer."""
        with self.reading() as connection:
            return batches.redo_candidate(connection, layer)

    def history(
        self,
        *,
        article_id: str | None = None,
        layer: str | None = None,
        annotator: str | None = None,
        action: Action | None = None,
        label: str | None = None,
        batch: str | None = None,
        span_id: str | None = None,
        since: str = "",
        until: str = "",
        limit: int | None = None,
        offset: int = 0,
        newest_first: bool = True,
    ) -> tuple[Correction, ...]:
        """Return the corrections of an article, a layer, an annotator, ... (None: of all).

        `label` is what a span had before or after; `since` and `until` are times in UTC or their
        beginnings, such as a day, both included: the order is by time then, else as they were written.
        Raises UsageError where one is no time.
        """
        wanted = HistoryFilter(article_id, layer, annotator, action, label, batch, span_id, since, until)
        with self.reading() as connection:
            return history.history(connection, wanted, limit, offset, newest_first)

    def moments(self, article_id: str, layer: str) -> tuple[Moment, ...]:
        """Return the batches of an article's history in a layer, the oldest first."""
        with self.reading() as connection:
            return past.moments(connection, article_id, layer)

    def annotated_at(self, article_id: str, layer: str, moment: int | str) -> AnnotatedArticle:
        """Return an article as a layer had it after the correction with this `seq`, or at this time.

        A time is in UTC, or its beginning, such as a day: its end counts. Raises UsageError where it is none.
        """
        with self.reading() as connection:
            article = articles.article(connection, article_id)
            return past.annotated_at(connection, article, layer, moment)

    def last_seq(self) -> int:
        """Return the number of the last correction, or 0: where `corrections_after` goes on from."""
        with self.reading() as connection:
            return history.last_seq(connection)

    def corrections_after(self, seq: int, article_id: str, layer: str) -> tuple[Correction, ...]:
        """Return what was done to an article in a layer since `seq`, the oldest first."""
        with self.reading() as connection:
            return history.corrections_after(connection, seq, article_id, layer)

    def data_version(self) -> int:
        """Return a number that changes whenever another connection has written to the store."""
        with told_as_faults(self.path):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def count_surface(self, surface: str, layer: str | None = None) -> int:
        """Return how many spans cover just this text, in one layer or (None) in all."""
        with self.reading() as connection:
            return search.count_surface(connection, surface, layer)

    def search(self, query: str, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return the articles that a query finds, the best first; its language is `query.HELP`.

        Raises UsageError, with a near match, where it cannot be read or names what is not there.
        """
        with self.reading() as connection:
            return search.search(connection, query, limit)

    def concordance(
        self,
        *,
        surface: str = "",
        label: str = "",
        state: str = "",
        annotator: str = "",
        layer: str = "",
        status: str = "",
        sort: Sort = "",
        limit: int = 100,
        offset: int = 0,
    ) -> Concordance:
        """Return a page of the places of a surface (`Os*`: that begin so) or a label, in context.

        `sort` by what stands to the `left` or the `right`, else as they were made. Raises UsageError
        where neither is given, or a name is not in the store.
        """
        query = Query("", surface, label, state, annotator, layer, status)
        with self.reading() as connection:
            return concordance.concordance(connection, query, sort, limit, offset)

    def names(self, what: Named) -> tuple[str, ...]:
        """Return the labels, annotators, layers, ... that are in use, in alphabetical order."""
        with self.reading() as connection:
            return names.names(connection, what)

    def library(
        self,
        *,
        text: str = "",
        status: Status | None = None,
        layer: str = "",
        label: str = "",
        sort: LibrarySort = AS_IMPORTED,
        offset: int = 0,
        limit: int = 200,
    ) -> tuple[LibraryRow, ...]:
        """Return a page of the articles with `text` in title or text and a span of the label.

        Status, spans and counts are those of `layer`; where nothing was done in it, an article is `todo`.
        """
        wanted = LibraryFilter(text, status, layer, label)
        with self.reading() as connection:
            return library.library(connection, wanted, sort, offset, limit)

    def library_rows(self, layer: str, article_ids: Sequence[str]) -> tuple[LibraryRow, ...]:
        """Return the articles with these ids as the library lists them, in the order of the ids."""
        with self.reading() as connection:
            return library.library_rows(connection, layer, article_ids)

    def library_count(
        self, *, text: str = "", status: Status | None = None, layer: str = "", label: str = ""
    ) -> tuple[int, int]:
        """Return how many articles `library` lists in all, and how many of them are reviewed in `layer`."""
        with self.reading() as connection:
            return library.library_count(connection, LibraryFilter(text, status, layer, label))

    def next_unreviewed(self, layer: str, article_id: str | None = None) -> str | None:
        """Return the next article after one, in order of import and round the end, not reviewed in a layer.

        After None: the first. None where there is none but the article itself.
        """
        with self.reading() as connection:
            return library.next_unreviewed(connection, layer, article_id)

    def neighbour(self, article_id: str, forward: bool) -> str | None:
        """Return the article imported right after one, or right before it; None at the ends."""
        with self.reading() as connection:
            return library.neighbour(connection, article_id, forward)

    def stats(self) -> Stats:
        """Return the store in figures."""
        with self.reading() as connection:
            return library.stats(connection)

    def setting(self, key: str, default: str = "") -> str:
        """Return what the store remembers under a key."""
        with self.reading() as connection:
            return settings.setting(connection, key, default)
