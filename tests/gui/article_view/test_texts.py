"""Texts that are hard to show: emoji, CRLF, right to left, nothing at all, very long, very dense."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.annotation.span import Span, State

HARD = {
    "emoji": "\U0001f600 Kim \U0001f468‍\U0001f469‍\U0001f467 met Trump \U0001f1fa\U0001f1f8 there",
    "crlf": "First line\r\nKim met Trump\r\n\r\nLast \U0001f600 line",
    "marks": "Cafe\u0301 Kim n\u0303 met Tru\u0308mp",
    "hebrew": "הנשיא Kim פגש את Trump בפיונגיאנג ביום רביעי",
    "mixed": "He said קים ג'ונג און Kim met Trump מילה",
    "tabs": "Kim\tmet\t\tTrump\t",
    "separators": "Kim\u2028met\u2029Trump\x0bthere\x0c\x1cand\x85on",
    "invisible": "\u200bKim\u200d\u2060 met\u200b Trump\ufeff",
    "odd": "\ufdd0Kim\ufdd1 met\x00 Trump\ufffc\r alone",
    "byte order mark": "\ufeffKim met Trump",
    "long word": "Kim " + "x" * 3000 + " Trump",
}


@pytest.mark.parametrize("name", HARD)
def test_every_offset_survives_the_document(desk: Any, name: str) -> None:
    text = HARD[name]
    view = desk.show(text)
    for point in range(0, len(text), max(1, len(text) // 100)):
        if text[point - 1 : point + 1] == "\r\n":
            continue
        view.select(point, min(point + 1, len(text)))
        if text[point : point + 2] != "\r\n" and point < len(text):
            assert view.selection() == (point, point + 1), point


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("size", [(700, 400), (200, 150)])
def test_it_is_painted_and_clicked(qtbot: QtBot, desk: Any, name: str, size: tuple[int, int]) -> None:
    text = HARD[name]
    surfaces = [surface for surface in ("Kim", "Trump") if surface in text]
    spans = [Span(text.index(s), text.index(s) + len(s), "PERSON", "gold") for s in surfaces]
    whole = Span(0, len(text), "EVENT", "gold", state=State.ACCEPTED)
    view = desk.show_spans(text, *spans, whole)
    view.resize(*size)
    for span in (*spans, whole):
        view.focus_span(span.id)
        desk.image()
    view.focus_span(None)
    for span, surface in zip(spans, surfaces, strict=True):
        view.reveal(span.start, span.end)
        with qtbot.waitSignal(view.focus_requested) as asked:
            desk.click(desk.middle(surface))
        assert asked.args == [span.id]


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n", "a"])
def test_next_to_nothing(qtbot: QtBot, desk: Any, text: str) -> None:
    view = desk.show_spans(text, *([Span(0, 1, "ORG", "gold")] if text == "a" else []))
    desk.image()
    desk.click(view.viewport().rect().center())
    view.reveal(0, len(text))
    assert view.selection() is None
    assert view.caret() <= len(text)


def test_no_article(qtbot: QtBot, desk: Any) -> None:
    view = desk.show("Kim met Trump", ("Kim", "PERSON"))
    desk.focus("Kim")
    view.show_article(None, desk.scheme, 0.5)
    desk.image()
    desk.click(view.viewport().rect().center())
    assert (view.toPlainText(), view.selection(), view.caret()) == ("", None, 0)
    assert view.span_rect("nothing") is None


def test_spans_at_the_very_ends(desk: Any) -> None:
    text = "Kim met Trump"
    desk.show(text, ("Kim", "PERSON", State.ACCEPTED), ("Trump", "PERSON", State.ACCEPTED))
    fill = desk.scheme["PERSON"].light.fill.lower()
    assert fill in desk.colours("Kim") and fill in desk.colours("Trump") and fill not in desk.colours("met")


def test_two_hundred_spans_on_one_word(qtbot: QtBot, desk: Any) -> None:
    text = "Kim met Trump"
    labels = [label.name for label in desk.scheme]
    spans = [Span(0, 3, labels[i % 18], "gold", score=0.9) for i in range(200)]
    view = desk.show_spans(text, *spans)
    desk.image()
    seen = set()
    for _ in spans:
        with qtbot.waitSignal(view.focus_requested) as asked:
            desk.click(desk.middle("Kim"))
        seen.add(asked.args[0])
        view.focus_span(asked.args[0])
    assert len(seen) == 200


def test_the_shape_of_right_to_left_runs(desk: Any) -> None:
    text = "הנשיא פגש את Stephen Biegun אתמול"
    desk.show(text, ("Stephen Biegun", "PERSON", State.ACCEPTED), ("פגש", "EVENT", State.ACCEPTED))
    assert desk.middle("אתמול").x() < desk.middle("Stephen Biegun").x() < desk.middle("פגש").x()
    fill = desk.scheme["PERSON"].light.fill.lower()
    for letter in ("S", "n "):
        assert fill in desk.colours(letter), letter
    assert fill not in desk.colours("אתמול")
