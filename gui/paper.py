"""The open article on paper, or as a PDF: drawn a page at a time, so that the window never waits."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter

from core.errors import InputError
from gui.article_view.printing import Printing
from gui.models.slices import Slices
from gui.reading import Reading
from gui.session import Session

_MARGIN_MM = 15.0
_DOTS_PER_INCH = 600


class Paper(QObject):
    """Draws once what the session has open, then is gone; what is edited meanwhile may be on the paper."""

    def __init__(self, session: Session, reading: Reading) -> None:
        super().__init__(session)
        self._session = session
        self._reading = reading
        self._drawn = 0
        self._device: QPagedPaintDevice | None = None
        self._done = ""
        self._drawing: Slices[int] = Slices(self._count, self._finish, self, size=1)

    def write_pdf(self, path: Path) -> None:
        """Write a PDF; say so when it is done, or why it cannot be."""
        try:
            path.open("ab").close()
        except OSError as error:
            self._session.tell_error(InputError(f"{path} cannot be written: {error.strerror}."))
            self.deleteLater()
            return
        writer = QPdfWriter(str(path))
        writer.setResolution(_DOTS_PER_INCH)
        writer.setCreator("Rubricator")
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        self.draw_on(writer, f"was written to {path.name}")

    def draw_on(self, device: QPagedPaintDevice, done: str) -> None:
        """Draw the article on a device, page after page; `done` ends the sentence that is told then."""
        session = self._session
        if session.annotated is None or self._drawing.running:
            return
        self._drawn, self._device, self._done = 0, device, done
        printing = Printing(session.annotated, session.scheme, session.threshold, self._reading, self)
        self._drawing.start(printing.pages(device))

    def _count(self, number: int) -> None:
        self._drawn = number

    def _finish(self) -> None:
        self._device = None
        pages = "1 page" if self._drawn == 1 else f"{self._drawn:,} pages"
        self._session.tell(f"The article {self._done}: {pages}.")
        self.deleteLater()
