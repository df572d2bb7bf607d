"""The mouse on the article: clicks, selections, dragged edges, the menu. It has the view emit its wishes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from core.annotation.offsets import snap_to_words, word_at
from core.annotation.sentences import sentence_at
from gui.article_view.drag import Dragging, DraggingEdge, DrawingPlace, Gesture, Idle, Pressed, Selecting
from gui.article_view.hit_test import Hit
from gui.article_view.page import Focus, Page

if TYPE_CHECKING:
    from gui.article_view.view import ArticleView

_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class Mouse:
    """Holds the gesture that is under way. What it returns says whether Qt's text editor should act too."""

    def __init__(self, view: "ArticleView") -> None:
        self._view = view
        self._gesture: Gesture = Idle()
        self._hit = Hit(0)
        self._double_clicked = QElapsedTimer()

    @property
    def dragging(self) -> Dragging | None:
        """The span that is being given new edges, if one is."""
        return self._gesture if isinstance(self._gesture, DraggingEdge | DrawingPlace) else None

    def cancel(self) -> None:
        """End the gesture; nothing comes of it."""
        self._view.update_focus()
        self._gesture = Idle()
        self._view.update_focus()

    def press(self, page: Page, event: QMouseEvent) -> bool:
        """Take a knob, or begin what may become a click or a selection."""
        hit = page.hit(self._view.on_page(event.position()), self._view.focus())
        focus = self._view.focus()
        if hit.knob and focus:
            self._gesture = DraggingEdge(focus.span.id, hit.knob, focus.span.place, *focus.span.place)
            return False
        if self._is_third_click(hit.boundary):
            self._select_around(page, event, sentence_at)
            return False
        self._hit = hit
        if event.modifiers() & _CTRL and focus:
            place = focus.span.place
            self._gesture = DrawingPlace(focus.span.id, hit.boundary, place, *place)
            return False
        if event.modifiers() & _SHIFT:
            self._gesture = Selecting()
        else:
            point = event.position().toPoint()
            self._gesture = Pressed(point.x(), point.y())
            self._view.place_caret(hit.boundary)
        return True

    def move(self, page: Page, event: QMouseEvent) -> bool:
        """Move the edge that is dragged, or widen the selection."""
        if isinstance(self._gesture, DraggingEdge | DrawingPlace):
            self._drag(page, self._gesture, event)
            return False
        if isinstance(self._gesture, Pressed):
            point = event.position().toPoint()
            self._gesture = self._gesture.moved(point.x(), point.y(), QApplication.startDragDistance())
        if isinstance(self._gesture, Idle) and not event.buttons():
            self._shape_cursor(page, event.position())
        return isinstance(self._gesture, Selecting)

    def release(self, page: Page, event: QMouseEvent) -> None:
        """End the gesture: a click focuses, a selection is snapped to words, a dragged edge is dropped."""
        gesture = self._gesture
        self.cancel()
        if isinstance(gesture, DraggingEdge | DrawingPlace):
            if gesture.changed:
                self._view.resize_requested.emit(gesture.span_id, gesture.start, gesture.end)
            elif isinstance(gesture, DrawingPlace):
                self._click(self._hit)
        elif isinstance(gesture, Selecting):
            self._select(page, self._view.selection(), by_words=not event.modifiers() & _ALT)
        elif isinstance(gesture, Pressed):
            self._click(self._hit)

    def double_click(self, page: Page, event: QMouseEvent) -> None:
        """Select the word; one click more selects the sentence."""
        self._select_around(page, event, word_at)
        self._double_clicked.start()

    def ask_for_menu(self, page: Page, event: QContextMenuEvent) -> None:
        """Focus the span at the point, unless the focused one lies there, and ask for its menu."""
        focus = self._view.focus()
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            self._ask_by_key(focus)
            return
        point = self._view.on_page(QPointF(event.pos()))
        hit = page.hit(point, focus, again=False)
        character = page.geometry.place_at(point).character
        span = focus.span if focus and hit.span and focus.start <= character < focus.end else hit.span
        if span is not None and (focus is None or span.id != focus.span.id):
            self._view.focus_requested.emit(span.id)
        self._view.menu_requested.emit(span.id if span else None, event.globalPos())

    def _ask_by_key(self, focus: Focus | None) -> None:
        view = self._view
        rect = view.place_rect(focus.start, focus.end) if focus else view.cursorRect()
        span_id = focus.span.id if focus else None
        view.menu_requested.emit(span_id, view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(0, 1)))

    def _click(self, hit: Hit) -> None:
        """Place the caret; it is seen in bare text, and where the span clicked has the focus already."""
        focus = self._view.focus()
        self._view.place_caret(hit.boundary)
        same = hit.span is not None and focus is not None and hit.span.id == focus.span.id
        self._view.show_caret(hit.span is None or same)
        self._view.focus_requested.emit(hit.span.id if hit.span else None)

    def _is_third_click(self, boundary: int) -> bool:
        """Whether a click is on a word that was double-clicked just before and is selected still.

        Either way, the next click is a first one.
        """
        watch, word = self._double_clicked, self._view.selection()
        in_time = watch.isValid() and not watch.hasExpired(QApplication.doubleClickInterval())
        watch.invalidate()
        return in_time and word is not None and word[0] <= boundary <= word[1]

    def _select_around(
        self, page: Page, event: QMouseEvent, around: Callable[[str, int], tuple[int, int]]
    ) -> None:
        place = page.geometry.place_at(self._view.on_page(event.position()))
        if place.on_text:
            self._gesture = Idle()
            self._select(page, around(page.annotated.text, place.character), by_words=False)

    def _select(self, page: Page, selected: tuple[int, int] | None, by_words: bool) -> None:
        if selected is None:
            return
        start, end = snap_to_words(page.annotated.text, *selected) if by_words else selected
        if start < end:
            self._view.select(start, end)
            self._view.leave_focus()
            self._view.selection_made.emit((start, end))

    def _drag(self, page: Page, gesture: Dragging, event: QMouseEvent) -> None:
        self._view.scroll_towards(event.position().y())
        boundary = page.geometry.place_at(self._view.on_page(event.position())).boundary
        moved = gesture.moved(page.annotated.text, boundary, by_words=not event.modifiers() & _ALT)
        if moved != gesture:
            self._view.update_focus()
            self._gesture = moved
            self._view.update_focus()

    def _shape_cursor(self, page: Page, point: QPointF) -> None:
        """Say by the cursor's shape alone that a knob can be dragged."""
        focus = self._view.focus()
        on_knob = focus is not None and page.hit(self._view.on_page(point), focus).knob is not None
        shape = Qt.CursorShape.SizeHorCursor if on_knob else Qt.CursorShape.IBeamCursor
        if self._view.viewport().cursor().shape() is not shape:
            self._view.viewport().setCursor(shape)
