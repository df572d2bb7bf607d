import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.transformer.wordpiece import WordPiece

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", "new", "##s", "##paper", "n", "##e", "##w", "東"]


@pytest.fixture
def wordpiece() -> WordPiece:
    return WordPiece(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("newspaper", ["new", "##s", "##paper"]),
        ("NEW", ["new"]),
        ("ne\u0301w", ["new"]),
        ("né\u200dw", ["new"]),
        ("ne", ["n", "##e"]),
        ("東", ["東"]),
        ("nx", ["[UNK]"]),
        ("\u0301", ["[UNK]"]),
        ("new" * 40, ["[UNK]"]),
    ],
)
def test_the_longest_known_pieces_from_the_left(wordpiece: WordPiece, word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[number] for number in wordpiece.pieces(word)] == pieces


@given(st.text(min_size=1))
def test_every_word_has_a_piece(word: str) -> None:
    pieces = WordPiece(VOCABULARY).pieces(word)
    assert pieces and all(0 <= number < len(VOCABULARY) for number in pieces)


def test_a_vocabulary_without_the_marks_is_refused() -> None:
    with pytest.raises(KeyError):
        WordPiece(["new"])
