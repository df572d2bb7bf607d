"""A plot in the theme's colours: bars, intervals, a curve, a matrix. What differs, differs in shape too."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import Theme, ui_font

_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.FDiagPattern,
)
_SYMBOLS = ("o", "s", "t", "d", "+", "x")
_BAR = 0.7
_FINER = 2
_LEAST = 6
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Series:
    """Values for each of the plot's categories, under one name of the legend."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its interval, at a category."""

    category: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of a curve under one name of the legend."""

    name: str
    x: Sequence[float]
    y: Sequence[float]


class Plot(QWidget):
    """One picture at a time; the mouse neither moves nor scales it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.area = pg.PlotWidget()
        self.area.setMenuEnabled(False)
        self.area.setMouseEnabled(x=False, y=False)
        self.area.hideButtons()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.area)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme; what is shown has to be shown again."""
        self._theme = theme

    def save_svg(self, path: Path) -> None:
        """Write what is shown as SVG."""
        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(self.area.size())
        generator.setViewBox(self.area.rect())
        self._draw_on(generator)

    def save_png(self, path: Path) -> None:
        """Write what is shown as PNG, twice as fine as the screen."""
        image = QImage(self.area.size() * _FINER, QImage.Format.Format_RGB32)
        image.fill(self._theme.paper)
        self._draw_on(image)
        image.save(str(path))

    def _draw_on(self, device: QPaintDevice) -> None:
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.area.render(painter)
        painter.end()

    def show_bars(self, categories: Sequence[str], series: Sequence[Series], x: str) -> None:
        """Show lying bars, the series of a category one behind the other; the first category is on top."""
        item = self._begin(x, "")
        places = _from_top(len(categories))
        begin = [0.0] * len(categories)
        for number, one in enumerate(series):
            width = list(one.values)
            bars = pg.BarGraphItem(
                x0=begin, y=places, height=_BAR, width=width, brush=self._brush(number), pen=self._pen()
            )
            item.addItem(bars)
            item.legend.addItem(bars, one.name)
            begin = [start + value for start, value in zip(begin, width, strict=True)]
        self._name_categories(categories, places)

    def show_intervals(self, intervals: Sequence[Interval], x: str) -> None:
        """Show values from 0 to 1 as dots, with their intervals as lines."""
        item = self._begin(x, "")
        places, values = _from_top(len(intervals)), [one.value for one in intervals]
        for place, one in zip(places, intervals, strict=True):
            item.addItem(pg.PlotDataItem([one.low, one.high], [place, place], pen=self._pen(1.5)))
        item.addItem(self._dots(values, places, 0))
        item.setXRange(0, 1, padding=0.02)
        self._name_categories([one.category for one in intervals], places)

    def show_curves(self, curves: Sequence[Curve], x: str, y: str) -> None:
        """Show curves from 0 to 1 on both axes, and the diagonal on which both are the same."""
        item = self._begin(x, y)
        diagonal = pg.mkPen(self._theme.muted, style=Qt.PenStyle.DashLine)
        item.addItem(pg.PlotDataItem([0, 1], [0, 1], pen=diagonal))
        for number, curve in enumerate(curves):
            item.addItem(pg.PlotDataItem(curve.x, curve.y, pen=self._pen(1.5)))
            dots = self._dots(curve.x, curve.y, number)
            item.addItem(dots)
            item.legend.addItem(dots, curve.name)
        item.setXRange(0, 1, padding=0.02)
        item.setYRange(0, 1, padding=0.02)

    def show_matrix(self, categories: Sequence[str], cells: Sequence[Sequence[float]]) -> None:
        """Show a matrix with its figures: the darker a field, the larger. Rows go from top to bottom."""
        item = self._begin("", "")
        size = len(categories)
        most = max((value for row in cells for value in row), default=1.0)
        for place, row in zip(_from_top(size), cells, strict=True):
            for column, value in enumerate(row):
                if value:
                    self._field(item, column, place, value, most)
        ticks = [(number, name[:_SHORT]) for number, name in enumerate(categories)]
        item.getAxis("bottom").setTicks([ticks])
        self._name_categories(categories, _from_top(size))
        item.setXRange(-0.5, size - 0.5, padding=0.02)

    def _begin(self, x: str, y: str) -> pg.PlotItem:
        item = self.area.getPlotItem()
        item.clear()
        if item.legend is not None:
            item.legend.scene().removeItem(item.legend)
            item.legend = None
        self.area.setBackground(self._theme.paper)
        item.addLegend(offset=(-12, -12 if y else 12), labelTextColor=self._theme.text)
        for name, words in (("bottom", x), ("left", y)):
            axis = item.getAxis(name)
            axis.setTicks(None)
            axis.setPen(self._theme.line)
            axis.setTextPen(self._theme.text)
            axis.setStyle(tickFont=ui_font(11))
            axis.setLabel(words, color=self._theme.text.name())
            axis.showLabel(bool(words))
        item.enableAutoRange()
        return item

    def _name_categories(self, categories: Sequence[str], places: Sequence[int]) -> None:
        item = self.area.getPlotItem()
        item.getAxis("left").setTicks([list(zip(places, categories, strict=True))])
        number = len(categories)
        # A few bars stay slender, at the top.
        item.setYRange(min(0, number - _LEAST) - 0.6, number - 0.4, padding=0)

    def _dots(self, x: Sequence[float], y: Sequence[float], number: int) -> pg.ScatterPlotItem:
        return pg.ScatterPlotItem(
            x, y, symbol=_SYMBOLS[number % len(_SYMBOLS)], size=9, brush=self._theme.text, pen=self._pen()
        )

    def _field(self, item: pg.PlotItem, x: int, y: int, value: float, most: float) -> None:
        share = value / most
        ground = QColor(self._theme.text)
        ground.setAlphaF(0.08 + 0.72 * share)
        item.addItem(pg.BarGraphItem(x=[x], y0=[y - 0.48], y1=[y + 0.48], width=0.96, brush=ground, pen=None))
        ink = self._theme.paper if share > 0.5 else self._theme.text
        words = pg.TextItem(f"{value:g}", ink, anchor=(0.5, 0.5))
        words.setFont(ui_font(11))
        words.setPos(x, y)
        item.addItem(words)

    def _brush(self, number: int) -> QBrush:
        tone = self._theme.muted if number else self._theme.text
        return QBrush(tone, _PATTERNS[number % len(_PATTERNS)])

    def _pen(self, width: float = 1.0) -> object:
        return pg.mkPen(self._theme.text, width=width)


def _from_top(number: int) -> list[int]:
    """Return the places of so many categories on an axis that grows upwards."""
    return list(range(number))[::-1]
