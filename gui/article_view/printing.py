"""The annotated article on paper: page after page, drawn by the painter of the screen, in light colours."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPagedPaintDevice, QPainter, QPalette

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.long_lines import long_line_breaks
from core.annotation.offsets import DocumentMap
from core.annotation.scheme import Scheme
from core.annotation.span_filter import SpanFilter
from gui.article_view.column_layout import ColumnLayout
from gui.article_view.document import make_document
from gui.article_view.measures import Measures, column_width
from gui.article_view.page import Finds, Page
from gui.reading import Reading, usual_pixels
from gui.theme import load_theme

_SHARP = 4.0
"""Device pixels to a logical one, for lines: paper is finer than a screen."""


class Printing(QObject):
    """Lays an article out in the width of the screen's column and scales that to the paper."""

    def __init__(
        self, annotated: AnnotatedArticle, scheme: Scheme, threshold: float, reading: Reading, parent: QObject
    ) -> None:
        super().__init__(parent)
        reading = replace(reading, pixels=usual_pixels())
        measures = Measures.of(reading)
        offsets = DocumentMap(annotated.text, long_line_breaks(annotated.text))
        self._document = make_document(annotated.article, offsets, reading, self)
        self._width = column_width(reading)
        self._column = ColumnLayout(self._document, reading)
        self._document.setDocumentLayout(self._column)
        self._document.setTextWidth(self._width)
        self._page = Page(annotated, scheme, self._column, measures, offsets)
        self._page.highlights.threshold = threshold
        self._page.highlights.filter = SpanFilter()
        self._page.set_surroundings(load_theme("light"), self._width, _SHARP)
        self._line = measures.line_height(measures.article)

    def pages(self, device: QPagedPaintDevice) -> Iterator[int]:
        """Draw a page on the device, yield its number, and so on to the end."""
        painter = QPainter(device)
        paper = QRectF(painter.viewport())
        scale = paper.width() / self._width
        height = paper.height() / scale
        top, number = 0.0, 1
        while top < self._column.documentSize().height():
            bottom = self._page_end(top, height)
            if number > 1:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            painter.translate(0, -top)
            self._draw(painter, QRectF(0, top, self._width, bottom - top))
            painter.restore()
            yield number
            top, number = bottom, number + 1
        painter.end()

    def _page_end(self, top: float, height: float) -> float:
        """Return where a page ends that begins at `top`: beneath its last line and the tags of that."""
        limit = top + height
        ends = self._page.geometry.line_ends(top, limit)
        return max((end for end in ends if top + self._line <= end <= limit), default=limit)

    def _draw(self, painter: QPainter, part: QRectF) -> None:
        scene = self._page.scene(part.top(), part.bottom(), None)
        painter.setClipRect(part)
        self._page.paint_beneath(painter, scene, Finds(), ())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.black))
        context.palette = palette
        context.clip = part
        self._column.draw(painter, context)
        self._page.paint_above(painter, scene)
