"""Where text lies in the document: bands of lines that can be kept, and the boxes of stretches of text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock

from core.annotation.offsets import DocumentMap, is_blank
from gui.article_view.column_layout import ColumnLayout
from gui.article_view.measures import Measures
from gui.article_view.paragraph import Line, Paragraph

RING_ROOM = 2
"""A line's strip begins this much above the box of its letters, in pixels."""

_BAND_LINES = 12
"""A paragraph is taken in bands of this many lines: a whole book may be one paragraph."""

_BEYOND_SPACE, _BEYOND_LETTER, _BEYOND_BREAK = 2.0, 0.5, 4.0

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True, slots=True)
class Band:
    """Some lines of one paragraph, code points `[start, end)`, and how far up and down they may draw."""

    block: int
    first: int
    last: int
    start: int
    end: int
    top: float
    bottom: float

    @property
    def key(self) -> tuple[int, int]:
        """What it is cached by until the layout changes."""
        return self.block, self.first


@dataclass(frozen=True, slots=True)
class Box:
    """One rectangle of a stretch of text on one line.

    `left` and `right` are the drawn edges, `text_left` and `text_right` those of the letters. An end
    that is not its own is broken by the line.
    """

    line: Line
    left: float
    right: float
    text_left: float
    text_right: float
    own_left: bool
    own_right: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What lies at a point: the nearest character, the nearest boundary, and whether text is there."""

    character: int
    boundary: int
    on_text: bool


class TextGeometry:
    """Answers from the present layout of the column that shows `text`; `title`: where its title begins."""

    def __init__(
        self,
        column: ColumnLayout,
        text: str,
        offsets: DocumentMap,
        measures: Measures,
        title: int | None,
    ) -> None:
        self.measures = measures
        self._ratio = 1.0
        self._known_lines: dict[tuple[int, int], list[Line]] = {}
        self._column = column
        self._document = column.document()
        self._text = text
        self._offsets = offsets
        self._title = None if title is None else self._block_of(title).blockNumber()

    def forget_layout(self, ratio: float) -> None:
        """Measure anew: the lines have moved, or a logical pixel is `ratio` device pixels now."""
        self._ratio = ratio
        self._known_lines.clear()

    def forget_below(self, block: int) -> None:
        """Measure anew what lies beneath a paragraph: it has moved."""
        self._known_lines = {key: lines for key, lines in self._known_lines.items() if key[0] <= block}

    def bands(self, top: float, bottom: float) -> Iterator[Band]:
        """Yield the bands that may draw something in `[top, bottom]`, downwards."""
        reach = self.measures.line_height(self.measures.title)
        block = self._column.block_at(top - reach)
        while block.isValid():
            paragraph = self._paragraph(block)
            if paragraph.top - reach > bottom:
                return
            yield from self._bands_of(block.blockNumber(), paragraph, top, bottom)
            block = block.next()

    def line_ends(self, top: float, bottom: float) -> Iterator[float]:
        """Yield where the lines in `[top, bottom]` end, with the room for their tags."""
        for band in self.bands(top, bottom):
            paragraph = self._paragraph(self._document.findBlockByNumber(band.block))
            yield from (line.next_top - RING_ROOM for line in self._lines(band, paragraph))

    def band_of(self, point: int) -> Band:
        """Return the band that holds the code point at `point` (at the end of the text: the last one)."""
        block = self._block_of(point)
        first = self._line_number(block, point) // _BAND_LINES * _BAND_LINES
        return _band(block.blockNumber(), self._paragraph(block), first)

    def caret_rect(self, point: int) -> QRectF:
        """Return the rectangle, without width, before the code point at `point`."""
        block = self._block_of(point)
        paragraph, number = self._paragraph(block), self._line_number(block, point)
        line = paragraph.line(number)
        x = paragraph.runs(number, point, point, mixed=False)[0][0]
        return QRectF(QPointF(x, line.top), QPointF(x, line.bottom))

    def _bands_of(self, number: int, paragraph: Paragraph, top: float, bottom: float) -> Iterator[Band]:
        skipped = max(0, int((top - paragraph.top) / paragraph.height) - 2)
        for first in range(skipped // _BAND_LINES * _BAND_LINES, paragraph.line_count, _BAND_LINES):
            band = _band(number, paragraph, first)
            if band.top > bottom:
                return
            if band.bottom >= top:
                yield band

    def boxes(self, band: Band, places: Sequence[tuple[int, int]]) -> list[list[Box]]:
        """Return for each place `[start, end)` its boxes in this band, in the order of the lines."""
        paragraph = self._paragraph(self._document.findBlockByNumber(band.block))
        lines = self._lines(band, paragraph)
        starts = [line.start for line in lines]
        mixed = paragraph.right_to_left or bool(_RIGHT_TO_LEFT.search(self._text, band.start, band.end))
        found = []
        for place in places:
            boxes: list[Box] = []
            for index in range(max(bisect_right(starts, place[0]) - 1, 0), len(lines)):
                if starts[index] >= place[1]:
                    break
                boxes += self._on_line(paragraph, band.first + index, lines[index], place, mixed)
            found.append(boxes)
        return found

    def _lines(self, band: Band, paragraph: Paragraph) -> list[Line]:
        lines = self._known_lines.get(band.key)
        if lines is None:
            last = min(band.last + 1, paragraph.line_count)
            lines = [paragraph.line(number) for number in range(band.first, last)]
            self._known_lines[band.key] = lines
        return lines

    def _on_line(
        self, paragraph: Paragraph, number: int, line: Line, place: tuple[int, int], mixed: bool
    ) -> list[Box]:
        start, end = max(place[0], line.start), min(place[1], line.end)
        if start >= end:
            return []
        broken = not is_blank(self._text, line.end, place[1])
        if end == line.end and broken:
            end = start + max(1, len(self._text[start:end].rstrip()))
        before = self._beyond_start(start) if start == place[0] else None
        after = None if broken else self._beyond_end(end)
        at_left, at_right = (after, before) if line.right_to_left else (before, after)
        runs = paragraph.runs(number, start, end, mixed)
        return [
            _box(line, run, at_left if run is runs[0] else 0.0, at_right if run is runs[-1] else 0.0)
            for run in runs
        ]

    def place_at(self, point: QPointF) -> Place:
        """Return what lies at a point of the document."""
        paragraph = self._paragraph(self._column.block_at(point.y()))
        if not paragraph.line_count:
            return Place(0, 0, False)
        number = paragraph.number_at(point.y())
        if number < 0:
            paragraph = self._paragraph(
                self._column.block_at(paragraph.top - self.measures.paragraph_gap - 2)
            )
            number = paragraph.number_at(point.y())
        inside = 0 <= number < paragraph.line_count
        number = min(max(number, 0), paragraph.line_count - 1)
        return Place(
            paragraph.character_at(number, point.x()),
            paragraph.boundary_at(number, point.x()),
            inside and paragraph.covers(number, point.x(), _BEYOND_BREAK),
        )

    def _beyond_start(self, point: int) -> float:
        return _BEYOND_SPACE if point == 0 or self._text[point - 1].isspace() else 0.0

    def _beyond_end(self, point: int) -> float:
        at_space = point >= len(self._text) or self._text[point].isspace()
        return _BEYOND_SPACE if at_space else _BEYOND_LETTER

    def lay_out_around(self, point: int, room: float) -> None:
        """Have the heights known of what is near the code point at `point`: so far in both directions."""
        self._column.lay_out_around(self._block_of(point), room)

    def _block_of(self, point: int) -> QTextBlock:
        return self._document.findBlock(self._offsets.to_document(point))

    def _line_number(self, block: QTextBlock, point: int) -> int:
        layout = self._column.lay_out(block)
        line = layout.lineForTextPosition(self._offsets.to_document(point) - block.position())
        return line.lineNumber() if line.isValid() else 0

    def _paragraph(self, block: QTextBlock) -> Paragraph:
        titled = block.blockNumber() == self._title
        pixels = self.measures.title if titled else self.measures.article
        return Paragraph(self._column, block, self._offsets, self.measures, pixels, self._ratio)


def _band(block: int, paragraph: Paragraph, first: int) -> Band:
    last = min(first + _BAND_LINES, paragraph.line_count) - 1
    head, tail = paragraph.line(first), paragraph.line(last)
    bottom = tail.next_top + paragraph.height
    return Band(block, first, last, head.start, tail.end, head.top - paragraph.height, bottom)


def _box(line: Line, run: tuple[float, float], at_left: float | None, at_right: float | None) -> Box:
    """Return a run as a box that reaches this far beyond its letters (None: broken by the line)."""
    return Box(
        line=line,
        left=run[0] - (_BEYOND_BREAK if at_left is None else at_left),
        right=run[1] + (_BEYOND_BREAK if at_right is None else at_right),
        text_left=run[0],
        text_right=run[1],
        own_left=at_left is not None,
        own_right=at_right is not None,
    )
