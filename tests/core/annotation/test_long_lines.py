from itertools import pairwise

import pytest

from core.annotation.long_lines import LONGEST, long_line_breaks


def pieces(text: str) -> list[str]:
    points = [0, *long_line_breaks(text), len(text)]
    return [text[start:end] for start, end in pairwise(points)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2029"])
def test_lines_of_usual_length_are_left_alone(line_end: str) -> None:
    assert long_line_breaks((("word " * 700) + line_end) * 20) == []
    assert long_line_breaks("") == []


def test_a_long_line_is_broken_behind_white_space() -> None:
    text = "word " * 5000
    found = pieces(text)
    assert "".join(found) == text
    assert all(piece.endswith(" ") and LONGEST // 2 <= len(piece) <= LONGEST for piece in found[:-1])


@pytest.mark.parametrize("character", ["x", "漢", "e\u0301", "👩\u200d👧"])
def test_without_white_space_it_is_broken_between_characters(character: str) -> None:
    text = character * 9000
    found = pieces(text)
    assert "".join(found) == text
    assert all(piece == character * (len(piece) // len(character)) for piece in found)
    assert max(map(len, found)) <= LONGEST


def test_marks_without_end_are_broken_all_the_same() -> None:
    assert max(map(len, pieces("a" + "\u0301" * 20_000))) <= LONGEST
