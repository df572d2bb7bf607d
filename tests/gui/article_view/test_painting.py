"""What is on the screen: colours, shapes, and that highlights never move the text."""

import itertools
from typing import Any

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.resize import resize
from core.annotation.span import Span, State
from core.annotation.span_filter import SpanFilter
from gui.theme import Theme

TEXT = "Talks in Pyongyang with Biegun on Wednesday cost $5.7 million."


def colours_of(desk: Any, theme: Theme, label: str) -> tuple[str, str, str]:
    colours = theme.label_colours(desk.scheme[label])
    return colours.fill.name(), colours.pale.name(), colours.ink.name()


def batch(desk: Any) -> Batch:
    return Batch(desk.annotated.article.id, "gold", "tester")


def rows_of(desk: Any, surface: str, colour: str) -> int:
    """Return in how many rows of pixels beneath a text's box this colour stands."""
    start = desk.annotated.text.index(surface)
    rect = desk.view.place_rect(start, start + len(surface))
    image = desk.image()
    rows = range(rect.bottom() - 1, rect.bottom() + 3)
    return sum(
        any(image.pixelColor(x, y).name() == colour for x in range(rect.left(), rect.right())) for y in rows
    )


def test_states_differ_by_fill_and_by_stroke(desk: Any, theme: Theme) -> None:
    desk.view.set_theme(theme)
    desk.show(
        TEXT,
        ("Pyongyang", "GPE", State.PROPOSED, 0.9),
        ("Biegun", "PERSON", State.ACCEPTED, 0.9),
        ("Wednesday", "DATE", State.PROPOSED, 0.2),
        ("$5.7 million", "MONEY", State.REJECTED, 0.2),
    )
    proposed, accepted, doubtful = (colours_of(desk, theme, one) for one in ("GPE", "PERSON", "DATE"))
    assert proposed[1] in desk.colours("Pyongyang") and proposed[0] not in desk.colours("Pyongyang")
    assert accepted[0] in desk.colours("Biegun") and accepted[1] not in desk.colours("Biegun")
    assert doubtful[1] in desk.colours("Wednesday")
    assert rows_of(desk, "Pyongyang", proposed[2]) == 2
    assert rows_of(desk, "Biegun", accepted[2]) == 1
    assert rows_of(desk, "Wednesday", doubtful[2]) == 2
    assert not {colours_of(desk, theme, "MONEY")[1], theme.muted.name()} & desk.colours("$5.7 million")
    desk.view.set_filter(SpanFilter(rejected=True))
    assert theme.muted.name() in desk.colours("$5.7 million")


def test_dashes_and_dots_have_their_lengths(desk: Any) -> None:
    desk.show(TEXT, ("Pyongyang", "GPE"), ("Wednesday", "DATE", State.PROPOSED, 0.1))
    for surface, label, period in (("Pyongyang", "GPE", 8), ("Wednesday", "DATE", 4)):
        ink = desk.scheme[label].light.ink.lower()
        start = TEXT.index(surface)
        rect = desk.view.place_rect(start, start + len(surface))
        image = desk.image()
        row = next(
            y
            for y in range(rect.bottom() - 2, rect.bottom() + 4)
            if image.pixelColor(rect.left() + 1, y).name() == ink
        )
        inked = [image.pixelColor(x, row).name() == ink for x in range(rect.left(), rect.right() - 8)]
        starts = [x for x in range(1, len(inked)) if inked[x] and not inked[x - 1]]
        assert {b - a for a, b in itertools.pairwise(starts)} == {period}


def test_paper_and_text_are_the_themes(desk: Any, theme: Theme) -> None:
    desk.view.set_theme(theme)
    desk.show(TEXT)
    image = desk.image()
    assert image.pixelColor(2, 2).name() == theme.paper.name()
    assert theme.text.name() in desk.colours("Talks")
    around = desk.view.grab().toImage()
    assert around.pixelColor(1, 1).name() == theme.paper.name()


def test_highlights_never_move_the_text(desk: Any) -> None:
    view = desk.show(TEXT)
    bare = [view.place_rect(start, start + 1) for start in range(len(TEXT))]
    view = desk.show(TEXT, ("Pyongyang", "GPE"), ("Biegun on Wednesday", "EVENT", State.ACCEPTED))
    desk.focus("Pyongyang")
    assert [view.place_rect(start, start + 1) for start in range(len(TEXT))] == bare


