"""Small parts: text that fits, strokes, caps, filter, empty page."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.theme import Theme, ui_font
from gui.widgets.empty_page import EmptyPage
from gui.widgets.filter_line import FilterLine
from gui.widgets.key_cap import key_words
from gui.widgets.menu_button import MenuButton
from gui.widgets.stroke import Stroke, draw_shares, draw_stroke
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel, fit_lines
from gui.widgets.themed import pass_theme


@pytest.mark.parametrize(
    ("key", "words"),
    [("Shift+Right", "Shift+→"), ("Delete", "Del"), ("Ctrl++", "Ctrl++"), ("=", "="), ("+", "+"), ("", "")],
)
def test_keys_as_caps_show_them(key: str, words: str) -> None:
    assert key_words(key) == words


def test_text_is_broken_and_the_rest_elided(qapp: object) -> None:
    metrics = QFontMetrics(ui_font())
    width = metrics.horizontalAdvance("Fed leaves rates")
    assert fit_lines("Fed leaves rates unchanged", metrics, width, 2) == "Fed leaves rates\nunchanged"
    long = fit_lines("Fed leaves rates " * 9, metrics, width, 2).split("\n")
    assert len(long) == 2
    assert long[1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= width + 1 for line in long)
    assert fit_lines("", metrics, width, 2) == ""


def test_what_is_cut_stays_whole_for_a_screen_reader(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, "A very long title that does not fit at all", lines=1)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.accessibleName() == "A very long title that does not fit at all"


def _inked(stroke: Stroke, width: int) -> list[int]:
    """Return the x of every pixel in the stroke's first row and second row that has ink."""
    image = QImage(width, 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_stroke(painter, stroke, QPoint(0, 0), width, QColor(Qt.GlobalColor.black))
    painter.end()
    return [x for x in range(width) if image.pixelColor(x, 1) == QColor(Qt.GlobalColor.black)]


def test_states_differ_in_shape(qapp: object) -> None:
    assert _inked(Stroke.ACCEPTED, 8) == list(range(8))
    assert _inked(Stroke.PROPOSED, 10) == [0, 1, 2, 3, 4, 8, 9]
    assert _inked(Stroke.DOUBTFUL, 7) == [0, 1, 4, 5]
    assert _inked(Stroke.REJECTED, 8) == []


@pytest.mark.parametrize("shares", [(1, 0, 0), (1000, 1, 1), (1, 1, 1), (0, 3, 5), (0, 0, 0)])
def test_shares_stay_within_their_width(shares: tuple[int, int, int], qapp: object) -> None:
    image = QImage(60, 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    states = (Stroke.ACCEPTED, Stroke.PROPOSED, Stroke.DOUBTFUL)
    draw_shares(painter, list(zip(states, shares, strict=True)), QPoint(4, 0), 32, QColor("black"))
    painter.end()
    inked = [x for x in range(60) if image.pixelColor(x, 1) == QColor("black")]
    assert all(4 <= x < 36 for x in inked)
    assert bool(inked) == any(shares)


def test_a_filter_tells_when_typing_pauses_or_on_enter(qtbot: QtBot) -> None:
    line = FilterLine("Filter", pause_ms=1)
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.filter_changed) as told:
        qtbot.keyClicks(line, " tea ")
    assert told.args == ["tea"]
    line._pause.setInterval(60_000)
    with qtbot.waitSignal(line.filter_changed):
        qtbot.keyClicks(line, "pot")
        qtbot.keyClick(line, Qt.Key.Key_Return)
    with qtbot.waitSignal(line.filter_changed) as told:
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert told.args == [""]
    with qtbot.waitSignal(line.left):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    with qtbot.waitSignal(line.down):
        qtbot.keyClick(line, Qt.Key.Key_Down)


def test_a_choice_is_told_and_named(theme: Theme, qtbot: QtBot) -> None:
    button = MenuButton(theme, "Status", ("All", "To do"))
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.chosen) as chosen:
        button.menu.actions()[1].trigger()
    assert chosen.args == [1]
    assert button.accessibleName() == "Status: To do"


def test_the_empty_page_offers_three_ways(theme: Theme, qtbot: QtBot) -> None:
    page = EmptyPage(theme)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    buttons = page.findChildren(FramedButton)
    for button, signal in zip(buttons, (page.open_files, page.open_folder, page.open_sample), strict=True):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.open_files):
        buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(buttons[0], Qt.Key.Key_Space)


def test_a_theme_reaches_every_part(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = TextLabel(theme, "words", tone="focus", parent=parent)
    pass_theme(parent, theme)
    assert label.palette().windowText().color() == theme.focus
