from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from core.annotation.offsets import (
    DocumentMap,
    next_character,
    next_word,
    previous_character,
    previous_word,
    snap_to_words,
    word_at,
)


def document_length(text: str) -> int:
    """Count the units of a text document: UTF-16, one for a line break."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le")) // 2


def words(text: str) -> list[str]:
    found, offset = [], 0
    while word := next_word(text, offset):
        found.append(text[word[0] : word[1]])
        offset = word[1]
    return found


@given(texts | st.text(max_size=40))
def test_every_offset_survives_the_way_to_the_document_and_back(text: str) -> None:
    positions = DocumentMap(text)
    for point in range(len(text) + 1):
        if text[point - 1 : point + 1] != "\r\n":
            assert positions.to_document(point) == document_length(text[:point])
            assert positions.to_text(positions.to_document(point)) == point


@given(texts, st.sets(st.integers(1, 59)))
def test_offsets_stay_exact_where_the_document_breaks_a_line(text: str, places: set[int]) -> None:
    breaks = [
        place for place in sorted(places) if place < len(text) and text[place - 1 : place + 1] != "\r\n"
    ]
    positions = DocumentMap(text, breaks)
    shown = "\u2029".join(text[start:end] for start, end in pairwise((0, *breaks, len(text))))
    for point in range(len(text) + 1):
        if text[point - 1 : point + 1] != "\r\n":
            before = sum(place <= point for place in breaks)
            assert positions.to_document(point) == document_length(shown[: point + before])
            assert positions.to_text(positions.to_document(point)) == point
    for place in breaks:
        assert positions.to_text(positions.to_document(place) - 1) == place


@given(texts)
def test_no_document_position_leads_outside_the_text(text: str) -> None:
    positions = DocumentMap(text)
    points = [positions.to_text(unit) for unit in range(document_length(text) + 1)]
    assert points == sorted(points)
    assert points[0] == 0
    assert points[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S. troops left.", ["the", "U.S.", "troops", "left"]),
        ("Kim's 'plan'", ["Kim", "'s", "plan"]),
        ("North Korea’s", ["North", "Korea", "’s"]),
        ("$5.7 million, or 57,600", ["$5.7", "million", "or", "57,600"]),
        ("ship-to-ship", ["ship", "to", "ship"]),
        ("日本語 text", ["日", "本", "語", "text"]),
        ("e\u0301tat 👩‍👩‍👧!", ["e\u0301tat", "👩‍👩‍👧"]),
        ("UNITED NATIONS/WASHINGTON –", ["UNITED", "NATIONS", "WASHINGTON"]),
        ("", []),
        (" \r\n\t", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(texts)
def test_words_are_the_same_forwards_and_backwards(text: str) -> None:
    forwards, offset = [], 0
    while word := next_word(text, offset):
        forwards.append(word)
        offset = word[1]
    backwards, offset = [], len(text)
    while word := previous_word(text, offset):
        backwards.append(word)
        offset = word[0]
    assert backwards[::-1] == forwards
    for start, end in forwards:
        assert word_at(text, start) == (start, end)
        assert word_at(text, end - 1) == (start, end)


@given(texts, st.data())
def test_snapping_never_cuts_a_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = snap_to_words(text, start, end)
    assert first <= last
    for word in (word_at(text, first), word_at(text, max(0, last - 1))):
        if first < last and word[0] < word[1]:
            assert first <= word[0]
            assert word[1] <= last


@given(texts)
def test_characters_are_the_same_forwards_and_backwards(text: str) -> None:
    stops = [0]
    while stops[-1] < len(text):
        stops.append(next_character(text, stops[-1]))
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_character(text, back[-1]))
    assert back[::-1] == stops


def test_a_very_long_run_without_blanks_is_walked_quickly() -> None:
    text = "x" * 1_000_000
    assert next_word(text, 500_000) is not None
