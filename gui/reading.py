"""How an article is set to be read: the size and the font of its text, its column, lines and direction."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

from gui.theme import ui_pixels

_ARTICLE_SIZE = 1.38
"""The article's usual font size, in font sizes of the interface."""

_DIRECTIONS = {
    "left-to-right": Qt.LayoutDirection.LeftToRight,
    "right-to-left": Qt.LayoutDirection.RightToLeft,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader can choose.

    `pixels` is the font's size, `characters` how many the column has room for, `line_height` per cent of
    the least one, `direction` as the setting names it.
    """

    pixels: int
    family: str = ""
    characters: int = 76
    line_height: int = 100
    direction: str = "auto"

    @property
    def layout_direction(self) -> Qt.LayoutDirection:
        """The direction of all paragraphs, or that each has its own."""
        return _DIRECTIONS.get(self.direction, Qt.LayoutDirection.LayoutDirectionAuto)


def usual_pixels(zoom: int = 100) -> int:
    """Return the pixel size of the article's font at a zoom in per cent."""
    return round(_ARTICLE_SIZE * ui_pixels() * zoom / 100)
