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
from gui.article_view.column_layout import ColumnLayout
from gui.article_view.document import make_document
from gui.article_view.measures import MARGIN, Measures, column_width, narrowest_column
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
        self._document = QTextDocument(self)
        self.column = ColumnLayout(self._document, self._reading)
        self._settling = False
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
        old, self._document = self._document, make_document(article, self.offsets, self._reading, self)
        self.column = ColumnLayout(self._document, self._reading)
        self._document.setDocumentLayout(self.column)
        self.column.grown.connect(self.follow_growth)
        self.setDocument(self._document)
        old.deleteLater()
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
        self.column.draw(painter, context)

    # Scrolling and the column

    def scrolled(self) -> int:
        """Return how far the document is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def on_page(self, point: QPointF) -> QPointF:
        """Return a point of the viewport in the document's pixels."""
        return point + QPointF(0, self.scrolled())

    def scroll_to(self, y: float) -> None:
        """Bring a height of the document to the top of the viewport."""
        self.verticalScrollBar().setValue(round(y))

    def settle(self) -> None:
        """Have what is in view laid out, and half a page above: what is in view then stays where it is."""
        top, height = self.scrolled(), self.viewport().height()
        reach = self.measures.line_height(self.measures.title)
        self.column.lay_out_between(top - height / 2, top + height + reach)

    def follow_growth(self, block: int, grown: float) -> None:
        """A paragraph is higher than it was guessed: above what is in view, scroll by as much."""
        bar = self.verticalScrollBar()
        above = self.column.top_of(self.document().findBlockByNumber(block)) < bar.value()
        value = bar.value() + (round(grown) if above else 0)
        self.column.documentSizeChanged.emit(self.column.documentSize())
        bar.setValue(value)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and lay out what comes into view."""
        super().scrollContentsBy(dx, dy)
        if not self._settling:
            self._settling = True
            self.settle()
            self._settling = False

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
            self._follow_caret()
            self.show_caret(True)

    def _follow_caret(self) -> None:
        """Have the caret in view; on the first line the margin above it too."""
        self.settle()
        self.ensureCursorVisible()
        if self.cursorRect().top() + self.scrolled() < 2 * MARGIN:
            self.verticalScrollBar().setValue(0)

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
