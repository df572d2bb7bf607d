"""The article view: the text column with spans drawn on it. It emits wishes and is told the rest."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.annotation.annotated_article import AnnotatedArticle, Changes
from core.annotation.other_layers import OtherLayers
from core.annotation.scheme import Scheme
from core.annotation.side_by_side import SideBySide
from core.annotation.span_filter import SpanFilter
from gui.article_view.accessibility import announce_span, name_of
from gui.article_view.handles import paint_caret
from gui.article_view.measures import Measures
from gui.article_view.mouse import Mouse
from gui.article_view.overview import Overview
from gui.article_view.page import Finds, Focus, Page, Places
from gui.article_view.text_column import TextColumn
from gui.reading import Reading, usual_pixels


class ArticleView(TextColumn):
    """Shows one article with its spans. Offsets in signals and methods are code points of its text.

    `focus_requested` (a span's id or None), `selection_made` ((start, end), when a mouse gesture ended with
    a selection), `resize_requested` (id, start, end), `menu_requested` (id or None, global position) and
    `zoom_requested` (steps) are wishes. `input_received` names the device that began an edit, `painted`
    comes after each painting.
    """

    focus_requested = Signal(object)
    selection_made = Signal(object)
    resize_requested = Signal(str, int, int)
    menu_requested = Signal(object, object)
    input_received = Signal(str)
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._annotated: AnnotatedArticle | None = None
        self._scheme = Scheme("", "", ())
        self._threshold = 0.0
        self._filter = SpanFilter()
        self._scores = False
        self._others = OtherLayers()
        self._sides: SideBySide | None = None
        self._wanted = Reading(usual_pixels())
        self._focused: str | None = None
        self._finds = Finds()
        self.hints: Places = ()
        self._overview = Overview(self.marks)
        self._mouse = Mouse(self)
        self.set_theme(self.theme)
        self.show_article(None, self._scheme, 0.0)

    # What is shown

    def show_article(self, annotated: AnnotatedArticle | None, scheme: Scheme, threshold: float) -> None:
        """Show an article with the caret at its start and nothing focused; None clears the view."""
        self._mouse.cancel()
        self._annotated, self._scheme, self._threshold = annotated, scheme, threshold
        self._focused = None
        self._others = OtherLayers()
        self._sides = SideBySide() if self._sides else None
        self._finds, self.hints = Finds(), ()
        self._page = None
        self.lay_out(annotated.article if annotated else None)
        self._overview.start(annotated)
        self.setAccessibleName(name_of(annotated))

    def refresh(self) -> None:
        """Draw everything anew: the theme, the layout or how spans look have changed."""
        page = self._page
        if self._annotated is not None:
            if page is None or page.column is not self.column:
                page = Page(self._annotated, self._scheme, self.column, self.measures, self.offsets)
            page.highlights.threshold = self._threshold
            page.highlights.filter = self._filter
            page.highlights.scores = self._scores
            page.highlights.others = self._others
            page.highlights.sides = self._sides
            page.set_surroundings(self.theme, self.viewport().width(), self.devicePixelRatioF())
        self._page = page
        super().refresh()

    def follow_growth(self, block: int, grown: float) -> None:
        """Draw anew what a paragraph moved that is higher than it was guessed."""
        if self._page is not None:
            self._page.forget_below(block)
        super().follow_growth(block, grown)

    def apply_changes(self, changes: Changes) -> None:
        """Repaint what the corrections touched; the article has them already."""
        if self._page is None:
            return
        self._overview.apply(changes)
        if self._focused in {span.id for span in changes.old if span}:
            self._tell_focus_changed()
        bands = self._page.highlights.forget(changes.places)
        if bands is None:
            self.viewport().update()
            return
        for band in bands:
            self.update_strip(band.top, band.bottom)

    def _tell_focus_changed(self) -> None:
        """Say how the focused span is now; one that is gone has no focus."""
        focus = self.focus()
        if focus is None:
            self._focused = None
        elif self._annotated is not None:
            announce_span(self, self._annotated, focus.span, self._threshold)

    def set_threshold(self, threshold: float) -> None:
        """Set the score below which an undecided span is doubtful."""
        self._threshold = threshold
        self.refresh()

    def set_filter(self, span_filter: SpanFilter, scores: bool = False) -> None:
        """Show some spans only; `scores`: with their scores in their tags."""
        self._filter, self._scores = span_filter, scores
        self.refresh()

    def set_other_layers(self, others: OtherLayers) -> None:
        """Show what other layers have in this article in outline; it can be seen and nothing else."""
        self._others = others
        self.refresh()

    def set_sides(self, sides: SideBySide | None) -> None:
        """Show layers side by side, with what is looked at of them in view; None: the article alone."""
        current, self._sides = self._sides and self._sides.current, sides
        self.set_reading(self._wanted)
        self.refresh()
        if sides and sides.current and sides.current != current:
            self.reveal(*sides.current)

    def set_reading(self, reading: Reading) -> None:
        """Set the text otherwise; with layers side by side its lines have room for tags above the words."""
        self._wanted = reading
        if self._sides is not None:
            reading = replace(reading, line_height=Measures.of(reading).leading_of_sides)
        super().set_reading(reading)

    def set_find_marks(self, places: Sequence[tuple[int, int]], current: int | None) -> None:
        """Frame places found (in order, apart from each other); `current` is the index of the one shown."""
        if places is not self._finds.places:
            self._overview.show_finds(places)
        self._finds = Finds(places, current)
        self.viewport().update()

    def set_hints(self, places: Sequence[tuple[int, int]]) -> None:
        """Frame places (in order, apart from each other) with dashes: they may want the focus's label."""
        if places or self.hints:
            self.hints = tuple(places)
            self.viewport().update()

    # Focus

    def focus_span(self, span_id: str | None) -> None:
        """Draw the focus round a span and bring it into view; None: round nothing.

        A span's focus takes the place of a text selection; the caret goes to the span's start unseen.
        """
        span = self._annotated.get(span_id) if self._annotated and span_id else None
        moved = self._focused != (span.id if span else None)
        self.update_focus()
        self._focused = span.id if span else None
        self.update_focus()
        if self._annotated is not None and span is not None and moved:
            self.place_caret(span.start)
            self.show_caret(False)
            self.reveal(span.start, span.end)
            announce_span(self, self._annotated, span, self._threshold)

    def focus(self) -> Focus | None:
        """Return the focused span and where its ring is now."""
        span = self._annotated.get(self._focused) if self._annotated and self._focused else None
        if span is None or not self._filter.shows(span):
            return None
        dragging = self._mouse.dragging
        return Focus(span, *((dragging.start, dragging.end) if dragging else span.place))

    def leave_focus(self) -> None:
        """Ask for no focus where text is selected, or the caret lies outside the focused span."""
        focus = self.focus()
        if focus and (self.selection() or not focus.start <= self.caret() <= focus.end):
            self.focus_requested.emit(None)

    def update_focus(self) -> None:
        """Repaint where the focus is drawn."""
        focus = self.focus()
        if focus is not None:
            rect = self._page_rect(focus.start, focus.end)
            line = self.measures.line_height(self.measures.article)
            self.update_strip(rect.top() - line, rect.bottom() + line)

    # Where things are

    def span_rect(self, span_id: str) -> QRect | None:
        """Return a span's rectangle in the viewport's pixels; None where it is not in the article."""
        span = self._annotated.get(span_id) if self._annotated else None
        return self.place_rect(span.start, span.end) if span else None

    def place_rect(self, start: int, end: int) -> QRect:
        """Return the rectangle of `[start, end)` in the viewport's pixels."""
        return self._page_rect(start, end).translated(0, -self.scrolled()).toAlignedRect()

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that `[start, end)` is in view: where it is not, to the upper third."""
        if self._page:
            self._page.geometry.lay_out_around(start, self.viewport().height())
        rect = self._page_rect(start, end)
        line = self.measures.line_height(self.measures.article)
        top, height = self.scrolled(), self.viewport().height()
        lowest = min(rect.bottom(), rect.top() + height / 2)
        if not (top + line <= rect.top() and lowest <= top + height - 2 * line):
            self.scroll_to(rect.top() - height / 3)

    def _page_rect(self, start: int, end: int) -> QRectF:
        return self._page.rect(start, end) if self._page else QRectF()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fills and ring, then the text, then underlines, tags, knobs and the caret."""
        self.settle()
        page = self._page
        rect = event.rect().translated(0, self.scrolled())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.theme.paper)
        painter.translate(0, -self.scrolled())
        if page is None:
            self.paint_text(painter, rect)
        else:
            scene = page.scene(rect.top(), rect.bottom() + 1, self.focus())
            page.paint_beneath(painter, scene, self._finds, self.hints)
            self.paint_text(painter, rect)
            page.paint_above(painter, scene)
            if self.caret_shown and self.hasFocus():
                paint_caret(painter, page.geometry.caret_rect(self.caret()), self.theme)
        painter.end()
        self.painted.emit()

    def event(self, event: QEvent) -> bool:
        """Take Escape from the window's actions while an edge is dragged."""
        if event.type() is QEvent.Type.ShortcutOverride and self._mouse.dragging:
            assert isinstance(event, QKeyEvent)
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; Escape ends a drag."""
        if event.key() == Qt.Key.Key_Escape and self._mouse.dragging:
            self._mouse.cancel()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self.leave_focus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture of the left button."""
        if event.button() is Qt.MouseButton.LeftButton and self._page is not None:
            self.input_received.emit("mouse")
            if self._mouse.press(self._page, event):
                super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture."""
        if self._page is not None and self._mouse.move(self._page, event):
            super().mouseMoveEvent(event)
            self.leave_focus()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if event.button() is Qt.MouseButton.LeftButton and self._page is not None:
            super().mouseReleaseEvent(event)
            self._mouse.release(self._page, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        if event.button() is Qt.MouseButton.LeftButton and self._page is not None:
            self.input_received.emit("mouse")
            self._mouse.double_click(self._page, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu: the window has it."""
        if self._page is not None:
            self._mouse.ask_for_menu(self._page, event)
