"""Layers side by side in one text: a half of the box for each, room for tags on both sides of the words."""

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.other_layers import OtherLayers
from core.annotation.side_by_side import SideBySide
from core.annotation.span import Span, State
from gui.theme import Theme

TEXT = "Kim met Trump in Hanoi. " * 3 + "\nThen Biegun left Pyongyang for Oslo."


def layer(desk: Any, *marks: tuple[str, str]) -> AnnotatedArticle:
    spans = [
        Span(TEXT.index(surface), TEXT.index(surface) + len(surface), label, "", State.ACCEPTED)
        for surface, label in marks
    ]
    return AnnotatedArticle(desk.annotated.article, "", spans)


def sides(desk: Any, **others: Any) -> SideBySide:
    above = OtherLayers([layer(desk, ("Biegun", "PERSON"))])
    below = OtherLayers([layer(desk, ("Biegun", "ORG"), ("Oslo", "GPE"))])
    return SideBySide(above, below, layer(desk, ("Pyongyang", "GPE")), **others)


def colours(desk: Any, surface: str, upper: bool) -> set[str]:
    """Return the colours in one half of a text's box."""
    rect: QRect = desk.view.place_rect(TEXT.index(surface), TEXT.index(surface) + len(surface))
    half = rect.height() // 2 - 1
    top = rect.top() if upper else rect.bottom() - half + 1
    return colours_in(desk.image(), QRect(rect.left(), top, rect.width(), half))


def colours_in(image: QImage, rect: QRect) -> set[str]:
    rows, columns = range(rect.top(), rect.bottom()), range(rect.left(), rect.right())
    return {image.pixelColor(x, y).name() for x in columns for y in rows}


def fill(desk: Any, theme: Theme, label: str) -> str:
    return theme.label_colours(desk.scheme[label]).fill.name()


def test_each_side_has_its_half(desk: Any, theme: Theme) -> None:
    desk.view.set_theme(theme)
    desk.show(TEXT)
    desk.view.set_sides(sides(desk))
    person, org, gpe = (fill(desk, theme, label) for label in ("PERSON", "ORG", "GPE"))
    assert person in colours(desk, "Biegun", upper=True)
    assert org not in colours(desk, "Biegun", upper=True)
    assert org in colours(desk, "Biegun", upper=False)
    assert gpe not in colours(desk, "Oslo", upper=True)
    assert gpe in colours(desk, "Oslo", upper=False)


def test_what_all_have_has_a_faint_line_whatever_gold_has(desk: Any, theme: Theme) -> None:
    desk.view.set_theme(theme)
    desk.show(TEXT, ("Pyongyang", "GPE", State.ACCEPTED))
    assert fill(desk, theme, "GPE") in desk.colours("Pyongyang")
    desk.view.set_sides(sides(desk))
    assert fill(desk, theme, "GPE") not in desk.colours("Pyongyang")
    rect = desk.view.span_rect(desk.span("Pyongyang").id)
    below = {desk.image().pixelColor(rect.center().x(), rect.bottom() + n).name() for n in (0, 1, 2)}
    assert theme.faint.name() in below


def test_what_is_settled_is_left_to_gold(desk: Any, theme: Theme) -> None:
    desk.view.set_theme(theme)
    desk.show(TEXT, ("Oslo", "LOC", State.ACCEPTED))
    start = TEXT.index("Oslo")
    desk.view.set_sides(sides(desk, settled=frozenset({(start, start + 4, "GPE")})))
    assert fill(desk, theme, "GPE") not in desk.colours("Oslo")
    assert fill(desk, theme, "LOC") in colours(desk, "Oslo", upper=True)


def test_what_is_looked_at_has_a_ring(desk: Any) -> None:
    desk.show(TEXT)
    start = TEXT.index("Biegun")
    focus = desk.view.theme.focus.name()
    desk.view.set_sides(sides(desk))
    around = desk.view.place_rect(start, start + 6).adjusted(0, -20, 0, 20)
    assert focus not in colours_in(desk.image(), around)
    desk.view.set_sides(sides(desk, current=(start, start + 6)))
    assert focus in colours_in(desk.image(), around)


def test_lines_have_room_while_layers_are_side_by_side(desk: Any) -> None:
    def top() -> int:
        return int(desk.view.place_rect(TEXT.index("Biegun"), TEXT.index("Biegun") + 6).top())

    desk.show(TEXT)
    alone = top()
    desk.view.set_sides(sides(desk))
    both = top()
    assert both > alone
    desk.view.set_sides(SideBySide())
    assert top() == both
    desk.view.set_sides(None)
    assert top() == alone
