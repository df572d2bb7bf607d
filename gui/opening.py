"""Files and folders named or dropped: read, brought into the store, the first one opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.annotation.annotated_article import AnnotatedArticle
from core.errors import RubricatorError
from core.formats.format import Document
from core.transfer.reading import find_sources, read_sources
from gui.session import Session

if TYPE_CHECKING:
    from core.store.store import Store
    from core.transfer.importing import ImportReport

_AT_ONCE = 50
"""How many documents are brought in at once."""
_FEW = 3
"""How many files that cannot be read are told one by one."""
_FEW_LABELS = 6
"""How many labels that the scheme lacks are named."""


class Opening(QObject):
    """Opens what the user names; what comes before the store is open waits for it."""

    def __init__(self, session: Session, add_labels: Callable[[Iterable[str]], None]) -> None:
        """`add_labels` is called with the labels that the scheme lacked, where the user wants them in it."""
        super().__init__(session)
        self._session = session
        self._add_labels = add_labels
        self._waiting: list[str] = []
        session.store_opened.connect(self._open_waiting)

    def show_first(self, names: Sequence[str]) -> None:
        """Show the first article at once, to be read while the store is being opened."""
        first = next(read_sources(find_sources(names[:1])), None)
        if isinstance(first, Document):
            self._session.show_read_only(AnnotatedArticle(first.article, self._session.layer))

    def open(self, names: Sequence[str]) -> None:
        """Bring files and folders into the store and open the first article of them."""
        names = [name for name in names if not self._is_the_store(name)]
        if self._session.store_is_open:
            self._bring_in(names)
        else:
            self._waiting += names

    def _is_the_store(self, name: str) -> bool:
        """Say so where the open store itself is named: to read its file would drop SQLite's locks on it."""
        with suppress(OSError):
            if Path(name).samefile(self._session.path):
                self._session.tell(f"{Path(name).name} is the store that is open.")
                return True
        return False

    def _open_waiting(self) -> None:
        names, self._waiting = self._waiting, []
        if names:
            self.open(names)

    def _bring_in(self, names: Sequence[str]) -> None:
        """Read and store some documents at a time: what is corrected meanwhile is saved in between."""
        from core.transfer.found_labels import FoundLabels
        from core.transfer.importing import ImportReport, import_documents

        session, whole = self._session, ImportReport()
        labels = FoundLabels(session.scheme)
        documents = labels.over(one for name in names for one in read_sources(find_sources([name])))

        def some(store: Store) -> ImportReport:
            return import_documents(store, islice(documents, _AT_ONCE), session.annotator)

        def done(report: ImportReport) -> None:
            if not report.articles and not report.failures:
                self._tell(whole)
                self._ask_about(tuple(labels.counts))
                return
            if report.articles and not whole.articles:
                session.open_article(report.articles[0])
            for part in ("articles", "added", "known", "failures", "remarks"):
                getattr(whole, part).extend(getattr(report, part))
            session.library_changed.emit()
            if len(whole.articles) >= _AT_ONCE:
                session.tell(f"{len(whole.articles):,} articles are brought in so far.")
            session.query(some, done)

        session.query(some, done)

    def _tell(self, report: ImportReport) -> None:
        self._tell_failures(report.failures)
        if len(report.articles) > 1:
            added, known = len(report.added), len(report.known)
            self._session.tell(f"{added:,} articles were added, {known:,} were there already.")
        if report.remarks:
            more = f" and {len(report.remarks) - 1:,} more repairs" if len(report.remarks) > 1 else ""
            self._session.tell(f"{report.remarks[0]}{more}")

    def _ask_about(self, labels: Sequence[str]) -> None:
        """Ask whether labels that the scheme lacks are to be added to it."""
        if not labels:
            return
        named, more = ", ".join(labels[:_FEW_LABELS]), len(labels) - _FEW_LABELS
        are = "1 label is" if len(labels) == 1 else f"{len(labels):,} labels are"
        others = f" and {more:,} more" if more > 0 else ""
        self._session.tell_error(
            RubricatorError(f"{are} not in the scheme: {named}{others}."),
            "Add it" if len(labels) == 1 else "Add them",
            lambda: self._add_labels(labels),
        )

    def _tell_failures(self, failures: Sequence[RubricatorError]) -> None:
        if len(failures) > _FEW:
            first = f"The first one: {failures[0].sentence}"
            self._session.tell_error(RubricatorError(f"{len(failures):,} files could not be read.", first))
            return
        for failure in failures:
            self._session.tell_error(failure)
