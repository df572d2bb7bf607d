"""One paragraph as Qt has laid it out, in the document's pixels and the article's code points.

Made anew for each question: Qt's lines die with the next layout, so nothing here may be kept.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGlyphRun, QTextBlock, QTextLine

from core.annotation.offsets import DocumentMap
from gui.article_view.column_layout import ColumnLayout
from gui.article_view.measures import MARGIN, Measures


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its code points `[start, end)`, and the box that its letters stand in.

    `next_top` is where the box of the line beneath begins. In a right-to-left paragraph all is mirrored.
    """

    start: int
    end: int
    top: float
    baseline: float
    bottom: float
    next_top: float
    right_to_left: bool


class Paragraph:
    """A block of the document; `pixels` is its font's size, `ratio` device pixels to a logical one."""

    def __init__(
        self,
        column: ColumnLayout,
        block: QTextBlock,
        offsets: DocumentMap,
        measures: Measures,
        pixels: int,
        ratio: float,
    ) -> None:
        self._layout = column.lay_out(block)
        self.top, self.left = column.top_of(block), float(MARGIN)
        self.height = measures.line_height(pixels)
        self.line_count = self._layout.lineCount()
        self.right_to_left = block.textDirection() is Qt.LayoutDirection.RightToLeft
        self._block = block
        self._offsets = offsets
        self._measures = measures
        self._pixels = pixels
        self._ratio = ratio

    def line(self, number: int) -> Line:
        """Return a line by number, its baseline on a whole device pixel."""
        laid_out = self._layout.lineAt(number)
        exact = self.top + laid_out.y() + laid_out.ascent()
        baseline = round(exact * self._ratio) / self._ratio
        top = baseline - self._measures.above(self._pixels)
        start = laid_out.textStart()
        return Line(
            start=self._point(start),
            end=self._point(start + laid_out.textLength()),
            top=top,
            baseline=baseline,
            bottom=baseline + self._measures.below(self._pixels),
            next_top=top + self.height,
            right_to_left=self.right_to_left,
        )

    def number_at(self, y: float) -> int:
        """Return the number of the line to whose strip (text and tags) a height belongs; may be outside."""
        return int((y - self.line(0).top + 2) // self.height)

    def runs(self, number: int, start: int, end: int, mixed: bool) -> list[tuple[float, float]]:
        """Return where `[start, end)` lies on a line, from left to right; `mixed`: of both directions."""
        laid_out = self._layout.lineAt(number)
        begin, stop = self._position(start), self._position(end)
        if not mixed or stop <= begin:
            edges = _x(laid_out, begin), _x(laid_out, stop)
            return [(self.left + min(edges), self.left + max(edges))]
        return [(self.left + left, self.left + right) for left, right in _mixed_runs(laid_out, begin, stop)]

    def character_at(self, number: int, x: float) -> int:
        """Return the code point offset of the character at `x` on a line, or the nearest one."""
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        return self._point(self._layout.lineAt(number).xToCursor(x - self.left, on_character))

    def boundary_at(self, number: int, x: float) -> int:
        """Return the code point offset of the boundary between characters that is nearest to `x`."""
        return self._point(self._layout.lineAt(number).xToCursor(x - self.left))

    def covers(self, number: int, x: float, reach: float) -> bool:
        """Whether the letters of a line, and `reach` pixels beside them, lie at `x`."""
        natural = self._layout.lineAt(number).naturalTextRect()
        return self.left + natural.left() - reach <= x <= self.left + natural.right() + reach

    def _point(self, position: int) -> int:
        return self._offsets.to_text(self._block.position() + position)

    def _position(self, point: int) -> int:
        return self._offsets.to_document(point) - self._block.position()


def _x(line: QTextLine, position: int) -> float:
    x: Any = line.cursorToX(position)
    return float(x[0] if isinstance(x, tuple) else x)


def _mixed_runs(line: QTextLine, begin: int, stop: int) -> list[tuple[float, float]]:
    """Return the stretches that glyphs cover, from left to right, joined where they touch.

    Where the direction turns, one cursor position has two places: only the glyphs know both.
    """
    runs: list[tuple[float, float]] = []
    for left, right in sorted(_extent(run) for run in line.glyphRuns(begin, stop - begin)):
        if runs and left <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(right, runs[-1][1])
        else:
            runs.append((left, right))
    return runs or [(_x(line, begin), _x(line, stop))]


def _extent(run: QGlyphRun) -> tuple[float, float]:
    lefts = [position.x() for position in run.positions()]
    advances = [advance.x() for advance in run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())]
    rights = [left + advance for left, advance in zip(lefts, advances, strict=True)]
    return min(lefts), max(rights)
