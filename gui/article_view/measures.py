"""Lengths of the article view in logical pixels, all derived from the article font's pixel size."""

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from gui.reading import Reading
from gui.theme import article_font, ui_font

MARGIN = 28
"""White space around the text on all sides, in pixels."""

DRAWN_LANES = 3
"""Deeper lanes share the last one."""

SIDE_LINE, SIDE_GAP = 2, 3
"""Where layers are side by side: the lines that mark a side, and from them to its tags, in pixels."""

_TITLE_FACTOR = 1.38
_NARROW_COLUMN = 45
_RUNNING_ENGLISH = "It was the best of times and the worst of times, and it was the age of wisdom."


@dataclass(frozen=True, slots=True)
class Measures:
    """What the drawing needs to know of the article's size.

    `article` is the font's pixel size, `leading` the lines' height in per cent of the least.
    """

    article: int
    leading: int = 100

    @classmethod
    def of(cls, reading: Reading) -> "Measures":
        """Return the measures of an article that is set like this."""
        return cls(reading.pixels, reading.line_height)

    @property
    def title(self) -> int:
        """Pixel size of the title's font."""
        return round(_TITLE_FACTOR * self.article)

    @property
    def lane(self) -> int:
        """Distance from one lane's underline to the next."""
        return max(3, round(0.17 * self.article))

    @property
    def tag(self) -> int:
        """Pixel size of the tags' font."""
        return max(9, round(0.54 * self.article))

    @property
    def cap(self) -> int:
        """Height of a tag's capitals."""
        return round(0.73 * self.tag)

    @property
    def paragraph_gap(self) -> float:
        """White space after a paragraph."""
        return 0.45 * self.article

    def above(self, pixels: int) -> int:
        """Return how far the box of text of this font size reaches above the baseline."""
        return round(0.80 * pixels)

    def below(self, pixels: int) -> int:
        """Return how far the box of text of this font size reaches below the baseline."""
        return round(0.27 * pixels)

    def line_height(self, pixels: int) -> int:
        """Return the height of a line of this font size: a sum, so that a tag fits at every zoom."""
        box = self.above(pixels) + self.below(pixels)
        return round((box + 2 + 2 * self.lane + 1 + self.cap + 3) * self.leading / 100)

    @property
    def leading_of_sides(self) -> int:
        """The line height in per cent that has room for a line and tags above the words too."""
        box = self.above(self.article) + self.below(self.article)
        needed = box + 2 * (SIDE_LINE + SIDE_GAP + self.cap) + 2
        return max(self.leading, math.ceil(100 * needed / Measures(self.article).line_height(self.article)))

    def depth(self, lane: int) -> int:
        """Return how far below lane 0 this lane's underline lies."""
        return min(lane, DRAWN_LANES - 1) * self.lane

    @property
    def tag_drop(self) -> int:
        """From the bottom of the box to a tag's baseline, in lane 0."""
        return 3 + math.ceil(0.73 * self.tag)

    @property
    def chip_height(self) -> int:
        """Height of the focused span's chip."""
        return math.ceil(0.73 * self.tag) + 4


@lru_cache(maxsize=32)
def mean_advance(pixels: int, family: str) -> float:
    """Return the mean advance of running English in the article's font; `averageCharWidth` is not it."""
    metrics = QFontMetricsF(article_font(pixels, family))
    return metrics.horizontalAdvance(_RUNNING_ENGLISH) / len(_RUNNING_ENGLISH)


def column_width(reading: Reading) -> int:
    """Return the width of the column with its margins, where there is room for it."""
    return math.ceil(reading.characters * mean_advance(reading.pixels, reading.family)) + 2 * MARGIN


def narrowest_column(reading: Reading) -> int:
    """Return the least width of the column with its margins."""
    return math.ceil(_NARROW_COLUMN * mean_advance(reading.pixels, reading.family)) + 2 * MARGIN


def tag_font(measures: Measures) -> QFont:
    """Return the font of tags and chip: the interface's, so that a tag is never read as a word."""
    font = ui_font(weight=QFont.Weight.DemiBold)
    font.setPixelSize(measures.tag)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    return font
