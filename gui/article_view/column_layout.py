"""The layout of an article's document: a paragraph is laid out when it is looked at, not before.

Qt's own layout goes through the text from its start, so that to jump to the end of 10 MB takes seconds. Here
the height of a paragraph that was not looked at yet is guessed from its length.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
)

from gui.article_view.heights import Heights
from gui.article_view.measures import MARGIN, Measures, mean_advance
from gui.reading import Reading

_BLANK_HEIGHT = 1.0


class ColumnLayout(QAbstractTextDocumentLayout):
    """Lays out the paragraphs of a document in one column, as wide as the document says."""

    grown = Signal(int, float)
    """The number of a paragraph, and by how much it turned out to be higher than it was guessed."""

    def __init__(self, document: QTextDocument, reading: Reading) -> None:
        super().__init__(document)
        self._measures = Measures.of(reading)
        self._advance = mean_advance(reading.pixels, reading.family)
        self._heights = Heights()
        self._lengths: list[int] = []
        """How many characters each paragraph has; a blank one none."""
        self._laid_out: set[int] = set()
        self._width = -1.0

    # Questions

    def top_of(self, block: QTextBlock) -> float:
        """Return where a paragraph begins, as far as is known."""
        self._follow_width()
        return MARGIN + self._heights.before(block.blockNumber())

    def block_at(self, y: float) -> QTextBlock:
        """Return the paragraph at a height; the first or the last one beyond the ends."""
        self._follow_width()
        return self.document().findBlockByNumber(self._heights.at(y - MARGIN))

    def lay_out(self, block: QTextBlock) -> QTextLayout:
        """Return a paragraph's layout, made now unless it is there."""
        self._follow_width()
        number = block.blockNumber()
        if number not in self._laid_out:
            self._laid_out.add(number)
            height = self._make_lines(block)
            grown = self._heights.change(number, height)
            if grown:
                self.grown.emit(number, grown)
        return block.layout()

    def lay_out_between(self, top: float, bottom: float) -> None:
        """Lay out what lies between two heights; what comes to lie there meanwhile too."""
        for _ in self._blocks_between(top, bottom):
            pass

    def lay_out_around(self, block: QTextBlock, room: float) -> None:
        """Lay out a paragraph and others on both sides of it, until they have so much room."""
        self.lay_out(block)
        for forward in (False, True):
            left, one = room, block
            while left > 0 and (one := one.next() if forward else one.previous()).isValid():
                self.lay_out(one)
                left -= self._heights[one.blockNumber()]

    # What Qt asks

    def documentChanged(self, _position: int, _removed: int, _added: int) -> None:
        """Take another width: nothing else changes in an article."""
        if self.document().textWidth() != self._width:
            self._width = -1.0
            self.documentSizeChanged.emit(self.documentSize())

    def documentSize(self) -> QSizeF:
        """Return the size of all, as far as is known."""
        self._follow_width()
        return QSizeF(self._width, self._heights.total + 2 * MARGIN)

    def pageCount(self) -> int:
        """Return 1: a screen has no pages."""
        return 1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """Return where all lies."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return where a paragraph lies, which is laid out for that."""
        if not block.isValid():
            return QRectF()
        self.lay_out(block)
        corner = QPointF(MARGIN, self.top_of(block))
        return QRectF(corner, QSizeF(self._line_width, self._heights[block.blockNumber()]))

    def hitTest(  # type: ignore[override]
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        """Return the position nearest to a point; -1 where an exact hit is wanted and there is no text."""
        block = self.block_at(point.y())
        layout = self.lay_out(block)
        number = int((point.y() - self.top_of(block)) // max(1.0, self._line_height(block)))
        inside = 0 <= number < layout.lineCount() and MARGIN <= point.x() <= MARGIN + self._line_width
        if accuracy is Qt.HitTestAccuracy.ExactHit and not inside:
            return -1
        line = layout.lineAt(min(max(number, 0), layout.lineCount() - 1))
        return block.position() + line.xToCursor(point.x() - MARGIN)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw text and selections within the context's clip."""
        clip: QRectF = context.clip
        painter.setPen(context.palette.text().color())
        for block in self._blocks_between(clip.top(), clip.bottom()):
            corner = QPointF(MARGIN, self.top_of(block))
            block.layout().draw(painter, corner, _ranges(block, context), clip)

    # Inside

    @property
    def _line_width(self) -> float:
        return self._width - 2 * MARGIN

    def _blocks_between(self, top: float, bottom: float) -> Iterator[QTextBlock]:
        block = self.block_at(top)
        while block.isValid() and self.top_of(block) <= bottom:
            self.lay_out(block)
            yield block
            block = block.next()

    def _follow_width(self) -> None:
        """Guess all heights anew where the width is another one."""
        document = self.document()
        if self._width == document.textWidth() and self._heights:
            return
        for number in self._laid_out:
            document.findBlockByNumber(number).layout().clearLayout()
        self._laid_out.clear()
        self._width = document.textWidth()
        if not self._lengths:
            self._lengths = [
                0 if words.isspace() else len(words) for words in document.toRawText().split("\u2029")
            ]
        self._heights = Heights(self._guess())

    def _guess(self) -> list[float]:
        measures = self._measures
        line, gap = measures.line_height(measures.article), measures.paragraph_gap
        fitting = max(1, int(self._line_width / self._advance))
        return [-(-length // fitting) * line + gap if length else _BLANK_HEIGHT for length in self._lengths]

    def _line_height(self, block: QTextBlock) -> float:
        return block.blockFormat().lineHeight()

    def _make_lines(self, block: QTextBlock) -> float:
        """Break a paragraph into lines, their letters at the bottom; return its height with the gap."""
        layout, height = block.layout(), self._line_height(block)
        option = self.document().defaultTextOption()
        option.setTextDirection(block.textDirection())
        right = block.textDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        bottom = 0.0
        while (line := layout.createLine()).isValid():
            bottom += height
            self._place(line, bottom)
        layout.endLayout()
        return bottom + block.blockFormat().bottomMargin()

    def _place(self, line: QTextLine, bottom: float) -> None:
        line.setLineWidth(self._line_width)
        line.setPosition(QPointF(0, bottom - line.height()))


def _ranges(
    block: QTextBlock, context: QAbstractTextDocumentLayout.PaintContext
) -> list[QTextLayout.FormatRange]:
    """Return what of a paragraph is selected."""
    ranges = []
    for selection in context.selections:
        start = max(selection.cursor.selectionStart() - block.position(), 0)
        end = min(selection.cursor.selectionEnd() - block.position(), block.length())
        if start < end:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, end - start, selection.format
            ranges.append(one)
    return ranges
