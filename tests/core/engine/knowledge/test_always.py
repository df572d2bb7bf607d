from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.knowledge.always import FILE, add_entry, check_name, remove_entry
from core.engine.knowledge.lists import read_list
from core.errors import EditError, InputError


def test_an_entry_is_added_once_and_what_was_written_by_hand_stays(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_text("# mine\nOman\tGPE\tnote\n\nFoo\tORG", "utf-8")
    assert add_entry(tmp_path, "New Foo", "ORG") == ""
    assert add_entry(tmp_path, "New Foo", "ORG") == "ORG"
    assert add_entry(tmp_path, "Oman", "ORG") == "GPE"
    assert file.read_text("utf-8") == "# mine\nOman\tORG\n\nFoo\tORG\nNew Foo\tORG\n"


def test_an_entry_is_taken_back(tmp_path: Path) -> None:
    add_entry(tmp_path, "Foo", "ORG")
    assert remove_entry(tmp_path, "Foo")
    assert not remove_entry(tmp_path, "Foo")
    assert not remove_entry(tmp_path / "nowhere", "Foo")
    assert len(read_list(tmp_path / FILE).index) == 0


@given(st.text(max_size=20), st.sampled_from(["ORG", "GPE"]))
def test_what_may_stand_in_a_list_is_found_in_it(
    tmp_path_factory: pytest.TempPathFactory, name: str, label: str
) -> None:
    folder = tmp_path_factory.mktemp("always")
    try:
        check_name(name)
    except EditError:
        return
    add_entry(folder, name, label)
    read = read_list(folder / FILE)
    assert (read.index.get(name), read.faults) == (label, ())
    assert [found.label for found in read.find(name)] == [label]


@pytest.mark.parametrize("name", ["", "two\nlines", "a\ttab", " edge", "# comment", "x" * 256, "\ud800"])
def test_a_name_that_no_list_can_hold_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(EditError, match="cannot stand in a list"):
        add_entry(tmp_path, name, "ORG")
    assert not (tmp_path / FILE).exists()


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="is left as it is"):
        add_entry(tmp_path, "Foo", "ORG")
    assert (tmp_path / FILE).read_bytes() == b"\xff\xfe"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError):
        add_entry(tmp_path / "file" / "more", "Foo", "ORG")
