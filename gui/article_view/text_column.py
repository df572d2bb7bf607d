"""An article's text in a column to read: fonts, zoom, caret, selection, scrolling. It knows no spans."""

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from core.annotation.article import Article
from core.annotation.long_lines import long_line_breaks
from core.annotation.offsets import DocumentMap
from gui.article_view.document import make_document
from gui.article_view.measures import Measures, column_width, narrowest_column
from gui.reading import Reading, usual_pixels
from gui.theme import Theme, load_theme
from gui.widgets.marked_scroll_bar import MarkedScrollBar


class TextColumn(QTextEdit):
    """A read-only text editor with a centred column. All offsets are code points of the article's text."""

    selection_changed = Signal(object)
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._reading = Reading(usual_pixels())
        self.measures = Measures.of(self._reading)
        self.offsets = DocumentMap("")
        self._article: Article | None = None
        self._document: QTextDocument | None = None
        self._selected: tuple[int, int] | None = None
        self.caret_shown = False
        self.marks = MarkedScrollBar(self.theme, self)
        self._set_up()

    def _set_up(self) -> None:
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setVerticalScrollBar(self.marks)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoFillBackground(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.selectionChanged.connect(self._tell_selection)

    def lay_out(self, article: Article | None) -> None:
        """Show a text (None: none), with the caret at its start and at the top."""
        self._article = article
        text = article.text if article else ""
        self.offsets = DocumentMap(text, long_line_breaks(text))
        document = make_document(article, self.offsets, self._reading, self)
        self.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document
        self.show_caret(False)
        self.centre()
        self.verticalScrollBar().setValue(0)
        self._tell_selection()

    def refresh(self) -> None:
        """Draw everything anew: the theme, the fonts or the layout have changed."""
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.theme = theme
        self.marks.set_theme(theme)
        palette = self.palette()
        role = QPalette.ColorRole
        for key, colour in {
            role.Base: QColor(Qt.GlobalColor.transparent),
            role.Window: theme.paper,
            role.Text: theme.text,
            role.Highlight: theme.select,
            role.HighlightedText: theme.text,
        }.items():
            palette.setColor(key, colour)
        self.setPalette(palette)
        self.refresh()

    def set_reading(self, reading: Reading) -> None:
        """Set the text otherwise, keeping the line at the top, the caret and the selection."""
        if reading == self._reading:
            return
        self._reading = reading
        self.measures = Measures.of(reading)
        old = self.textCursor()
        first = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        scrolled = self.scrolled()
        self.lay_out(self._article)
        cursor = self.textCursor()
        cursor.setPosition(old.anchor())
        cursor.setPosition(old.position(), QTextCursor.MoveMode.KeepAnchor)
        self._move_to(cursor)
        if scrolled:
            cursor.setPosition(first)
            self.scroll_to(self.cursorRect(cursor).top() + self.scrolled())

    # Caret and selection

    def select(self, start: int, end: int) -> None:
        """Select the text `[start, end)`."""
        self.place_caret(start, end)

    def selection(self) -> tuple[int, int] | None:
        """Return the selected stretch of the text, or None where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.offsets.to_text(cursor.selectionStart()), self.offsets.to_text(cursor.selectionEnd())

    def caret(self) -> int:
        """Return where the caret is."""
        return self.offsets.to_text(self.textCursor().position())

    def place_caret(self, start: int, end: int | None = None) -> None:
        """Put the caret at `start`, or select from there to `end`, without scrolling."""
        cursor = self.textCursor()
        cursor.setPosition(self.offsets.to_document(start))
        if end is not None:
            cursor.setPosition(self.offsets.to_document(end), QTextCursor.MoveMode.KeepAnchor)
        self._move_to(cursor)

    def show_caret(self, shown: bool) -> None:
        """Let the caret be seen or not: while a span is focused it would be a second mark."""
        self.caret_shown = shown
        self.viewport().update()

    def _move_to(self, cursor: QTextCursor) -> None:
        scrolled = self.scrolled()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def _tell_selection(self) -> None:
        selected = self.selection()
        if selected != self._selected:
            self._selected = selected
            self.selection_changed.emit(selected)

    def paint_text(self, painter: QPainter, rect: QRect) -> None:
        """Draw text and selection within a rectangle of the document; the caret is not among them."""
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        context.clip = QRectF(rect)
        if self.textCursor().hasSelection():
            selection = QAbstractTextDocumentLayout.Selection()
            selection.cursor = self.textCursor()
            selection.format.setBackground(self.theme.select)
            selection.format.setForeground(self.theme.text)
            context.selections = [selection]
        painter.setClipRect(rect)
        self.document().documentLayout().draw(painter, context)

    # Scrolling and the column

    def scrolled(self) -> int:
        """Return how far the document is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def on_page(self, point: QPointF) -> QPointF:
        """Return a point of the viewport in the document's pixels."""
        return point + QPointF(0, self.scrolled())

    def scroll_to(self, y: float) -> None:
        """Bring a height of the document to the top of the viewport."""
        bar = self.verticalScrollBar()
        if y > bar.maximum():  # Qt lays out bit by bit, and the bar goes no farther than that
            height = round(self.document().size().height())
            bar.setMaximum(max(0, height - self.viewport().height()))
        bar.setValue(round(y))

    def scroll_towards(self, y: float) -> None:
        """Scroll by as much as a height of the viewport lies outside it."""
        beyond = min(y, 0.0) + max(y - self.viewport().height(), 0.0)
        self.verticalScrollBar().setValue(self.scrolled() + round(beyond))

    def update_strip(self, top: float, bottom: float) -> None:
        """Repaint what lies between two heights of the document."""
        y = round(top) - self.scrolled()
        self.viewport().update(QRect(0, y, self.viewport().width(), round(bottom - top)))

    def centre(self) -> None:
        """Keep the column at its width, in the middle; a narrow window has it fill the viewport."""
        margins = self.viewportMargins()
        room = self.viewport().width() + margins.left() + margins.right()
        margin = max(0, (room - column_width(self._reading)) // 2)
        if margin != margins.left():
            self.setViewportMargins(margin, 0, margin, 0)
        if self.document().textWidth() != self.viewport().width():
            self.document().setTextWidth(self.viewport().width())
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """Return a size in which the column is still readable."""
        bar = self.verticalScrollBar().sizeHint().width()
        column = narrowest_column(self._reading)
        return QSize(column + bar, 4 * self.measures.line_height(self.measures.article))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self.centre()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the article's font when the interface's changes."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.refresh()
        else:
            super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave every shortcut to the window's actions: Qt's editor would take some of them."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.ignore()
            return True
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.refresh()
        return super().event(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Keep Tab in the view: it goes from span to span."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret or select; whatever else a key does is an action of the window."""
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self.show_caret(True)

    def _copy(self) -> None:
        """Copy the selected text. Qt's own copy would leave an object of Python's in the clipboard: at the
        end the clipboard outlives Python, and the program would crash.
        """
        selected = self.selection()
        if self._article is not None and selected:
            QGuiApplication.clipboard().setText(self._article.text[slice(*selected)])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another zoom, which is a setting and not ours to keep."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected text exactly as the article has it."""
        data = QMimeData()
        selected = self.selection()
        if self._article is not None and selected:
            data.setText(self._article.text[slice(*selected)])
        return data
