"""The status bar: how far the article is, where corrections go, and whether they are on the disk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from core.annotation.annotated_article import Changes
from core.annotation.span import Span
from gui.models.slices import Slices
from gui.theme import Theme, ui_font, unit
from gui.widgets.check_box import draw_tick
from gui.widgets.progress_strip import ProgressStrip
from gui.widgets.text_button import ActionButton
from gui.widgets.text_label import TextLabel, shortened
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.session import Session

_HEIGHT = 28


class StatusBar(QStatusBar):
    """Follows the session; changes of one turn of the event loop are shown together."""

    def __init__(self, session: "Session", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._doubtful = 0
        self._counting: Slices[Span] = Slices(self._count, self._show, self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        self._progress = ProgressStrip(theme, 96, 4)
        self._decided = TextLabel(theme, pixels=12)
        self._open_doubts = TextLabel(theme, tone="muted", pixels=12)
        self._reason = TextLabel(theme, tone="muted", pixels=12, lines=1)
        self._brush = TextLabel(theme, pixels=12, weight=QFont.Weight.DemiBold)
        self._filter = TextLabel(theme, pixels=12, weight=QFont.Weight.DemiBold)
        self._show_all = ActionButton(theme, "Show all")
        self._show_all.clicked.connect(self.show_all)
        self._values = {name: TextLabel(theme, pixels=12) for name in ("Layer", "Annotator", "Engine")}
        self._tick = _Tick(theme)
        self._saved = TextLabel(theme, pixels=12)
        self._lay_out(theme)
        session.article_opened.connect(self._start)
        session.changed.connect(self._follow)
        session.engine_changed.connect(self._start)
        session.saved_changed.connect(self._soon.start)
        session.labels.brush_changed.connect(self._show)
        session.queueing.changed.connect(self._soon.start)
        self._start()

    show_all = Signal()
    """The user wants to see again what a filter hides."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def show_filter(self, words: str) -> None:
        """Say which spans are shown alone; no words: all are."""
        self._filter.show_text(f"Showing {words}" if words else "")
        self._show_all.setVisible(bool(words))

    def _lay_out(self, theme: Theme) -> None:
        self.setSizeGripEnabled(False)
        self.setFixedHeight(unit(_HEIGHT))
        self.setAccessibleName("Status")
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(unit(14), 0, unit(12), 0)
        row.setSpacing(0)
        self._open_doubts.setContentsMargins(unit(10), 0, 0, 0)
        self._reason.setContentsMargins(0, 0, unit(20), 0)
        self._brush.setContentsMargins(unit(20), 0, 0, 0)
        self._filter.setContentsMargins(unit(20), 0, unit(8), 0)
        self._show_all.setFont(ui_font(12))
        self._show_all.hide()
        self._saved.setContentsMargins(unit(4), 0, 0, 0)
        for part in (
            self._progress,
            self._decided,
            self._open_doubts,
            self._brush,
            self._filter,
            self._show_all,
        ):
            row.addWidget(part)
        row.addWidget(self._reason, 1)
        for name, value in self._values.items():
            # Gaps belong to the words, so that what is hidden leaves none.
            value.setContentsMargins(unit(4), 0, unit(20), 0)
            row.addWidget(TextLabel(theme, name, tone="muted", pixels=12))
            row.addWidget(value)
        row.addWidget(self._tick)
        row.addWidget(self._saved)
        self.addWidget(content, 1)

    def _start(self) -> None:
        """Count the doubtful spans anew, a slice at a time."""
        self._doubtful = 0
        self._counting.start(self._session.annotated or ())
        self._show()

    def _count(self, span: Span) -> None:
        self._doubtful += span.doubtful(self._session.threshold)

    def _follow(self, changes: Changes, _who: object) -> None:
        if self._counting.running:
            self._start()
            return
        threshold = self._session.threshold
        self._doubtful -= sum(span.doubtful(threshold) for span in changes.old if span)
        self._doubtful += sum(span.doubtful(threshold) for span in changes.new if span)
        self._soon.start()

    def _show(self) -> None:
        session, annotated = self._session, self._session.annotated
        decided, total = (annotated.decided, len(annotated)) if annotated else (0, 0)
        self._progress.setVisible(annotated is not None)
        self._progress.show_progress(decided / total if total else 0.0)
        self._decided.show_text(f"{decided:,} of {total:,} decided" if annotated else "No article")
        self._decided.set_tone("text" if annotated else "muted")
        self._decided.setContentsMargins(unit(11) if annotated else 0, 0, 0, 0)
        self._open_doubts.show_text(f"{self._doubtful:,} doubtful" if self._doubtful else "")
        reason = session.queueing.reason(annotated.article.id) if annotated else ""
        self._reason.show_text(f"In the queue: {reason}" if reason else "")
        self._brush.show_text(f"Brush {session.labels.brush}, Esc ends it" if session.labels.brush else "")
        words = {"Layer": session.layer, "Annotator": session.annotator, "Engine": session.engine_words}
        for name, value in words.items():
            self._values[name].show_text(shortened(value))
            self._values[name].setToolTip(value if value != shortened(value) else "")
        self._show_saved(session.unsaved, annotated is not None)

    def _show_saved(self, unsaved: int, is_open: bool) -> None:
        self._tick.setVisible(is_open and not unsaved)
        if unsaved:
            changes = "1 change" if unsaved == 1 else f"{unsaved:,} changes"
            self._saved.show_text(f"{changes} not saved")
            self._saved.set_tone("focus", QFont.Weight.DemiBold)
        else:
            self._saved.show_text("Saved" if is_open else "")
            self._saved.set_tone("text")


class _Tick(QWidget):
    """The sign that all is on the disk."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(unit(15), unit(15))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_tick(painter, QRectF(self.rect()), QPen(self._theme.good, 1.8))
