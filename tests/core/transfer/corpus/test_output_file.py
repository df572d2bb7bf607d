"""A file that a stopped run left, and the run that goes on with it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError, UsageError
from core.transfer.corpus.chunks import Chunk, NamedText, in_chunks
from core.transfer.corpus.output_file import OutputFile

COMMAND = {"inputs": ["a.jsonl"], "engine": "rules@1"}
CHUNKS = [Chunk(number, (NamedText(f"a{number}", f"Text {number} \ud800."),)) for number in range(4)]


def content(chunk: Chunk) -> str:
    return f"{chunk.texts[0]}\n" * (chunk.number + 1)


def begin(path: Path, chunks: int, rubbish: bytes = b"") -> None:
    """Write some chunks and stop, perhaps in the middle of the next one."""
    with OutputFile(path, COMMAND) as file:
        for chunk in file.missing(CHUNKS[:chunks]):
            file.add(chunk.number, content(chunk))
    with path.with_name("out.part").open("ab") as part:
        part.write(rubbish)


def go_on(path: Path) -> list[int]:
    """Do the rest; return the numbers of the chunks that were missing."""
    done = []
    with OutputFile(path, COMMAND) as file:
        for chunk in file.missing(CHUNKS):
            done.append(chunk.number)
            file.add(chunk.number, content(chunk))
        file.finish()
    return done


@pytest.mark.parametrize("chunks", range(1, 5))
def test_a_run_goes_on_where_another_was_killed(tmp_path: Path, chunks: int) -> None:
    go_on(tmp_path / "whole")
    begin(tmp_path / "out", chunks, b'{"half a li')
    assert not (tmp_path / "out").exists()
    assert go_on(tmp_path / "out") == [0, 1, 2, 3][chunks:]
    assert (tmp_path / "out").read_bytes() == (tmp_path / "whole").read_bytes()
    assert {file.name for file in tmp_path.iterdir()} == {"out", "whole"}


def test_a_note_without_its_part_counts_for_nothing(tmp_path: Path) -> None:
    begin(tmp_path / "out", 2)
    (tmp_path / "out.part").write_bytes(b"short")
    assert go_on(tmp_path / "out") == [0, 1, 2, 3]
    begin(tmp_path / "out", 2)
    (tmp_path / "out.part.json").write_text('{"chunks":')
    assert go_on(tmp_path / "out") == [0, 1, 2, 3]


def test_what_was_left_out_is_remembered(tmp_path: Path) -> None:
    with OutputFile(tmp_path / "out", COMMAND) as file:
        next(iter(file.missing(CHUNKS)))
        file.add(0, "", "a0 was left out.")
    with OutputFile(tmp_path / "out", COMMAND) as file:
        assert file.lost == ("a0 was left out.",)


def test_another_command_or_other_articles_are_refused(tmp_path: Path) -> None:
    begin(tmp_path / "out", 2)
    with pytest.raises(UsageError, match="begun by another command"):
        OutputFile(tmp_path / "out", {**COMMAND, "engine": "news@1"})
    for others in (CHUNKS[:1], [CHUNKS[0], Chunk(1, (NamedText("a1", "Else."),)), *CHUNKS[2:]]):
        with OutputFile(tmp_path / "out", COMMAND) as file, pytest.raises(InputError, match="not those"):
            list(file.missing(others))
    assert go_on(tmp_path / "out") == [2, 3]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        OutputFile(tmp_path, COMMAND)
    with pytest.raises(InputError, match="cannot be written"):
        OutputFile(tmp_path / "missing" / "out", COMMAND)


@given(st.lists(st.integers(0, 40_000), max_size=200))
def test_chunks_hold_every_article_once_in_order(lengths: list[int]) -> None:
    articles = [NamedText(str(number), "x" * length) for number, length in enumerate(lengths)]
    chunks = list(in_chunks(articles))
    assert [one for chunk in chunks for one in chunk.articles] == articles
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))
    assert all(len(chunk.articles) <= 64 and sum(map(len, chunk.texts[:-1])) < 64_000 for chunk in chunks)
