from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.transformer.words import SHAPES, words


def surfaces(text: str) -> list[str]:
    return [text[word.start : word.end] for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.N. chief", ["U", ".", "N", ".", "chief"]),
        ("a_b 1,000", ["a", "_", "b", "1", ",", "000"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("na\u200dive a\u00adb", ["na\u200dive", "a\u00adb"]),
        ("东京 Tokyo", ["东", "京", "Tokyo"]),
        ("👩\u200d👧 ok", ["👩\u200d", "👧", "ok"]),
        ("مِصر", ["مِصر"]),
        (" \n\t", []),
        ("", []),
    ],
)
def test_a_word_holds_its_marks_and_no_other_word(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@given(st.text())
def test_words_lie_in_order_and_leave_out_only_blanks(text: str) -> None:
    found = list(words(text))
    assert all(0 <= word.start < word.end <= len(text) and 0 < word.shape < SHAPES for word in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    covered = {place for word in found for place in range(word.start, word.end)}
    assert all(letter.isspace() for place, letter in enumerate(text) if place not in covered)


def test_the_shape_tells_case_digits_and_what_stands_before() -> None:
    kinds = ["paper", "Paper", "P", "PAPER", "iPad", "12", "2014", "123", "G20", ".", ","]
    shapes = [next(words(kind)).shape for kind in kinds]
    assert len(set(shapes)) == len(kinds)
    glued, after_blank, after_break = (list(words(f"x{gap}Paper"))[-1].shape for gap in ("-", "- ", "-\n"))
    assert len({glued, after_blank, after_break}) == 3


def test_case_is_seen_through_accents() -> None:
    assert next(words("Cafe\u0301")).shape == next(words("Paper")).shape


def test_a_sentence_may_begin_after_a_full_stop_or_a_line_break() -> None:
    text = 'He left." She did not. they said\nMr. Smith'
    assert [text[w.start : w.end] for w in words(text) if w.opens] == ["He", "She", "Mr", "Smith"]
