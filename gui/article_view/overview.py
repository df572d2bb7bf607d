"""Where in the whole article undecided spans and finds lie, as marks of its scroll bar."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QObject

from core.annotation.annotated_article import AnnotatedArticle, Changes
from core.annotation.span import Span
from gui.models.slices import Slices
from gui.widgets.marked_scroll_bar import PARTS, MarkedScrollBar


class Overview(QObject):
    """Counts the undecided spans in each part of the text once, a slice at a time, then follows changes."""

    def __init__(self, bar: MarkedScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._annotated: AnnotatedArticle | None = None
        self._length = 1
        self._counts: Counter[int] = Counter()
        self._filling: Slices[Span] = Slices(lambda span: self._count(span, 1), self._show, self)

    def start(self, annotated: AnnotatedArticle | None) -> None:
        """Count in another article."""
        self._annotated = annotated
        self._length = max(1, len(annotated.text)) if annotated else 1
        self._bar.mark_finds(())
        self._bar.mark_undecided(())
        self._fill()

    def apply(self, changes: Changes) -> None:
        """Follow what corrections changed."""
        if self._filling.running:
            self._fill()
            return
        for step, spans in ((-1, changes.old), (1, changes.new)):
            for span in spans:
                if span is not None:
                    self._count(span, step)
        self._show()

    def show_finds(self, places: Iterable[tuple[int, int]]) -> None:
        """Mark where something was found."""
        self._bar.mark_finds(map(self._part, (start for start, _ in places)))

    def _fill(self) -> None:
        self._counts.clear()
        self._filling.start(self._annotated or ())

    def _count(self, span: Span, step: int) -> None:
        if not span.decided:
            self._counts[self._part(span.start)] += step

    def _part(self, start: int) -> int:
        return min(start * PARTS // self._length, PARTS - 1)

    def _show(self) -> None:
        self._bar.mark_undecided(part for part, number in self._counts.items() if number > 0)
