from hypothesis import given
from hypothesis import strategies as st

from core.engine.pieces import pieces


@given(st.text(alphabet="ab .\n", max_size=400), st.integers(min_value=5, max_value=50))
def test_pieces_join_to_the_text_and_none_is_too_long(text: str, size: int) -> None:
    cut = list(pieces(text, size))
    assert "".join(piece for _, piece in cut) == text
    assert all(0 < len(piece) <= size for _, piece in cut)
    assert [offset for offset, _ in cut] == [
        sum(len(piece) for _, piece in cut[:index]) for index in range(len(cut))
    ]


def test_a_paragraph_border_is_preferred_to_a_sentence_border() -> None:
    text = "One two. Three four.\n\nFive six. Seven eight nine."
    assert next(piece for _, piece in pieces(text, 35)) == "One two. Three four.\n\n"
