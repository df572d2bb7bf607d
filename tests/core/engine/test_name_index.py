import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.name_index import LONGEST, NameIndex

PARTS = st.lists(st.sampled_from(["New", "York", "U", ".", "S", " ", "é", "👍", "-", "al", "9"]), max_size=12)


def index(*names: str) -> NameIndex[str]:
    found: NameIndex[str] = NameIndex()
    for name in names:
        found.add(name, name)
    return found


def test_the_longest_name_is_found_as_whole_words() -> None:
    names = index("New York", "New York Times", "York", "al-Qaida", "U.S.", "#MeToo", "3M")
    text = "New Yorkers read the New York Times in New York, al-Qaida and U.S. 3M #MeToo York."
    found = [name for _, _, name in names.find(text)]
    assert found == ["New York Times", "New York", "al-Qaida", "U.S.", "3M", "#MeToo", "York"]


@given(st.lists(PARTS.map("".join), max_size=6), PARTS.map("".join))
def test_it_finds_what_trying_every_name_finds(names: list[str], text: str) -> None:
    fit = [name for name in names if name and name == name.strip()]
    tried = []
    at = 0
    while at < len(text):
        here = [name for name in fit if text.startswith(name, at) and _is_whole(text, at, at + len(name))]
        best = max(here, key=len, default="")
        if best:
            tried.append((at, at + len(best), best))
        at += max(1, len(best))
    assert list(index(*fit).find(text)) == tried


def _is_whole(text: str, start: int, end: int) -> bool:
    return not any(0 < at < len(text) and re.match(r"\w\w", text[at - 1 : at + 1]) for at in (start, end))


@pytest.mark.parametrize("name", ["", " ", " Oman", "Oman ", "O" * (LONGEST + 1)])
def test_a_name_that_cannot_be_found_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="a name"):
        index(name)


def test_the_first_of_two_stays() -> None:
    names: NameIndex[str] = NameIndex()
    names.add("Oman", "GPE")
    names.add("Oman", "ORG")
    assert names.get("Oman") == "GPE"
    assert len(names) == 1