def test_the_focus_is_drawn_and_goes(desk: Any, theme: Theme) -> None:
    desk.view.set_theme(theme)
    view = desk.show(TEXT, ("Biegun", "PERSON"))
    bare = desk.image()
    desk.focus("Biegun")
    rect = desk.knob("Biegun", at_end=True)
    assert desk.image().pixelColor(rect).name() == theme.focus.name()
    view.focus_span(None)
    assert desk.image() == bare


@pytest.mark.parametrize("act", ["accept", "reject", "resize"])
def test_changes_repaint_as_a_fresh_view_would(qtbot: QtBot, desk: Any, act: str) -> None:
    view = desk.show(TEXT, ("Pyongyang", "GPE"), ("Biegun", "PERSON"), ("Biegun on Wednesday", "EVENT"))
    span = desk.span("Biegun on Wednesday")
    desk.image()
    corrections = {
        "accept": lambda: accept((span,), batch(desk)),
        "reject": lambda: reject((span,), batch(desk)),
        "resize": lambda: resize(desk.annotated, span, TEXT.index("with"), span.end, batch(desk)),
    }[act]()
    with qtbot.waitSignal(view.painted):
        view.apply_changes(desk.annotated.apply(corrections))
    after = desk.image()
    view.show_article(desk.annotated, desk.scheme, 0.5)
    assert after == desk.image()


def test_a_focused_span_that_is_gone_loses_the_focus(desk: Any) -> None:
    view = desk.show(TEXT, ("Biegun", "PERSON"))
    span = desk.focus("Biegun")
    removal = batch(desk).correction("remove", span, None)
    view.apply_changes(desk.annotated.apply((removal,)))
    assert view.span_rect(span.id) is None
    assert "#b3261e" not in desk.colours("Biegun")


def test_an_inner_span_keeps_the_outer_fill(desk: Any) -> None:
    desk.show(TEXT, ("Pyongyang with Biegun", "EVENT", State.ACCEPTED), ("Biegun", "PERSON", State.ACCEPTED))
    assert desk.scheme["EVENT"].light.fill.lower() in desk.colours("Biegun")
    assert desk.scheme["PERSON"].light.fill.lower() not in desk.colours("Biegun")


def test_an_unknown_label_has_quiet_colours(desk: Any) -> None:
    desk.show(TEXT, ("Biegun", "MYSTERY"))
    assert desk.scheme["MYSTERY"].light.pale.lower() in desk.colours("Biegun")


def test_find_marks_frame_and_fill_the_current_one(desk: Any) -> None:
    view = desk.show(TEXT)
    bare = desk.colours("Biegun"), desk.colours("Wednesday")
    places = [(TEXT.index(word), TEXT.index(word) + len(word)) for word in ("Biegun", "Wednesday")]
    view.set_find_marks(places, 1)
    assert "#cbddf2" not in desk.colours("Biegun")
    assert "#cbddf2" in desk.colours("Wednesday")
    view.set_find_marks((), None)
    assert (desk.colours("Biegun"), desk.colours("Wednesday")) == bare


def test_a_score_below_the_threshold_shows_doubt(desk: Any) -> None:
    view = desk.show(TEXT, ("Biegun", "PERSON", State.PROPOSED, 0.6))
    sure = desk.image()
    view.set_threshold(0.7)
    assert desk.image() != sure
    view.set_threshold(0.5)
    assert desk.image() == sure


def test_painting_five_thousand_times(desk: Any) -> None:
    """A binding once lost a reference to None in every painting, and aborted after a few dozen."""
    view = desk.show(TEXT, ("Pyongyang", "GPE"), ("Biegun", "PERSON", State.ACCEPTED))
    view.resize(240, 120)
    desk.focus("Biegun")
    port = view.viewport()
    times = 0

    def count() -> None:
        nonlocal times
        times += 1

    view.painted.connect(count)
    for _ in range(5000):
        port.repaint(QRect(0, 0, 200, 80))
    assert times == 5000


def test_a_span_over_a_line_end_is_drawn_on_both(desk: Any) -> None:
    text = "word " * 14 + "Kim Jong Un met him"
    view = desk.show_spans(text, Span(30, len(text) - 8, "PERSON", "gold", state=State.ACCEPTED))
    view.resize(320, 300)
    fill = desk.scheme["PERSON"].light.fill.lower()
    first, last = view.place_rect(30, 31), view.place_rect(len(text) - 10, len(text) - 9)
    assert first.top() < last.top()
    for rect in (first, last):
        image = desk.image()
        assert image.pixelColor(rect.center().x(), rect.top() + 1).name() == fill
