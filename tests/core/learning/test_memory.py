from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.engine.proposal import Proposal
from core.learning.memory import Evidence, Memory

TEXT = "Reuters wrote that Reuters Group met Kim Jong Un. The north met Reuters."


def proposal(surface: str, label: str, score: float = 0.9, text: str = TEXT) -> Proposal:
    start = text.index(surface)
    return Proposal(start, start + len(surface), label, score, "engine:test@1")


def recalled(evidence: Mapping[str, Evidence], *proposals: Proposal) -> list[tuple[str, str, str]]:
    found = Memory(evidence).recall(TEXT, proposals)
    return [
        (TEXT[one.proposal.start : one.proposal.end], one.proposal.label, one.proposal.origin)
        for one in found
    ]


def test_what_nobody_decided_is_left_as_the_engine_has_it() -> None:
    assert recalled({}, proposal("Kim Jong Un", "PERSON")) == [("Kim Jong Un", "PERSON", "engine:test@1")]


def test_a_corrected_label_is_proposed_with_its_evidence() -> None:
    evidence = Evidence(accepted={"ORG": 3})
    (found,) = Memory({"Reuters": evidence}).recall(TEXT, [proposal("Reuters", "GPE")])
    assert (found.proposal.label, found.proposal.origin) == ("ORG", "memory")
    assert found.proposal.score == 0.8
    assert found.evidence == "accepted 3 times as ORG"


def test_one_rejection_makes_it_doubtful_and_two_keep_it_out() -> None:
    once, twice = Evidence(rejected={"GPE": 1}), Evidence(rejected={"GPE": 2})
    (found,) = Memory({"Reuters": once}).recall(TEXT, [proposal("Reuters", "GPE")])
    assert found.proposal.label == "GPE"
    assert found.proposal.score < 0.5
    assert recalled({"Reuters": twice}, proposal("Reuters", "GPE")) == []


def test_mixed_evidence_keeps_the_label_and_lowers_the_score() -> None:
    mixed = Evidence(accepted={"GPE": 1, "ORG": 1})
    (found,) = Memory({"Reuters": mixed}).recall(TEXT, [proposal("Reuters", "GPE")])
    assert (found.proposal.label, found.proposal.score) == ("GPE", 0.5)


def test_what_people_added_is_proposed_wherever_it_stands_as_a_whole_word() -> None:
    evidence = {"Reuters": Evidence(accepted={"ORG": 2}, added=2)}
    assert recalled(evidence) == [("Reuters", "ORG", "memory")] * 3


def test_a_longer_added_string_takes_the_place_of_a_shorter_one_inside_it() -> None:
    evidence = {
        "Reuters Group": Evidence(accepted={"ORG": 1}, added=1),
        "Reuters": Evidence(accepted={"ORG": 5}),
    }
    second = TEXT.index("Reuters", 5)
    inside = Proposal(second, second + 7, "ORG", 0.9, "engine:test@1")
    assert recalled(evidence, inside) == [("Reuters Group", "ORG", "memory")]


def test_what_the_engine_has_across_an_added_string_is_left_alone() -> None:
    evidence = {"Kim": Evidence(accepted={"PERSON": 2}, added=2)}
    assert recalled(evidence, proposal("Kim Jong Un", "PERSON")) == [
        ("Kim Jong Un", "PERSON", "engine:test@1")
    ]


def test_a_common_word_needs_to_be_added_twice() -> None:
    assert recalled({"north": Evidence(accepted={"LOC": 1}, added=1)}) == []
    assert recalled({"north": Evidence(accepted={"LOC": 2}, added=2)}) == [("north", "LOC", "memory")]


def test_only_the_part_that_is_read_gets_additions() -> None:
    memory = Memory({"Reuters": Evidence(accepted={"ORG": 2}, added=2)})
    end = TEXT.index("Kim")
    first, rest = memory.recall(TEXT, [], (0, end)), memory.recall(TEXT, [], (end, len(TEXT)))
    assert [*first, *rest] == memory.recall(TEXT, [])


labels = st.sampled_from(("ORG", "GPE"))
counts = st.dictionaries(labels, st.integers(1, 4))
evidences = st.builds(Evidence, counts, counts, st.integers(0, 3))


@given(
    st.dictionaries(st.sampled_from(("a", "b", "a b", "A", "b A")), evidences), st.text("aAb ", max_size=30)
)
def test_recalled_proposals_never_overlap_and_have_scores(evidence: dict[str, Evidence], text: str) -> None:
    words = [Proposal(at, at + 1, "ORG", 0.7, "engine:test@1") for at in range(len(text)) if text[at] != " "][
        ::2
    ]
    found = [one.proposal for one in Memory(evidence).recall(text, words)]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 < one.score < 1 for one in found)
