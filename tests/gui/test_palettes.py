"""Every palette can be read, and its frequent labels told apart, whatever eyes look at it.

Contrast as WCAG 2 counts it; colour differences are CIEDE2000 (Sharma et al. 2005) of what the eye gets
under full colour blindness, simulated as in Machado et al. 2009.
"""

import math
from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from core.annotation.scheme import load_scheme
from core.settings import PALETTE
from gui.theme import LabelColours, Theme, load_theme

FREQUENT = ("PERSON", "ORG", "GPE", "DATE", "NORP", "CARDINAL", "MONEY")
RELATIVES = {"CARDINAL", "MONEY"}
"""Numbers both: in the usual colours they are near each other on purpose."""

BLINDNESS = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Vector = tuple[float, float, float]


@pytest.fixture(params=PALETTE.choices)
def palette(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_everything_can_be_read(palette: str, theme_name: str) -> None:
    theme = load_theme(theme_name, palette)
    least = 7.0 if palette == "high-contrast" else 4.5
    for label in load_scheme():
        colours = theme.label_colours(label)
        pairs = [
            (theme.text, colours.fill),
            (theme.text, colours.pale),
            (colours.ink, theme.paper),
            (colours.ink, colours.fill),
        ]
        for one, other in pairs:
            assert contrast(one, other) >= least, (label.name, one.name(), other.name())
    for ground in (theme.paper, theme.panel, theme.field, theme.chosen):
        assert contrast(theme.text, ground) >= least
        assert contrast(theme.muted, ground) >= 4.5 if ground == theme.chosen else least
    assert contrast(theme.text, theme.select) >= least
    assert contrast(theme.focus, theme.paper) >= least


def test_in_high_contrast_lines_and_the_ring_are_seen_on_all_that_they_cross(theme_name: str) -> None:
    theme = load_theme(theme_name, "high-contrast")
    assert contrast(theme.line, theme.panel) >= 3
    assert all(contrast(theme.focus, theme.label_colours(label).fill) >= 3 for label in load_scheme())


def test_frequent_labels_stay_apart_for_eyes_that_lack_a_colour(palette: str, theme_name: str) -> None:
    theme = load_theme(theme_name, palette)
    for blindness in ("deuteranopia", "protanopia"):
        for part in ("fill", "ink"):
            for pair in combinations(FREQUENT, 2):
                if set(pair) == RELATIVES or palette == "high-contrast":
                    continue
                assert difference(theme, part, pair, blindness) >= 9, (blindness, part, pair)


def test_the_colours_for_colour_blind_eyes_stay_apart_in_all_of_them(theme_name: str) -> None:
    theme = load_theme(theme_name, "colour-blind")
    for blindness in ("", *BLINDNESS):
        for part in ("fill", "ink"):
            for pair in combinations(FREQUENT, 2):
                assert difference(theme, part, pair, blindness) >= 10, (blindness, part, pair)


def test_the_focus_is_not_taken_for_a_label(palette: str, theme_name: str) -> None:
    theme = load_theme(theme_name, palette)
    focus = lab(theme.focus, "")
    least = 10 if palette == "high-contrast" else 13
    for label in load_scheme():
        assert ciede2000(lab(theme.label_colours(label).ink, ""), focus) >= least, label.name


def test_the_measure_is_the_published_one() -> None:
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)) == pytest.approx(0.9082, abs=1e-4)


@pytest.fixture(params=["light", "dark"])
def theme_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def difference(theme: Theme, part: str, pair: tuple[str, str], blindness: str) -> float:
    scheme = load_scheme()
    one, other = (_part(theme.label_colours(scheme[name]), part) for name in pair)
    return ciede2000(lab(one, blindness), lab(other, blindness))


def _part(colours: LabelColours, part: str) -> QColor:
    return colours.fill if part == "fill" else colours.ink


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted(luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: QColor) -> Vector:
    def one(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return one(colour.redF()), one(colour.greenF()), one(colour.blueF())


def lab(colour: QColor, blindness: str) -> Vector:
    seen = linear(colour)
    if blindness:
        rows = BLINDNESS[blindness]
        seen = tuple(min(max(sum(a * b for a, b in zip(row, seen, strict=True)), 0.0), 1.0) for row in rows)  # type: ignore[assignment]
    red, green, blue = seen
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (math.cbrt(t) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: Vector, other: Vector) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    grey = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + grey) * a1, (1 + grey) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    sl = 1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    spin = math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * spin
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / sh
    return math.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)
