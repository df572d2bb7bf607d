"""What clicks, drags and the right button ask for, on the real widget."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.annotation.span import State
from core.annotation.span_filter import SpanFilter

TEXT = "The U.S. State Department met Stephen Biegun in Pyongyang today."
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def laid(desk: Any) -> Any:
    desk.show(
        TEXT, ("U.S.", "GPE"), ("U.S. State Department", "ORG"), ("Stephen Biegun", "PERSON", State.ACCEPTED)
    )
    return desk


def test_click_asks_for_the_smallest_span(qtbot: QtBot, laid: Any) -> None:
    with qtbot.waitSignal(laid.view.focus_requested) as asked:
        laid.click(laid.middle("U.S."))
    assert asked.args == [laid.span("U.S.").id]


def test_click_again_asks_for_the_span_outside(qtbot: QtBot, laid: Any) -> None:
    laid.focus("U.S.")
    with qtbot.waitSignal(laid.view.focus_requested) as asked:
        laid.click(laid.middle("U.S."))
    assert asked.args == [laid.span("U.S. State Department").id]


def test_click_on_bare_text_asks_for_no_focus_and_places_the_caret(qtbot: QtBot, laid: Any) -> None:
    with qtbot.waitSignal(laid.view.focus_requested) as asked:
        laid.click(laid.middle("met"))
    assert asked.args == [None]
    assert TEXT.index("met") <= laid.view.caret() <= TEXT.index("met") + 3
    assert laid.view.caret_shown


def test_click_far_from_the_text_asks_for_no_focus(qtbot: QtBot, laid: Any) -> None:
    port = laid.view.viewport()
    for point in (QPoint(3, 3), QPoint(port.width() - 3, port.height() - 3)):
        with qtbot.waitSignal(laid.view.focus_requested) as asked:
            laid.click(point)
        assert asked.args == [None]


def test_click_on_a_tag_is_a_click_on_its_span(qtbot: QtBot, laid: Any) -> None:
    span = laid.span("Stephen Biegun")
    rect = laid.view.span_rect(span.id)
    with qtbot.waitSignal(laid.view.focus_requested) as asked:
        laid.click(QPoint(rect.left() + 12, rect.bottom() + 7))
    assert asked.args == [span.id]


def test_a_second_click_in_the_focused_span_shows_the_caret_there(laid: Any) -> None:
    span = laid.focus("Stephen Biegun")
    laid.click(laid.middle("Biegun"))
    laid.view.focus_span(span.id)
    assert TEXT.index("Biegun") < laid.view.caret() < span.end
    assert laid.view.caret_shown


def test_drag_selects_whole_words(qtbot: QtBot, laid: Any) -> None:
    with qtbot.waitSignal(laid.view.selection_made) as made:
        laid.drag(laid.middle("met"), laid.middle("in "))
    start, end = made.args[0]
    assert TEXT[start:end] == "met Stephen Biegun in"
    assert laid.view.selection() == (start, end)


def test_drag_with_alt_selects_characters(qtbot: QtBot, laid: Any) -> None:
    with qtbot.waitSignal(laid.view.selection_made) as made:
        laid.drag(laid.middle("today"), laid.middle("yongyang"), ALT)
    start, end = made.args[0]
    assert TEXT.index("Pyongyang") < start < TEXT.index("Pyongyang") + 9
    assert TEXT.index("today") < end < TEXT.index("today") + 5


def test_double_click_selects_the_word(qtbot: QtBot, laid: Any) -> None:
    with qtbot.waitSignal(laid.view.selection_made) as made:
        qtbot.mouseDClick(laid.view.viewport(), LEFT, pos=laid.middle("Pyongyang"))
    start, end = made.args[0]
    assert TEXT[start:end] == "Pyongyang"


def test_selecting_asks_for_no_focus(qtbot: QtBot, laid: Any) -> None:
    laid.focus("Stephen Biegun")
    with qtbot.waitSignal(laid.view.focus_requested) as asked:
        laid.drag(laid.middle("in "), laid.middle("today"))
    assert asked.args == [None]


def test_dragging_a_knob_asks_for_whole_words(qtbot: QtBot, laid: Any) -> None:
    span = laid.focus("Stephen Biegun")
    with qtbot.waitSignal(laid.view.resize_requested) as asked:
        laid.drag(laid.knob("Stephen Biegun", at_end=True), laid.middle("Pyongyang"))
    span_id, start, end = asked.args
    assert (span_id, TEXT[start:end]) == (span.id, "Stephen Biegun in Pyongyang")
    assert laid.view.selection() is None


def test_dragging_the_first_knob_with_alt_asks_for_characters(qtbot: QtBot, laid: Any) -> None:
    span = laid.focus("Stephen Biegun")
    with qtbot.waitSignal(laid.view.resize_requested) as asked:
        laid.drag(laid.knob("Stephen Biegun", at_end=False), laid.middle("Stephen"), ALT)
    assert span.start < asked.args[1] < span.start + len("Stephen")
    assert asked.args[2] == span.end


def test_the_ring_follows_the_edge_that_is_dragged(qtbot: QtBot, laid: Any) -> None:
    laid.focus("Stephen Biegun")
    before = laid.image()
    qtbot.mousePress(laid.view.viewport(), LEFT, pos=laid.knob("Stephen Biegun", at_end=True))
    laid.move(laid.middle("Pyongyang"))
    during = laid.image()
    assert during != before
    qtbot.keyClick(laid.view, Qt.Key.Key_Escape)
    assert laid.image() == before


def test_escape_ends_a_drag_without_a_wish(qtbot: QtBot, laid: Any) -> None:
    laid.focus("Stephen Biegun")
    view = laid.view
    with qtbot.assertNotEmitted(view.resize_requested), qtbot.assertNotEmitted(view.focus_requested):
        qtbot.mousePress(view.viewport(), LEFT, pos=laid.knob("Stephen Biegun", at_end=True))
        laid.move(laid.middle("Pyongyang"))
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        qtbot.mouseRelease(view.viewport(), LEFT, pos=laid.middle("Pyongyang"))


def test_a_knob_put_back_asks_for_nothing(qtbot: QtBot, laid: Any) -> None:
    laid.focus("Stephen Biegun")
    at = laid.knob("Stephen Biegun", at_end=True)
    with qtbot.assertNotEmitted(laid.view.resize_requested):
        laid.drag(at, at + QPoint(2, 2))


def test_right_click_focuses_the_span_and_asks_for_its_menu(qtbot: QtBot, laid: Any) -> None:
    view, span = laid.view, laid.span("Stephen Biegun")
    point = laid.middle("Biegun")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    with qtbot.waitSignals([view.focus_requested, view.menu_requested]):
        QApplication.sendEvent(view.viewport(), event)
    view.focus_span(span.id)
    with qtbot.assertNotEmitted(view.focus_requested), qtbot.waitSignal(view.menu_requested) as asked:
        QApplication.sendEvent(view.viewport(), event)
    assert asked.args[0] == span.id


def test_a_rejected_span_can_be_clicked_where_it_is_shown(qtbot: QtBot, desk: Any) -> None:
    view = desk.show(TEXT, ("Pyongyang", "GPE", State.REJECTED))
    for shown, wanted in ((False, None), (True, desk.span("Pyongyang").id)):
        view.set_filter(SpanFilter(rejected=shown))
        with qtbot.waitSignal(view.focus_requested) as asked:
            desk.click(desk.middle("Pyongyang"))
        assert asked.args == [wanted]


def test_the_mouse_tells_what_began_an_edit(qtbot: QtBot, laid: Any) -> None:
    with qtbot.waitSignal(laid.view.input_received) as told:
        qtbot.mousePress(laid.view.viewport(), LEFT, pos=laid.middle("met"))
    assert told.args == ["mouse"]


def test_the_menu_key_asks_for_the_focused_spans_menu(qtbot: QtBot, laid: Any) -> None:
    view, span = laid.view, laid.focus("Stephen Biegun")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(view.menu_requested) as asked:
        QApplication.sendEvent(view.viewport(), event)
    assert asked.args[0] == span.id
    assert view.viewport().mapFromGlobal(asked.args[1]).y() > laid.middle("Stephen Biegun").y()


def test_dragging_a_knob_out_of_the_view_scrolls(qtbot: QtBot, desk: Any) -> None:
    view = desk.show("Kim met Trump.\n" * 100, ("Kim", "PERSON"))
    desk.focus("Kim")
    qtbot.mousePress(view.viewport(), LEFT, pos=desk.knob("Kim", at_end=True))
    desk.move(QPoint(60, view.viewport().height() + 40))
    assert view.verticalScrollBar().value() > 0
    qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_shift_and_click_widen_the_selection(qtbot: QtBot, laid: Any) -> None:
    laid.click(laid.middle("met"))
    with qtbot.waitSignal(laid.view.selection_made) as made:
        qtbot.mouseClick(
            laid.view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, laid.middle("Pyongyang")
        )
    start, end = made.args[0]
    assert TEXT[start:end] == "met Stephen Biegun in Pyongyang"


def test_a_third_click_selects_the_sentence(qtbot: QtBot, laid: Any) -> None:
    view, point = laid.view, laid.middle("met")
    qtbot.mouseClick(view.viewport(), LEFT, pos=point)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=point)
    with qtbot.waitSignal(view.selection_made) as made:
        qtbot.mouseClick(view.viewport(), LEFT, pos=point)
    start, end = made.args[0]
    assert "met Stephen Biegun in Pyongyang" in TEXT[start:end]
    with qtbot.waitSignal(view.focus_requested):
        laid.click(laid.middle("Stephen Biegun"))
    assert view.selection() is None


def test_ctrl_and_a_drag_give_the_focused_span_a_new_place(qtbot: QtBot, laid: Any) -> None:
    span = laid.focus("Stephen Biegun")
    with qtbot.waitSignal(laid.view.resize_requested) as asked:
        laid.drag(laid.middle("Biegun"), laid.middle("Pyongyang"), CTRL)
    span_id, start, end = asked.args
    assert (span_id, TEXT[start:end]) == (span.id, "Biegun in Pyongyang")
    assert laid.view.selection() is None


def test_escape_ends_the_drawing_of_a_place(qtbot: QtBot, laid: Any) -> None:
    laid.focus("Stephen Biegun")
    before = laid.image()
    with qtbot.assertNotEmitted(laid.view.resize_requested):
        qtbot.mousePress(laid.view.viewport(), LEFT, CTRL, laid.middle("Biegun"))
        laid.move(laid.middle("Pyongyang"), CTRL)
        assert laid.image() != before
        qtbot.keyClick(laid.view, Qt.Key.Key_Escape)
        qtbot.mouseRelease(laid.view.viewport(), LEFT, CTRL, laid.middle("Pyongyang"))
    assert laid.image() == before
