import pytest

from core.engine.headlines import is_headline, without_headline_runs
from core.engine.proposal import Proposal

HEADLINE = "Court Orders Monks to Leave Ancient Temple Near Border – Agency"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (HEADLINE, True),
        ("The court has ordered the monks of Angkor to leave their ancient temple", False),
        ("Court Orders Monks to Leave Ancient Temple Near Border.", False),
        ("By Michelle Nichols and David Brunnstrom", False),
    ],
)
def test_a_headline_is_a_line_in_title_case(line: str, expected: bool) -> None:
    assert is_headline(line) == expected


def test_long_names_are_dropped_in_headlines_only() -> None:
    text = f"{HEADLINE}\nThe Court Orders Monks Agency met."
    run = Proposal(0, 25, "ORG", 0.8, "engine:x@1")
    short = Proposal(text.index("Agency"), text.index("Agency") + 6, "ORG", 0.8, "engine:x@1")
    below = Proposal(text.index("Court", 10), text.index(" met"), "ORG", 0.8, "engine:x@1")
    assert without_headline_runs(text, [run, short, below]) == [short, below]
