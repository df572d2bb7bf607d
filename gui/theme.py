"""The window's colours and measures, light and dark. Colours are data: `resources/palettes`, the scheme."""

import tomllib
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from core import assets
from core.annotation.scheme import Colours, Label

USUAL_PALETTE = "usual"

_SERIFS = (
    "Charter",
    "Charis SIL",
    "Sitka Text",
    "Cambria",
    "Source Serif 4",
    "Noto Serif",
    "Liberation Serif",
    "DejaVu Serif",
)


@dataclass(frozen=True, slots=True)
class LabelColours:
    """A label's colours: fill (accepted), pale (undecided), ink (tag, underline and key letter)."""

    fill: QColor
    pale: QColor
    ink: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """The window's own colours. `focus` is the only vivid one."""

    name: str
    paper: QColor
    panel: QColor
    chosen: QColor
    line: QColor
    field: QColor
    text: QColor
    muted: QColor
    faint: QColor
    focus: QColor
    good: QColor
    select: QColor
    labels: tuple[LabelColours, ...] = ()
    """The palette's own label colours, in the order of a scheme's labels; none: the scheme's."""

    def label_colours(self, label: Label) -> LabelColours:
        """Return a label's colours in this theme."""
        if self.labels and label.place >= 0:
            return self.labels[label.place % len(self.labels)]
        return _of_scheme(label.dark if self.name == "dark" else label.light)


_COLOURS = tuple(field.name for field in fields(Theme) if field.name not in ("name", "labels"))


@cache
def load_theme(name: str, palette: str = USUAL_PALETTE) -> Theme:
    """Return the theme `light` or `dark` in a palette's colours; what that lacks is the usual one's."""
    own, usual = _read_palette(palette), _read_palette(USUAL_PALETTE)
    table = own.get(name) or usual[name]
    labels = tuple(_of_row(row[name]) for row in own.get("labels", ()))
    return Theme(name=name, labels=labels, **{key: QColor(table[key]) for key in _COLOURS})


@cache
def _read_palette(palette: str) -> dict[str, Any]:
    return tomllib.loads(assets.read_text("palettes", f"{palette}.toml"))


def system_theme() -> str:
    """Return `dark` where the desktop asks for it, else `light`."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the whole application this theme: Fusion with our palette, and a style sheet for what it lacks."""
    if application.style().objectName().casefold() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(_palette(theme))
    application.setStyleSheet(_style_sheet(theme))


def unit(pixels_at_13: float) -> int:
    """Return a length of the interface, given for a 13 px font, in pixels at the user's font size."""
    return round(pixels_at_13 * ui_pixels() / 13)


def ui_pixels() -> int:
    """Return the pixel size of the interface's font, which the platform sets."""
    return QFontInfo(QApplication.font()).pixelSize()


def ui_font(pixels_at_13: float = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface's font at a size given for a 13 px font."""
    font = QFont(QApplication.font())
    font.setPixelSize(max(1, unit(pixels_at_13)))
    font.setWeight(weight)
    return font


def article_font(pixels: int, family: str = "") -> QFont:
    """Return the article's font: the named family, `sans` or `fixed`, else the first serif there is."""
    present = set(QFontDatabase.families())
    font = QFont()
    wanted = _platform_family(family) or family
    font.setFamily(next((name for name in (wanted, *_SERIFS) if name in present), "serif"))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(max(1, pixels))
    return font


def _platform_family(kind: str) -> str:
    """Return the family that the platform has for a kind of font, or nothing."""
    if kind == "sans":
        return QFontInfo(QApplication.font()).family()
    if kind == "fixed":
        return QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)).family()
    return ""


@cache
def _of_scheme(colours: Colours) -> LabelColours:
    return _of_row(asdict(colours))


def _of_row(row: dict[str, str]) -> LabelColours:
    return LabelColours(QColor(row["fill"]), QColor(row["pale"]), QColor(row["ink"]))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for key, colour in {
        role.Window: theme.panel,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.Button: theme.panel,
        role.ButtonText: theme.text,
        role.BrightText: theme.focus,
        role.Highlight: theme.select,
        role.HighlightedText: theme.text,
        role.ToolTipBase: theme.field,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Link: theme.text,
        role.Mid: theme.line,
        role.Accent: theme.text,
    }.items():
        palette.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, theme.faint)
    return palette


def _style_sheet(theme: Theme) -> str:
    names = {name: getattr(theme, name).name() for name in _COLOURS}
    return assets.read_text("palettes", "window.qss").format(**names, field_radius=unit(4), pad=unit(6))
