"""Zoom, theme, column, scrolling, and where things are."""

import itertools
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.annotation.span import Span
from gui.article_view.measures import Measures, column_width
from gui.article_view.view import ArticleView
from gui.reading import Reading, usual_pixels

LONG = "\n".join(f"Paragraph {number}: Kim met Trump in Singapore last June." for number in range(400))


@pytest.mark.parametrize(("pixels", "height"), [(13, 33), (16, 36), (18, 38), (26, 52)])
def test_line_height_is_the_looks_sum(pixels: int, height: int) -> None:
    assert Measures(pixels).line_height(pixels) == height


def test_lines_are_as_high_as_measured_at_every_zoom(desk: Any) -> None:
    view = desk.show("word " * 200)
    for pixels in (10, 13, 18, 26, 40):
        view.set_reading(Reading(pixels))
        tops = sorted({view.place_rect(i, i + 1).top() for i in range(0, 600, 5)})
        steps = {b - a for a, b in itertools.pairwise(tops)}
        height = Measures(pixels).line_height(pixels)
        assert steps <= {height - 1, height, height + 1}


def test_the_title_is_larger(desk: Any) -> None:
    text = "North Korea Guards Missiles\nBy a reporter"
    plain = desk.show_spans(text).place_rect(0, 5).height()
    titled = desk.show_spans(text, title="North Korea Guards Missiles").place_rect(0, 5).height()
    assert titled > plain
    assert desk.show_spans("One line only", title="One line only").place_rect(0, 3).height() == plain


def test_the_column_is_centred_and_gives_way(desk: Any) -> None:
    view = desk.show(LONG)
    view.resize(1400, 400)
    margins = view.viewportMargins()
    assert margins.left() == margins.right() > 0
    usual = Reading(usual_pixels())
    assert view.viewport().width() in (column_width(usual), column_width(usual) + 1)
    assert view.document().textWidth() == view.viewport().width()
    view.resize(view.minimumSizeHint())
    assert view.viewportMargins().left() == 0
    assert view.document().textWidth() == view.viewport().width()


def test_zoom_keeps_the_line_at_the_top_and_the_selection(desk: Any) -> None:
    view = desk.show(LONG)
    place = LONG.index("Paragraph 200"), LONG.index("Paragraph 200") + 9
    view.verticalScrollBar().setValue(0)
    view.reveal(*place)
    view.select(*place)
    view.set_reading(Reading(26))
    assert view.viewport().rect().contains(view.place_rect(*place))
    assert view.selection() == place


def test_zoom_stays_for_the_next_article(desk: Any) -> None:
    view = desk.show("Kim")
    view.set_reading(Reading(30))
    height = view.place_rect(0, 3).height()
    assert desk.show("Kim").place_rect(0, 3).height() == height


def test_focus_far_away_is_scrolled_into_the_upper_third(desk: Any) -> None:
    start = LONG.rindex("Singapore")
    middle = LONG.index("Singapore", len(LONG) // 2)
    spans = [Span(at, at + 9, "GPE", "gold") for at in (LONG.index("Singapore"), middle, start)]
    view = desk.show_spans(LONG, *spans)
    for span in spans:
        view.focus_span(span.id)
        assert view.viewport().rect().contains(view.span_rect(span.id))
    view.focus_span(spans[1].id)
    assert view.span_rect(spans[1].id).top() <= view.viewport().height() // 3 + 1


def test_focus_in_view_does_not_scroll(desk: Any) -> None:
    view = desk.show(LONG, ("Paragraph 2:", "EVENT"))
    before = view.verticalScrollBar().value()
    desk.focus("Paragraph 2:")
    assert view.verticalScrollBar().value() == before


def test_opening_begins_at_the_top_with_nothing_focused(desk: Any) -> None:
    view = desk.show(LONG, ("Kim", "PERSON"))
    desk.focus("Kim")
    view.verticalScrollBar().setValue(500)
    view = desk.show(LONG, ("Kim", "PERSON"))
    assert view.verticalScrollBar().value() == 0
    assert (view.caret(), view.selection()) == (0, None)


def test_nothing_can_be_dropped(desk: Any) -> None:
    view = desk.show("Kim")
    assert not view.acceptDrops()
    data = QMimeData()
    data.setText("x")
    view.insertFromMimeData(data)
    assert view.toPlainText() == "Kim"


def test_the_interfaces_font_and_style_leave_the_text_where_it_is(qtbot: QtBot, desk: Any) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    view = desk.show("Kim met Trump in Singapore", ("Kim", "PERSON"))
    before = view.place_rect(0, 26)
    font, larger = application.font(), QFont(application.font())
    larger.setPixelSize(20)
    try:
        application.setFont(larger)
        application.setStyleSheet("QLabel { color: red; }")
        desk.image()
        assert view.place_rect(0, 26) == before
    finally:
        application.setStyleSheet("")
        application.setFont(font)


def test_it_can_be_made_inside_a_styled_parent(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    font = parent.font()
    font.setPixelSize(31)
    parent.setFont(font)
    parent.setStyleSheet("QWidget { font-size: 19px; }")
    view = ArticleView(parent)
    parent.show()
    assert view.toPlainText() == ""


def test_ctrl_and_wheel_ask_for_another_zoom(qtbot: QtBot, desk: Any) -> None:
    view = desk.show(LONG)
    before = view.place_rect(0, 9)
    position = QPointF(50, 50)
    event = QWheelEvent(
        position,
        view.viewport().mapToGlobal(position),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(view.zoom_requested) as asked:
        QApplication.sendEvent(view.viewport(), event)
    assert asked.args == [-1]
    assert view.place_rect(0, 9) == before


def test_one_span_over_everything_costs_no_more(desk: Any) -> None:
    """Lanes are found without gathering all that a very long span holds."""
    inner = [Span(at, at + 3, "PERSON", "gold") for at in range(0, len(LONG) - 3, 20)]
    view = desk.show_spans(LONG, Span(0, len(LONG), "EVENT", "gold"), *inner)
    for span in (inner[0], inner[len(inner) // 2], inner[-1]):
        view.focus_span(span.id)
        desk.image()
        assert view.viewport().rect().contains(view.span_rect(span.id))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_blank_lines_take_no_room(desk: Any, newline: str) -> None:
    text = newline * 2 + "Missiles Guarded" + newline * 2 + "One." + newline * 4 + "Two." + newline + "Three."
    view = desk.show_spans(text, title="Missiles Guarded")
    tops = [view.place_rect(text.index(word), text.index(word) + 3).top() for word in ("One", "Two", "Three")]
    title = view.place_rect(text.index("Missiles"), text.index("Missiles") + 3)
    assert abs((tops[1] - tops[0]) - (tops[2] - tops[1])) <= 5
    assert title.top() < Measures(usual_pixels()).line_height(usual_pixels()) + 28
    assert title.height() > view.place_rect(text.index("One"), text.index("One") + 3).height()
