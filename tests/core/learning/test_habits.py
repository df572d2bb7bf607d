"""Habits: what is usual with a label, a word or an edge, learnt from decisions on different strings."""

from core.annotation.span import State
from core.engine.proposal import Proposal
from core.learning.habits import Habits
from core.learning.memory import Memory
from core.store.decisions import Decision

WORDS = ("Oslo", "Riga", "Bonn", "Kyiv", "Graz", "Lyon", "Bari", "Cork", "Nice")


def decision(
    around: str, proposed: tuple[str, str], now: tuple[str, str], state: State = State.ACCEPTED
) -> Decision:
    """What became of a proposal (surface, label) in a text."""
    return Decision(
        around, "a", around.index(now[0]), now[0], now[1], state, "engine:test@1", 0.9,
        around.index(proposed[0]), proposed[0], proposed[1], around,
    )  # fmt: skip


def recalled(habits: Habits, text: str, surface: str, label: str) -> list[tuple[str, str, float]]:
    start = text.index(surface)
    found = Memory({}, habits).recall(
        text, [Proposal(start, start + len(surface), label, 0.9, "engine:test@1")]
    )
    return [
        (text[one.proposal.start : one.proposal.end], one.proposal.label, round(one.proposal.score, 2))
        for one in found
    ]


def rejected(number: int) -> list[Decision]:
    return [
        decision(f"It cost {n} then.", (str(n), "CARDINAL"), (str(n), "CARDINAL"), State.REJECTED)
        for n in range(10, 10 + number)
    ]


def test_a_label_that_is_always_rejected_is_proposed_no_more() -> None:
    assert recalled(Habits(rejected(12)), "He saw 99 of them.", "99", "CARDINAL") == []


def test_where_it_is_mostly_rejected_it_is_doubtful() -> None:
    kept = [decision(f"He has {n} of it.", (str(n), "CARDINAL"), (str(n), "CARDINAL")) for n in (50, 51)]
    ((surface, label, score),) = recalled(
        Habits([*rejected(10), *kept]), "He saw 99 of them.", "99", "CARDINAL"
    )
    assert (surface, label) == ("99", "CARDINAL")
    assert score < 0.3


def test_one_string_however_often_rejected_makes_no_habit() -> None:
    same = [decision("It cost 10 then.", ("10", "DATE"), ("10", "DATE"), State.REJECTED)] * 50
    assert [found[:2] for found in recalled(Habits(same), "Seen in 1999.", "1999", "DATE")] == [
        ("1999", "DATE")
    ]


def test_a_word_in_the_name_changes_the_label() -> None:
    made = [
        decision(f"At {word} airport.", (f"{word} airport", "ORG"), (f"{word} airport", "FAC"))
        for word in WORDS[:4]
    ]
    assert recalled(Habits(made), "Near Ulm airport.", "Ulm airport", "ORG")[0][:2] == ("Ulm airport", "FAC")


def test_a_title_is_taken_into_new_names() -> None:
    made = [
        decision(f"President {word} left.", (word, "PERSON"), (f"President {word}", "PERSON"))
        for word in WORDS[:4]
    ]
    found = recalled(Habits(made), "The President Ulm stayed.", "Ulm", "PERSON")
    assert found[0][0] == "President Ulm"


def test_a_determiner_is_left_out_of_new_names() -> None:
    made = [
        decision(f"In the {word} area.", (f"the {word}", "LOC"), (word, "LOC"), State.ACCEPTED)
        for word in WORDS
    ]
    assert recalled(Habits(made), "Off the Alps again.", "the Alps", "LOC")[0][0] == "Alps"


def test_scores_follow_how_often_such_proposals_were_right() -> None:
    right = [decision(f"In {word} again.", (word, "GPE"), (word, "GPE")) for word in WORDS]
    wrong = [decision(f"In {word} again.", (word, "GPE"), (word, "ORG")) for word in WORDS[:5]]
    proposal = Proposal(0, 3, "GPE", 0.9, "engine:test@1")
    assert Habits(wrong + right[5:]).score(proposal) < 0.9 < Habits(right).score(proposal)
    assert Habits(right[:3]).score(proposal) == 0.9
