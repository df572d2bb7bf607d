import pytest

from core.annotation.sentences import sentence_at


@pytest.mark.parametrize(
    ("text", "within", "expected"),
    [
        ("He left. Mr. Kim stayed.", "Kim", "Mr. Kim stayed."),
        ("He left. Mr. Kim stayed.", "left", "He left."),
        ("The U.S. Senate met. It voted.", "Senate", "The U.S. Senate met."),
        ("J. R. Smith spoke! “Why?” she asked. So it was.", "asked", "“Why?” she asked."),
        ("A headline without a stop\n\nThe text begins.", "headline", "A headline without a stop"),
        ("A headline\r\nThe text begins. More.", "text", "The text begins."),
        ("It cost $5.7 million. Prices rose.", "million", "It cost $5.7 million."),
        ("金委員長は会談した。彼は帰国した。", "帰国", "彼は帰国した。"),
        ("no end at all", "end", "no end at all"),
        ("He is from the U.S.\nThen a new line.", "from", "He is from the U.S."),
    ],
)
def test_the_sentence_around_a_word(text: str, within: str, expected: str) -> None:
    start, end = sentence_at(text, text.index(within))
    assert text[start:end] == expected


def test_in_blank_text_there_is_none() -> None:
    assert sentence_at("", 0) == (0, 0)
    start, end = sentence_at("   ", 1)
    assert start == end
