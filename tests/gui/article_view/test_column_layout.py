"""Paragraphs are laid out when they are looked at, and what is in view stays where it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.article_view.heights import Heights
from gui.article_view.view import ArticleView

UNEVEN = "\n".join(
    f"Paragraph {number}: "
    + ("wide WIDE words in MANY capitals. " if number % 3 else "iii lil ") * (number % 17)
    for number in range(3000)
)
POSITIVE = st.lists(st.floats(0.5, 1000), min_size=1, max_size=2000)


@given(POSITIVE, st.data())
def test_what_begins_at_a_height_lies_there(heights: list[float], data: st.DataObject) -> None:
    many = Heights(heights)
    number = data.draw(st.integers(0, len(heights) - 1))
    assert many.before(number) == pytest.approx(sum(heights[:number]))
    assert many.at(many.before(number) + heights[number] / 2) == number
    grown = many.change(number, heights[number] + 7)
    assert grown == pytest.approx(7)
    assert many.total == pytest.approx(sum(heights) + 7)
    assert many.at(-5) == 0
    assert many.at(many.total + 5) == len(heights) - 1


def words(view: ArticleView, number: int) -> tuple[int, int]:
    start = UNEVEN.index(f"Paragraph {number}:")
    return start, start + 9


def test_a_jump_to_the_end_is_a_jump_to_the_end(desk: Any) -> None:
    view = desk.show_spans(UNEVEN)
    desk.qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert view.caret() == len(UNEVEN)
    assert view.viewport().rect().contains(view.place_rect(*words(view, 2999)))
    desk.qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert view.scrolled() == 0
    assert view.viewport().rect().contains(view.place_rect(*words(view, 0)))


def test_what_is_revealed_far_away_is_in_the_upper_third(desk: Any) -> None:
    view = desk.show_spans(UNEVEN)
    for number in (1500, 20, 2900, 700):
        view.reveal(*words(view, number))
        before = view.place_rect(*words(view, number))
        QApplication.processEvents()
        assert view.place_rect(*words(view, number)) == before
        assert abs(before.top() - view.viewport().height() / 3) < 3


def test_scrolling_up_into_what_was_never_seen_moves_by_just_so_much(desk: Any) -> None:
    view = desk.show_spans(UNEVEN)
    view.reveal(*words(view, 1500))
    QApplication.processEvents()
    bar = view.verticalScrollBar()
    for _ in range(60):
        shown = next(n for n in range(1500, 0, -1) if view.place_rect(*words(view, n)).top() < 40)
        before = view.place_rect(*words(view, shown)).top()
        bar.setValue(bar.value() - 55)
        QApplication.processEvents()
        assert abs(view.place_rect(*words(view, shown)).top() - before - 55) <= 1


def test_a_narrower_column_keeps_the_place(desk: Any) -> None:
    view = desk.show_spans(UNEVEN)
    view.reveal(*words(view, 1500))
    view.resize(420, 400)
    QApplication.processEvents()
    view.reveal(*words(view, 1500))
    assert view.viewport().rect().contains(view.place_rect(*words(view, 1500)).topLeft())
