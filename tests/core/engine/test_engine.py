from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import assets
from core.engine.catalogue import load_engine
from core.engine.engine import Engine
from core.engine.proposal import Proposal

WORDS = [
    "Kim Jong Un",
    "the U.S.",
    "$5.7 million",
    "Monday",
    "\u0000",
    "\r\n",
    "مصر",
    "👩‍👩‍👧",
    "é",
    "\ud800",
    "(",
    "’s",
    "2014",
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine("news-fast")


def check(text: str, proposals: tuple[Proposal, ...]) -> None:
    for proposal in proposals:
        surface = text[proposal.start : proposal.end]
        assert 0 <= proposal.start < proposal.end <= len(text)
        assert surface == surface.strip()
        assert 0 <= proposal.score <= 1
        assert proposal.origin.split(":")[0] in ("engine", "rule", "gazetteer", "article")
    assert all(left.end <= right.start for left, right in pairwise(proposals))


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_proposal_lies_inside_in_order_and_apart(engine: Engine, text: str) -> None:
    check(text, engine.propose(text))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\t", "\u0000", "\x1b[0m", "\u200f\u202e", "👍" * 50, "'" * 3000]
)
def test_text_without_names_gives_nothing_and_no_fault(engine: Engine, text: str) -> None:
    assert all(proposal.label for proposal in engine.propose(text))


def test_offsets_are_code_points(engine: Engine) -> None:
    text = "👩‍👩‍👧 مصر\r\nAngela Merkel flew to Paris on Monday.\r\n\r\n🇩🇪 She met Emmanuel Macron."
    found = {text[span.start : span.end]: span.label for span in engine.propose(text)}
    assert found["Angela Merkel"] == "PERSON"
    assert found["Paris"] == "GPE"
    assert found["Monday"] == "DATE"
    assert found["Emmanuel Macron"] == "PERSON"


def test_many_texts_come_in_order_and_alike_whatever_the_batch(engine: Engine) -> None:
    sample = assets.read_text("samples", "000_37ceacafcc040ebd.txt")
    texts = [sample, "", *sample.split("\n")]
    one_by_one = [engine.propose(text) for text in texts]
    together = list(engine.propose_many(texts, batch_size=5))
    places = [[(span.start, span.end, span.label) for span in spans] for spans in one_by_one]
    assert [[(span.start, span.end, span.label) for span in spans] for spans in together] == places


def test_texts_are_read_only_as_far_as_a_batch(engine: Engine) -> None:
    taken = []

    def texts() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield f"Text {number} names Angela Merkel."

    next(engine.propose_many(texts(), batch_size=4))
    assert len(taken) <= 6


def test_a_long_text_is_read_in_pieces(engine: Engine) -> None:
    sentence = "Angela Merkel met officials in Berlin on Monday. "
    text = sentence * 3000
    found = engine.propose(text)
    check(text, found)
    last = text.rindex("Berlin")
    assert any((span.start, span.end, span.label) == (last, last + 6, "GPE") for span in found)


def test_an_endless_word_ends(engine: Engine) -> None:
    text = "a1-" * 20_000
    check(text, engine.propose(text))


def test_origin_and_score_of_each_part(engine: Engine) -> None:
    text = "Stephen Biegun paid $5.7 million. Biegun left."
    found = {span.origin for span in engine.propose(text)}
    assert f"engine:news-fast@{engine.version}" in found
    assert "rule:money-symbol" in found
    assert 0 < engine.threshold < 1


def test_the_engine_of_rules_alone() -> None:
    text = "On Monday Oman paid $5.7 million."
    found = load_engine("rules").propose(text)
    assert [(text[span.start : span.end], span.label) for span in found] == [
        ("Monday", "DATE"),
        ("Oman", "GPE"),
        ("$5.7 million", "MONEY"),
    ]
