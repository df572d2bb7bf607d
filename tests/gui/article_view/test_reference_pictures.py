"""The article view's chief states look as they did when somebody last looked at them.

The references in `tests/data/pictures` are of one platform: where Qt or the fonts are others, nothing is
compared. After a change that is meant, look at the new pictures:

    REFERENCE_PICTURES=write pytest tests/gui/article_view/test_reference_pictures.py
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.annotation.span import Span, State
from gui.article_view.label_palette import LabelPalette
from gui.theme import article_font, load_theme

PICTURES = Path(__file__).parents[2] / "data/pictures"
FONTS = PICTURES / "platform.txt"
FAR, MOST = 48, 0.004
"""A pixel counts as another one from this difference in a channel on; so much of a picture may be."""

TEXT = (
    "Monitors report ahead of talks\n\n"
    "The U.N. Security Council sanctions committee met in New York on Monday, said Kim Jong Un’s envoy. "
    "Stephen Biegun paid $5.7 million to the Bank of North Korea for five years.\n\n"
    + "Talks in Singapore went on for two days, and Reuters said that both sides were content with them.\n\n"
    * 60
)


def spans() -> list[Span]:
    rows = [
        ("U.N. Security Council sanctions committee", "ORG", State.ACCEPTED, 0.9),
        ("U.N. Security Council", "ORG", State.ACCEPTED, 0.9),
        ("U.N.", "ORG", State.PROPOSED, 0.9),
        ("New York", "GPE", State.PROPOSED, 0.9),
        ("Monday", "DATE", State.PROPOSED, 0.2),
        ("Kim Jong Un", "PERSON", State.ACCEPTED, 0.9),
        ("Stephen Biegun", "PERSON", State.PROPOSED, 0.9),
        ("$5.7 million", "MONEY", State.ACCEPTED, 0.9),
        ("Bank of North Korea", "ORG", State.PROPOSED, 0.9),
        ("North Korea", "GPE", State.PROPOSED, 0.3),
        ("five years", "DATE", State.REJECTED, 0.9),
    ]
    found = [
        Span(TEXT.index(words), TEXT.index(words) + len(words), label, "gold", state=state, score=score)
        for words, label, state, score in rows
    ]
    every, at = "Singapore", 0
    while (at := TEXT.find(every, at + 1)) >= 0:
        found.append(Span(at, at + len(every), "GPE", "gold", score=0.9))
    return found


def plain(desk: Any) -> None:
    desk.view.focus_span(None)


def dark(desk: Any) -> None:
    desk.view.set_theme(load_theme("dark"))


def high_contrast(desk: Any) -> None:
    desk.view.set_theme(load_theme("light", "high-contrast"))


def focused(desk: Any) -> None:
    desk.focus("Stephen Biegun")


def nested(desk: Any) -> None:
    desk.focus("U.N. Security Council")


def dragging(desk: Any) -> None:
    desk.focus("Kim Jong Un")
    knob = desk.knob("Kim Jong Un", at_end=False)
    QTest.mousePress(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=knob)
    desk.move(knob + QPoint(60, 4))


def label_palette(desk: Any) -> None:
    palette = LabelPalette(desk.view, load_theme("light"))
    span = desk.focus("New York")
    palette.open_at(desk.view.span_rect(span.id), desk.scheme.labels, span.label, "ORG")


def far_down(desk: Any) -> None:
    place = TEXT.rindex("Singapore")
    desk.view.reveal(place, place + 9)


STATES: dict[str, Callable[[Any], None]] = {
    "light": plain,
    "dark": dark,
    "high-contrast": high_contrast,
    "focused": focused,
    "nested": nested,
    "dragging": dragging,
    "label-palette": label_palette,
    "far-down": far_down,
}


@pytest.fixture(autouse=True)
def bare_application(qapp: QApplication) -> Iterator[None]:
    """The application as it is without a window's theme: a story before this one has set it."""
    sheet, palette = qapp.styleSheet(), qapp.palette()
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    yield
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


@pytest.mark.parametrize("name", STATES)
def test_it_looks_as_it_did(desk: Any, name: str) -> None:
    desk.view.resize(640, 300)
    desk.show_spans(TEXT, *spans())
    STATES[name](desk)
    QApplication.processEvents()
    now = desk.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    path = PICTURES / f"{name}.png"
    if os.environ.get("REFERENCE_PICTURES") == "write":
        FONTS.write_text(platform() + "\n", encoding="utf-8")
        assert now.save(str(path))
    if FONTS.read_text(encoding="utf-8").strip() != platform():
        pytest.skip(f"the pictures are of another platform: {platform()}")
    before = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert before.size() == now.size()
    assert differing(before, now) <= MOST, f"{name} looks otherwise; see the head of this file"


def platform() -> str:
    """Return what decides on the pixels."""
    families = [QFontInfo(font).family() for font in (article_font(18), QApplication.font())]
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    size = QFontInfo(QApplication.font()).pixelSize()
    return ", ".join([QGuiApplication.platformName(), qVersion(), *families, f"{size} px", f"{ratio:g}"])


def differing(one: QImage, other: QImage) -> float:
    """Return which share of the pixels is clearly another colour."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    far = {number // 4 for number, (a, b) in enumerate(pairs) if abs(a - b) > FAR}
    return len(far) / (one.width() * one.height())
