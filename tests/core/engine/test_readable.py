from hypothesis import given
from hypothesis import strategies as st

from core.engine.readable import readable


@given(st.text(alphabet=st.characters(), max_size=80), st.integers(0, 400))
def test_the_length_stays_and_no_word_is_endless(text: str, times: int) -> None:
    clean = readable(text + "x1" * times + text)
    assert len(clean) == len(text) * 2 + 2 * times
    assert all(len(word) <= 300 for word in clean.split())
    clean.encode()


def test_ordinary_text_is_left_as_it_is() -> None:
    text = "He said: “No!!!” 👩‍👩‍👧 — see https://example.org/a?b=c&d=e\r\n" + "-" * 40
    assert readable(text) == text


def test_a_long_row_of_signs_is_blank() -> None:
    assert readable("a" + "!" * 50 + "b") == "a" + " " * 50 + "b"
    assert readable("\ud800") == "\ufffd"
