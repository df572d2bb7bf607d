import pytest

from core.engine.proposal import Proposal
from core.engine.trimming import load_trimming

TRIMMING = load_trimming()


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("the Senate", "ORG", "Senate"),
        ("Bush's", "PERSON", "Bush"),
        ("workers’", "ORG", "workers"),
        ("President Donald Trump", "PERSON", "Donald Trump"),
        ("Prime Minister", "ORG", "Prime Minister"),
        ("nearly $1 billion", "MONEY", "$1 billion"),
        ("the past three years", "DATE", "past three years"),
        ("a third", "CARDINAL", "a third"),
        ("more than 300", "CARDINAL", "300"),
        (' "Reuters",', "ORG", "Reuters"),
        ("UNITED NATIONS/", "ORG", "UNITED NATIONS"),
        ("Reuters\nBy", "ORG", "Reuters"),
        ("Reuters\r\nBy", "ORG", "Reuters"),
        ("Agency (IAEA)", "ORG", "Agency (IAEA)"),
        ("IAEA)", "ORG", "IAEA"),
    ],
)
def test_what_does_not_belong_is_cut_off(text: str, label: str, kept: str) -> None:
    trimmed = TRIMMING.trim(text, Proposal(0, len(text), label, 0.9, "test"))
    assert trimmed is not None
    assert text[trimmed.start : trimmed.end] == kept
    assert (trimmed.label, trimmed.score, trimmed.origin) == (label, 0.9, "test")


def test_nothing_is_left_of_marks_alone() -> None:
    assert TRIMMING.trim(" -- ", Proposal(0, 4, "ORG", 0.9, "test")) is None
