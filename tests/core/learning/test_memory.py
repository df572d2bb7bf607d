from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.engine.proposal import Proposal
from core.learning.evidence import Evidence, Remembered
from core.learning.memory import Memory, Recalled

TEXT = "Reuters wrote that Reuters Group met Kim Jong Un. The north met Reuters."


def proposal(surface: str, label: str, score: float = 0.9, text: str = TEXT) -> Proposal:
    start = text.index(surface)
    return Proposal(start, start + len(surface), label, score, "engine:test@1")


def memory(evidence: Mapping[str, Evidence]) -> Memory:
    return Memory({surface: Remembered(surface, one) for surface, one in evidence.items()})


def pinned(label: str, *proposals: Proposal) -> list[Recalled]:
    return Memory({"Reuters": Remembered("Reuters", pin=label)}).recall(TEXT, proposals)


def recalled(evidence: Mapping[str, Evidence], *proposals: Proposal) -> list[tuple[str, str, str]]:
    found = memory(evidence).recall(TEXT, proposals)
    return [
        (TEXT[one.proposal.start : one.proposal.end], one.proposal.label, one.proposal.origin)
        for one in found
    ]


def test_what_nobody_decided_is_left_as_the_engine_has_it() -> None:
    assert recalled({}, proposal("Kim Jong Un", "PERSON")) == [("Kim Jong Un", "PERSON", "engine:test@1")]


def test_a_corrected_label_is_proposed_with_its_evidence() -> None:
    evidence = Evidence(accepted={"ORG": 3})
    found = memory({"Reuters": evidence}).recall(TEXT, [proposal("Reuters", "GPE")])[0]
    assert (found.proposal.label, found.proposal.origin) == ("ORG", "memory")
    assert found.proposal.score == 0.8
    assert found.evidence == "accepted 3 times as ORG"


def test_one_rejection_makes_it_doubtful_and_two_keep_it_out() -> None:
    once, twice = Evidence(rejected={"GPE": 1}), Evidence(rejected={"GPE": 2})
    (found,) = memory({"Reuters": once}).recall(TEXT, [proposal("Reuters", "GPE")])
    assert found.proposal.label == "GPE"
    assert found.proposal.score < 0.5
    assert recalled({"Reuters": twice}, proposal("Reuters", "GPE")) == []


def test_mixed_evidence_keeps_the_label_and_lowers_the_score() -> None:
    mixed = Evidence(accepted={"GPE": 1, "ORG": 1})
    (found, *_) = memory({"Reuters": mixed}).recall(TEXT, [proposal("Reuters", "GPE")])
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
    found = recalled(evidence, inside)
    assert [surface for surface, _, _ in found] == ["Reuters", "Reuters Group", "Reuters"]


def test_what_the_engine_has_across_an_added_string_is_left_alone() -> None:
    evidence = {"Kim": Evidence(accepted={"PERSON": 2}, added=2)}
    assert recalled(evidence, proposal("Kim Jong Un", "PERSON")) == [
        ("Kim Jong Un", "PERSON", "engine:test@1")
    ]


def test_what_the_engine_found_elsewhere_is_proposed_where_it_misses_it() -> None:
    evidence = {"Kim Jong Un": Evidence(accepted={"PERSON": 1})}
    assert recalled(evidence) == [("Kim Jong Un", "PERSON", "memory")]


def test_common_words_are_added_where_people_mark_most_of_their_places() -> None:
    def added(times: int, stood: int) -> list[Recalled]:
        evidence = Evidence(accepted={"LOC": times}, added=times)
        return Memory({"north": Remembered("north", evidence, marked=times, stood=stood)}).recall(TEXT, [])

    assert not added(times=1, stood=1)
    assert len(added(times=2, stood=2)) == 1
    assert not added(times=2, stood=9)


def test_edges_moved_twice_are_proposed_with_the_other_strings_label() -> None:
    evidence = {
        "Reuters Group met": Evidence(moved={"Reuters Group": 2}),
        "Reuters Group": Evidence(accepted={"ORG": 2}),
    }
    assert recalled(evidence, proposal("Reuters Group met", "PERSON")) == [("Reuters Group", "ORG", "memory")]
    once = {"Reuters Group met": Evidence(moved={"Reuters Group": 1})}
    assert recalled(once, proposal("Reuters Group met", "ORG"))[0][0] == "Reuters Group met"


def test_edges_grow_too_where_the_text_allows_it() -> None:
    evidence = {"Jong Un": Evidence(moved={"Kim Jong Un": 3})}
    assert recalled(evidence, proposal("Jong Un", "PERSON")) == [("Kim Jong Un", "PERSON", "memory")]
    elsewhere = {"Jong Un": Evidence(moved={"Mr Jong Un": 3})}
    assert recalled(elsewhere, proposal("Jong Un", "PERSON"))[0][0] == "Jong Un"


def test_a_pin_goes_before_all_evidence() -> None:
    found = pinned("ORG", proposal("Reuters", "GPE"))
    assert [(one.proposal.label, one.evidence) for one in found] == [("ORG", "pinned: always ORG")] * 3
    assert pinned("", proposal("Reuters", "GPE")) == []


def test_only_the_part_that_is_read_gets_additions() -> None:
    known = memory({"Reuters": Evidence(accepted={"ORG": 2}, added=2)})
    end = TEXT.index("Kim")
    first, rest = known.recall(TEXT, [], (0, end)), known.recall(TEXT, [], (end, len(TEXT)))
    assert [*first, *rest] == known.recall(TEXT, [])


labels = st.sampled_from(("ORG", "GPE"))
counts = st.dictionaries(labels, st.integers(1, 4))
surfaces = st.sampled_from(("a", "b", "a b", "A", "b A"))
moves = st.dictionaries(surfaces, st.integers(1, 4), max_size=1)
evidences = st.builds(Evidence, counts, counts, st.integers(0, 3), moves)


@given(st.dictionaries(surfaces, evidences), st.text("aAb ", max_size=30))
def test_recalled_proposals_never_overlap_and_have_scores(evidence: dict[str, Evidence], text: str) -> None:
    words = [Proposal(at, at + 1, "ORG", 0.7, "engine:test@1") for at in range(len(text)) if text[at] != " "][
        ::2
    ]
    found = [one.proposal for one in memory(evidence).recall(text, words)]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 < one.score < 1 for one in found)
