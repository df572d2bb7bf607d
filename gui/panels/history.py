"""The History panel: the open article's corrections, the newest first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from core.annotation.correction import Correction
from core.annotation.span import Span
from gui.models.history_delegate import HEADINGS, HistoryDelegate, columns
from gui.models.history_model import CORRECTION, HistoryModel
from gui.theme import Theme, ui_font, unit
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.session import Session

_EMPTY = "Every correction of the open article is listed here, the newest first."
_LOOK_MS = 60


class HistoryPanel(QWidget):
    """A click goes to a correction's span; where it is gone, `reveal_requested` says where it stood."""

    reveal_requested = Signal(int, int)
    """`[start, end)` of the article's text, in code points."""

    def __init__(self, session: "Session", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._model = HistoryModel(session, self)
        self._delegate = HistoryDelegate(theme, lambda name: session.scheme[name], self)
        self._title = PanelTitle(theme, "History")
        self._empty = TextLabel(theme, _EMPTY, tone="muted", pixels=12, lines=2)
        self._list = RowList("Corrections of this article")
        self._header = _Header(theme, self._list.verticalScrollBar().sizeHint().width())
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._lay_out()
        self._soon.timeout.connect(self._look)
        self._model.counted.connect(self._count)
        session.article_opened.connect(self._restart)
        session.saved_changed.connect(self._soon.start)
        session.library_changed.connect(self._soon.start)
        self._list.chosen.connect(self._go_to)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the height that a history has at first."""
        return QSize(unit(600), unit(240))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was done while the panel was hidden."""
        super().showEvent(event)
        self._look()

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        # Always there, so that the columns stand under their headings.
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        self._empty.setContentsMargins(unit(14), 0, unit(14), unit(6))
        stack.addWidget(self._title)
        stack.addWidget(self._empty)
        stack.addWidget(self._header)
        stack.addWidget(self._list, 1)
        self.setAccessibleName("History")
        self._count(0, False)

    def _restart(self) -> None:
        self._stale = True
        self._count(0, False)
        self._look()

    def _look(self) -> None:
        """Read what is new, if anybody sees it."""
        if not self.isVisible():
            return
        if self._stale:
            self._stale = False
            self._model.reload()
        else:
            self._model.look_for_new()

    def _count(self, number: int, has_more: bool) -> None:
        what = "correction" if number == 1 else "corrections"
        more = "more than " if has_more else ""
        self._title.show_count(f"{more}{number:,} {what} in this article" if number else "")
        self._empty.setVisible(not number)
        self._header.setVisible(bool(number))

    def _go_to(self, index: QModelIndex) -> None:
        correction: Correction = index.data(CORRECTION)
        subject, annotated = correction.subject, self._session.annotated
        if annotated is None or not isinstance(subject, Span):
            return
        if annotated.get(subject.id):
            self._session.set_focus(subject.id)
        else:
            self.reveal_requested.emit(subject.start, subject.end)


class _Header(QWidget):
    """The columns' names."""

    def __init__(self, theme: Theme, bar: int) -> None:
        super().__init__()
        self._theme = theme
        self._bar = bar
        self.setFixedHeight(unit(26))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(HEADINGS))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(ui_font(11))
        painter.setPen(self._theme.muted)
        for heading, (left, width) in zip(HEADINGS, columns(self.width() - self._bar), strict=True):
            painter.drawText(left, 0, width, self.height(), Qt.AlignmentFlag.AlignVCenter, heading)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)
