"""Files and folders named or dropped: read, brought into the store, the first one opened."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from core.errors import RubricatorError
from core.formats.format import Document
from core.store.store import Store
from core.transfer.importing import ImportReport, import_documents
from core.transfer.reading import find_sources, read_sources
from gui.session import Session

_FEW = 3
"""How many files that cannot be read are told one by one."""


class Opening(QObject):
    """Opens what the user names; what comes before the store is open waits for it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._waiting: list[str] = []
        session.store_opened.connect(self._open_waiting)

    def show_first(self, names: Sequence[str]) -> None:
        """Show the first article at once, to be read while the store is being opened."""
        first = next(read_sources(find_sources(names[:1])), None)
        if isinstance(first, Document):
            self._session.show_article(first.article)

    def open(self, names: Sequence[str]) -> None:
        """Bring files and folders into the store and open the first article of them."""
        if not self._session.store_is_open:
            self._waiting += names
            return
        annotator = self._session.annotator

        def bring_in(store: Store) -> ImportReport:
            return import_documents(store, read_sources(find_sources(names)), annotator)

        self._session.query(bring_in, self._opened)

    def _open_waiting(self) -> None:
        names, self._waiting = self._waiting, []
        if names:
            self.open(names)

    def _opened(self, report: ImportReport) -> None:
        session = self._session
        session.library_changed.emit()
        self._tell_failures(report.failures)
        if report.articles:
            session.open_article(report.articles[0])
        if len(report.articles) > 1:
            session.tell(f"{len(report.added)} articles were added, {len(report.known)} were there already.")

    def _tell_failures(self, failures: Sequence[RubricatorError]) -> None:
        if len(failures) > _FEW:
            first = f"The first one: {failures[0].sentence}"
            self._session.tell_error(RubricatorError(f"{len(failures)} files could not be read.", first))
            return
        for failure in failures:
            self._session.tell_error(failure)
