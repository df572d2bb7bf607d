"""The open article, and what of it the user looks at: the spans that are shown, the focus, the selection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.span import Span
from core.annotation.span_filter import SpanFilter


class Attention(QObject):
    """The focus is never on a span that is not shown: what hides it takes the focus off it."""

    focus_moved = Signal()
    selection_moved = Signal()
    filter_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.annotated: AnnotatedArticle | None = None
        self.selection: tuple[int, int] | None = None
        self.filter = SpanFilter()
        self._focus = ""
        self._group: tuple[str, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._leave_what_is_hidden)

    @property
    def focus(self) -> Span | None:
        """The focused span, as it is now."""
        span = self.annotated.get(self._focus) if self.annotated and self._focus else None
        return span if span and self.filter.shows(span) else None

    def set_focus(self, span_id: str | None) -> None:
        """Focus a span, or none; a group that was chosen is left."""
        if (span_id or "") != self._focus or self._group:
            self._group = ()
            self._focus = span_id or ""
            self.focus_moved.emit()

    @property
    def targets(self) -> list[Span]:
        """The spans that an act is about: the group that was chosen, else the focused one."""
        annotated = self.annotated
        if annotated is None or not self._group:
            return [self.focus] if self.focus else []
        return [span for span_id in self._group if (span := annotated.get(span_id))]

    def set_group(self, spans: Sequence[Span]) -> None:
        """Choose several spans to be decided on together; the first has the focus. None: that ends."""
        self.set_focus(spans[0].id if spans else self._focus)
        self._group = tuple(span.id for span in spans)

    def set_selection(self, selection: tuple[int, int] | None) -> None:
        """Say which text is selected, `[start, end)` in code points."""
        if selection != self.selection:
            self.selection = selection
            self.selection_moved.emit()

    def set_filter(self, span_filter: SpanFilter) -> None:
        """Show some spans only, while the window is open."""
        self.filter = span_filter
        self._leave_what_is_hidden()
        self.filter_changed.emit()

    def _attend_to(self, annotated: AnnotatedArticle | None) -> None:
        """Have another article open, with nothing focused and nothing selected."""
        self.annotated = annotated
        self._focus, self._group = "", ()
        self.selection = None

    def _look_again(self) -> None:
        """Corrections were made: what they hide loses the focus, unless it moves on at once."""
        self._soon.start()

    def _leave_what_is_hidden(self) -> None:
        if self._focus and self.focus is None:
            self.set_focus(None)
