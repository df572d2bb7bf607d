import pytest

from core import assets
from core.engine.gazetteers import Entry, Gazetteer, load_gazetteer
from core.engine.labels import ALL
from core.engine.proposal import Proposal

NAMES = assets.names("gazetteers", ".tsv")


@pytest.mark.parametrize("name", NAMES)
def test_a_list_names_source_and_licence_and_has_each_name_once(name: str) -> None:
    lines = assets.read_text("gazetteers", f"{name}.tsv").splitlines()
    assert lines[0].startswith("# source: ")
    assert lines[1].startswith("# licence: ")
    assert lines[2] == "name\tlabel"
    rows = [line.split("\t") for line in lines[3:]]
    assert all(len(row) == 2 and row[0] == row[0].strip() and row[1] in ALL for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in gazetteer.find(text)]


def test_the_longest_name_is_found_as_whole_words() -> None:
    gazetteer = load_gazetteer(NAMES)
    assert found(gazetteer, "South Korean and South Korea's; Omanis, Oman.") == [
        ("South Korean", "NORP"),
        ("South Korea", "GPE"),
        ("Omanis", "NORP"),
        ("Oman", "GPE"),
    ]


def test_a_standing_name_is_relabelled_and_a_number_is_not() -> None:
    gazetteer = Gazetteer([Entry("Oman", "GPE", "gazetteer:x")])
    person = Proposal(0, 4, "PERSON", 0.6, "engine:x@1")
    assert gazetteer.apply("Oman", [person]) == [Proposal(0, 4, "GPE", 0.9, "gazetteer:x")]
    number = Proposal(0, 4, "CARDINAL", 0.6, "engine:x@1")
    assert gazetteer.apply("Oman", [number]) == [number]


def test_an_unsure_name_gives_way_to_the_entry_inside_it() -> None:
    gazetteer = Gazetteer([Entry("Nepal", "GPE", "gazetteer:x")])
    text = "Nepal's Maoists"
    unsure, sure = (Proposal(0, 15, "ORG", score, "engine:x@1") for score in (0.4, 0.8))
    assert gazetteer.apply(text, [unsure]) == [Proposal(0, 5, "GPE", 0.9, "gazetteer:x")]
    assert gazetteer.apply(text, [sure]) == [sure]
