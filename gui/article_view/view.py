"""The article view: a read-only text editor that draws spans itself. It emits wishes and is told the rest."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from core.annotation.annotated_article import AnnotatedArticle, Changes
from core.annotation.offsets import DocumentMap, snap_to_words, word_at
from core.annotation.scheme import Scheme
from gui.article_view.accessibility import announce_span, name_of
from gui.article_view.document import make_document
from gui.article_view.drag import DraggingEdge, Gesture, Idle, Pressed, Selecting
from gui.article_view.hit_test import Hit
from gui.article_view.measures import Measures, column_width, default_zoom, narrowest_column
from gui.article_view.page import Finds, Focus, Page
from gui.theme import Theme, load_theme

_CARET_WIDTH = 2


class ArticleView(QTextEdit):
    """Shows one article with its spans. Offsets in signals and methods are code points of its text."""

    focus_requested = Signal(object)
    selection_changed = Signal(object)
    selection_made = Signal(object)
    resize_requested = Signal(str, int, int)
    menu_requested = Signal(object, object)
    input_received = Signal(str)
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._document: QTextDocument | None = None
        self._theme = load_theme("light")
        self._zoom = default_zoom()
        self._family = ""
        self._threshold = 0.0
        self._show_rejected = False
        self._focused: str | None = None
        self._finds = Finds()
        self._gesture: Gesture = Idle()
        self._pressed: Hit | None = None
        self._selected: tuple[int, int] | None = None
        self._set_up()
        self.set_theme(self._theme)
        self.show_article(None, Scheme("", "", ()), 0.0)

    def _set_up(self) -> None:
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.selectionChanged.connect(self._tell_selection)

    # What is shown

    def show_article(self, annotated: AnnotatedArticle | None, scheme: Scheme, threshold: float) -> None:
        """Show an article with the caret at its start and nothing focused; None clears the view."""
        self._threshold = threshold
        self._focused = None
        self._finds = Finds()
        self._gesture = Idle()
        self._build(annotated, scheme)
        self.setAccessibleName(name_of(annotated))
        self.verticalScrollBar().setValue(0)
        self._tell_selection()

    def _build(self, annotated: AnnotatedArticle | None, scheme: Scheme) -> None:
        """Make document and page anew: for another article, or for a font that changes every line."""
        measures = Measures(self._zoom)
        article = annotated.article if annotated else None
        document = make_document(article, measures, self._family, self)
        self.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document
        self._show_caret(False)
        self._page = None
        if annotated is not None:
            self._page = Page(annotated, scheme, document, measures, DocumentMap(annotated.text))
            self._refresh()
        self._centre()

    def _refresh(self) -> None:
        """Draw everything anew: the theme, the width or how spans look has changed."""
        if self._page is not None:
            self._page.highlights.threshold = self._threshold
            self._page.highlights.show_rejected = self._show_rejected
            self._page.set_surroundings(self._theme, self.viewport().width(), self.devicePixelRatioF())
        self.viewport().update()

    def apply_changes(self, changes: Changes) -> None:
        """Repaint what the corrections touched; the article has them already."""
        if self._page is None:
            return
        if self._focused and self._page.annotated.get(self._focused) is None:
            self.focus_span(None)
        bands = self._page.highlights.forget(changes.places)
        if bands is None:
            self.viewport().update()
            return
        for band in bands:
            self._update_strip(band.top, band.bottom)

    def set_threshold(self, threshold: float) -> None:
        """Set the score below which an undecided span is doubtful."""
        self._threshold = threshold
        self._refresh()

    def set_show_rejected(self, shown: bool) -> None:
        """Show or hide rejected spans."""
        self._show_rejected = shown
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
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
        self._refresh()

    def set_zoom(self, pixels: int) -> None:
        """Set the article font's size in pixels; the line at the top stays there."""
        if pixels != self._zoom:
            self._zoom = pixels
            self._rebuild()

    def set_font_family(self, family: str) -> None:
        """Set the article's font family; empty: the first of the look's serifs that is present."""
        if family != self._family:
            self._family = family
            self._rebuild()

    def _rebuild(self) -> None:
        page = self._page
        if page is None:
            self._build(None, Scheme("", "", ()))
            return
        first = page.geometry.place_at(QPointF(0, self._scrolled())).boundary
        cursor = self.textCursor()
        self._build(page.annotated, page.scheme)
        restored = self.textCursor()
        restored.setPosition(cursor.anchor())
        restored.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(restored)
        if first:
            self._scroll_to(self._page_rect(first, first).top())

    # Focus, selection, caret

    def focus_span(self, span_id: str | None) -> None:
        """Draw the focus round a span and bring it into view; None: round nothing.

        A span's focus takes the place of a text selection; the caret goes to the span's start unseen.
        """
        page = self._page
        span = page.annotated.get(span_id) if page and span_id else None
        self._update_focus()
        moved = self._focused != (span.id if span else None)
        self._focused = span.id if span else None
        self._update_focus()
        if page is None or span is None or not moved:
            return
        self._place_caret(span.start)
        self._show_caret(False)
        self.reveal(span.start, span.end)
        announce_span(self, page.annotated, span, self._threshold)

    def select(self, start: int, end: int) -> None:
        """Select the text `[start, end)`."""
        self._place_caret(start, end)

    def selection(self) -> tuple[int, int] | None:
        """Return the selected stretch of the text, or None where nothing is selected."""
        cursor = self.textCursor()
        if self._page is None or not cursor.hasSelection():
            return None
        to_text = self._page.offsets.to_text
        return to_text(cursor.selectionStart()), to_text(cursor.selectionEnd())

    def caret(self) -> int:
        """Return where the caret is."""
        return self._page.offsets.to_text(self.textCursor().position()) if self._page else 0

    def set_find_marks(self, places: Sequence[tuple[int, int]], current: int | None) -> None:
        """Frame places found (in order, apart from each other); `current` is the index of the one shown."""
        self._finds = Finds(tuple(places), current)
        self.viewport().update()

    def _place_caret(self, start: int, end: int | None = None) -> None:
        if self._page is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(self._page.offsets.to_document(start))
        if end is not None:
            cursor.setPosition(self._page.offsets.to_document(end), QTextCursor.MoveMode.KeepAnchor)
        scrolled = self._scrolled()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def _show_caret(self, shown: bool) -> None:
        width = _CARET_WIDTH if shown else 0
        if self.cursorWidth() != width:
            self.setCursorWidth(width)

    def _tell_selection(self) -> None:
        selected = self.selection()
        if selected != self._selected:
            self._selected = selected
            self.selection_changed.emit(selected)

    # Where things are

    def span_rect(self, span_id: str) -> QRect | None:
        """Return a span's rectangle in the viewport's pixels; None where it is not in the article."""
        span = self._page.annotated.get(span_id) if self._page else None
        return self.place_rect(span.start, span.end) if span else None

    def place_rect(self, start: int, end: int) -> QRect:
        """Return the rectangle of `[start, end)` in the viewport's pixels."""
        return self._page_rect(start, end).translated(0, -self._scrolled()).toAlignedRect()

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that `[start, end)` is in view: where it is not, to the upper third."""
        rect = self._page_rect(start, end)
        line = self._line_height()
        top, height = self._scrolled(), self.viewport().height()
        in_view = (
            top + line <= rect.top()
            and min(rect.bottom(), rect.top() + height / 2) <= top + height - 2 * line
        )
        if not in_view and rect.top() - line >= 0:
            self._scroll_to(rect.top() - height / 3)

    def _scroll_to(self, y: float) -> None:
        bar = self.verticalScrollBar()
        if y > bar.maximum():
            self._stretch_scroll_range()
        bar.setValue(round(y))

    def _stretch_scroll_range(self) -> None:
        """Lay out all lines now: Qt does it bit by bit, and the bar cannot go beyond what is laid out."""
        height = round(self.document().size().height())
        self.verticalScrollBar().setMaximum(max(0, height - self.viewport().height()))

    def _page_rect(self, start: int, end: int) -> QRectF:
        return self._page.rect(start, end) if self._page else QRectF()

    def _line_height(self) -> int:
        return Measures(self._zoom).line_height(self._zoom)

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def _focus(self) -> Focus | None:
        span = self._page.annotated.get(self._focused) if self._page and self._focused else None
        if span is None:
            return None
        if isinstance(self._gesture, DraggingEdge) and self._gesture.span_id == span.id:
            return Focus(span, self._gesture.start, self._gesture.end)
        return Focus(span, span.start, span.end)

    def _update_focus(self) -> None:
        focus = self._focus()
        if focus is not None:
            rect = self._page_rect(focus.start, focus.end)
            line = self._line_height()
            self._update_strip(rect.top() - line, rect.bottom() + line)

    def _update_strip(self, top: float, bottom: float) -> None:
        y = round(top) - self._scrolled()
        self.viewport().update(QRect(0, y, self.viewport().width(), round(bottom - top)))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fills and ring, then Qt's text, then underlines, tags and knobs."""
        rect, scrolled = event.rect(), self._scrolled()
        top, bottom = rect.top() + scrolled, rect.bottom() + 1 + scrolled
        scene = self._page.scene(top, bottom, self._focus()) if self._page else None
        painter = QPainter(self.viewport())
        painter.fillRect(rect, self._theme.paper)
        painter.translate(0, -scrolled)
        if self._page is not None and scene is not None:
            self._page.paint_beneath(painter, scene, self._finds)
        painter.end()
        super().paintEvent(event)
        if self._page is not None and scene is not None:
            painter = QPainter(self.viewport())
            painter.translate(0, -scrolled)
            self._page.paint_above(painter, scene)
            painter.end()
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred, and draw anew what the new width has moved."""
        super().resizeEvent(event)
        self._refresh()
        self._centre()

    def minimumSizeHint(self) -> QSize:
        """Return a size in which the column is still readable."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(narrowest_column(self._zoom, self._family) + bar, 4 * self._line_height())

    def _centre(self) -> None:
        room = self.viewport().width() + self.viewportMargins().left() + self.viewportMargins().right()
        margin = max(0, (room - column_width(self._zoom, self._family)) // 2)
        if margin != self.viewportMargins().left():
            self.setViewportMargins(margin, 0, margin, 0)
        if self.document().textWidth() != self.viewport().width():
            self.document().setTextWidth(self.viewport().width())
            self._refresh()

    def event(self, event: QEvent) -> bool:
        """Leave every shortcut to the window's actions; Escape alone is ours while an edge is dragged."""
        if event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            ours = isinstance(self._gesture, DraggingEdge) and event.key() == Qt.Key.Key_Escape
            event.setAccepted(ours)
            return True
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._refresh()
        return super().event(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Keep Tab in the view: it goes from span to span."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret or select; whatever else a key does is an action of the window."""
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return
        if event.key() == Qt.Key.Key_Escape and isinstance(self._gesture, DraggingEdge):
            self._end_drag()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self._show_caret(True)
            self._leave_focus()

    def _leave_focus(self) -> None:
        """Ask for no focus where the caret has left the focused span."""
        focus = self._focus()
        if focus and (self.selection() or not focus.start <= self.caret() <= focus.end):
            self.focus_requested.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a knob, or begin what may become a click or a selection."""
        if event.button() is not Qt.MouseButton.LeftButton or self._page is None:
            return
        self.input_received.emit("mouse")
        hit = self._hit(event.position())
        focus = self._focus()
        if hit.knob and focus:
            place = focus.span.place
            self._gesture = DraggingEdge(focus.span.id, hit.knob, place, *place)
            return
        self._pressed = hit
        extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        point = event.position().toPoint()
        self._gesture = Selecting() if extending else Pressed(point.x(), point.y())
        if not extending:
            self._place_caret(hit.boundary)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge that is dragged, or widen the selection."""
        point = event.position().toPoint()
        if isinstance(self._gesture, DraggingEdge):
            self._drag(event)
            return
        if isinstance(self._gesture, Pressed):
            self._gesture = self._gesture.moved(point.x(), point.y(), QApplication.startDragDistance())
        if isinstance(self._gesture, Selecting):
            super().mouseMoveEvent(event)
            self._leave_focus()
        elif not event.buttons():
            self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture: a click focuses, a selection is snapped to words, a dragged edge is dropped."""
        gesture, self._gesture = self._gesture, Idle()
        if isinstance(gesture, DraggingEdge):
            self._gesture = gesture
            self._end_drag()
            if gesture.changed:
                self.resize_requested.emit(gesture.span_id, gesture.start, gesture.end)
            return
        super().mouseReleaseEvent(event)
        if isinstance(gesture, Selecting):
            self._made_selection(by_words=not event.modifiers() & Qt.KeyboardModifier.AltModifier)
        elif isinstance(gesture, Pressed) and self._pressed:
            self._clicked(self._pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        if self._page is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self.input_received.emit("mouse")
        place = self._page.geometry.place_at(self._on_page(event.position()))
        word = word_at(self._page.annotated.text, place.character)
        if place.on_text and word[0] < word[1]:
            self.select(*word)
            self._leave_focus()
            self._made_selection(by_words=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Focus the span at the point, unless the focused one is there, and ask for its menu."""
        if self._page is None:
            return
        focus = self._focus()
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            rect = self.place_rect(focus.start, focus.end) if focus else self.cursorRect()
            self.menu_requested.emit(self._focused, self.viewport().mapToGlobal(rect.bottomLeft()))
            return
        hit = self._page.hit(self._on_page(QPointF(event.pos())), focus, again=False)
        character = self._page.geometry.place_at(self._on_page(QPointF(event.pos()))).character
        span_id = hit.span.id if hit.span else None
        if focus and hit.span and focus.start <= character < focus.end:
            span_id = focus.span.id
        if span_id and span_id != self._focused:
            self.focus_requested.emit(span_id)
        self.menu_requested.emit(span_id, event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected text exactly as the article has it."""
        data = QMimeData()
        selected = self.selection()
        if self._page is not None and selected:
            data.setText(self._page.annotated.text[slice(*selected)])
        return data

    # Gestures

    def _on_page(self, point: QPointF) -> QPointF:
        return point + QPointF(0, self._scrolled())

    def _hit(self, point: QPointF) -> Hit:
        assert self._page is not None
        return self._page.hit(self._on_page(point), self._focus())

    def _clicked(self, hit: Hit) -> None:
        self._place_caret(hit.boundary)
        same = hit.span is not None and hit.span.id == self._focused
        self._show_caret(hit.span is None or same)
        self.focus_requested.emit(hit.span.id if hit.span else None)

    def _made_selection(self, by_words: bool) -> None:
        selected = self.selection()
        if self._page is None or selected is None:
            return
        if by_words:
            selected = snap_to_words(self._page.annotated.text, *selected)
            self.select(*selected)
        if selected[0] < selected[1]:
            self.selection_made.emit(selected)

    def _drag(self, event: QMouseEvent) -> None:
        assert isinstance(self._gesture, DraggingEdge) and self._page is not None
        boundary = self._page.geometry.place_at(self._on_page(event.position())).boundary
        by_words = not event.modifiers() & Qt.KeyboardModifier.AltModifier
        moved = self._gesture.moved(self._page.annotated.text, boundary, by_words)
        if moved != self._gesture:
            self._update_focus()
            self._gesture = moved
            self._update_focus()

    def _end_drag(self) -> None:
        self._update_focus()
        self._gesture = Idle()
        self._update_focus()

    def _show_cursor(self, point: QPointF) -> None:
        on_knob = self._page is not None and self._focus() is not None and self._hit(point).knob is not None
        shape = Qt.CursorShape.SizeHorCursor if on_knob else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
