"""Files, folders and standard input to documents."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from core.errors import InputError, UsageError
from core.formats.format import Document
from core.transfer.reading import find_sources, read_sources


def read(*names: object, stdin: bytes = b"", format_name: str = "auto") -> list[str]:
    """Return the texts and, in their place, the sentences of what cannot be read."""
    found = read_sources(find_sources([str(name) for name in names]), format_name, io.BytesIO(stdin))
    return [one.article.text if isinstance(one, Document) else str(one) for one in found]


def test_order_is_that_of_the_arguments_and_of_the_paths_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("b.txt", "a.TXT", "deep/c.txt", ".hidden.txt", "d.png", "e.xyz"):
        (tmp_path / "in" / name).write_text(name)
    (tmp_path / "z.md").write_text("named")
    assert read(tmp_path / "z.md", "-", tmp_path / "in", stdin=b"piped") == [
        "named", "piped", "a.TXT", "b.txt", "deep/c.txt",
    ]  # fmt: skip


def test_spans_get_the_format_as_their_origin(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":"Ana","spans":[{"start":0,"end":3,"label":"PERSON"}]}')
    (found,) = read_sources(find_sources([str(tmp_path / "a.jsonl")]))
    assert isinstance(found, Document)
    assert [span.origin for span in found.spans] == ["import:jsonl"]


def test_a_format_that_is_named_goes_before_the_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"text":"Ana"}')
    assert read(tmp_path / "a.txt", format_name="text") == ['{"text":"Ana"}']
    with pytest.raises(UsageError, match="not imported"):
        read(tmp_path / "a.txt", format_name="markdown")


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("a.spacy").write_bytes(b"x\x9c\x00\x01")
    assert read("missing", "", "empty", "nul\0name", "-", "a.spacy") == [
        "missing does not exist.",
        '"" is no file name.',
        'empty holds no articles. "rubricator formats" lists the files that are looked for.',
        "nul\0name is no file name.",
        "stdin is empty.",
        "a.spacy is not a DocBin that can be read (ValueError).",
    ]


def test_a_file_without_permission_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Ana.")

    def refuse(path: Path, mode: str = "r") -> IO[bytes]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert read(tmp_path / "a.txt") == [f"{tmp_path / 'a.txt'} cannot be read: Permission denied."]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    (sentence,) = read(tmp_path / "closed")
    assert sentence.endswith("Permission denied.")


@pytest.mark.skipif(os.name != "posix", reason="devices of POSIX")
def test_a_device_is_not_read() -> None:
    assert read("/dev/zero") == ["/dev/zero is not a file."]


@pytest.mark.skipif(os.name != "posix", reason="file names of POSIX are bytes")
def test_a_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/x\xff.txt"
    Path(os.fsdecode(path)).write_text("Ana.")
    (found,) = read_sources(find_sources([str(tmp_path)]))
    assert isinstance(found, Document)
    assert found.article.source == str(tmp_path / "x?.txt")


def test_the_faults_are_input_errors() -> None:
    assert all(isinstance(one, InputError) for one in find_sources(["missing"]))


PEAK = """
import sys, tracemalloc
from core.transfer.reading import find_sources, read_sources
next(read_sources(find_sources(sys.argv[1:])))
tracemalloc.start()
for one in read_sources(find_sources(sys.argv[1:])):
    pass
print(tracemalloc.get_traced_memory()[1])
"""


def test_a_large_file_of_json_lines_is_read_line_by_line(tmp_path: Path) -> None:
    lines = [f'{{"id":"{number}","text":"Ana met Bo, Zoë and {number} others."}}' for number in range(20_000)]
    lines[7_000] = '{"text":7}'
    lines[9_000] = '{"text":"Zo\xeb"}'
    path = tmp_path / "large.jsonl"
    path.write_bytes(b"\n".join(line.encode("latin-1" if 'Zo\xeb"' in line else "utf-8") for line in lines))
    found = read_sources(find_sources([str(path)]))
    kept = [str(one) if isinstance(one, InputError) else one.own_id for one in found]
    assert kept[7_000] == f'{path}, line 7001: "text" is not a string.'
    assert kept[9_000] == f"{path}, line 9001: not valid UTF-8 at byte 11 of the line."
    del kept[9_000], kept[7_000]
    assert kept == [str(number) for number in range(20_000) if number not in (7_000, 9_000)]
    # In a process of its own: what other tests left running would be counted, too.
    peak = subprocess.run([sys.executable, "-c", PEAK, path], check=True, capture_output=True, text=True)
    assert int(peak.stdout) < 2 * path.stat().st_size


def test_large_files_give_what_small_ones_give(tmp_path: Path) -> None:
    line = '{"text":"Ana met Bo.","title":"%s"}'
    for mark, encoding in ((b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"", "utf-16"), (b"", "latin-1")):
        content = "\r\n".join([line % "Zo\xeb", *[line % "."] * 9_000, ""])
        (tmp_path / "large.jsonl").write_bytes(mark + content.encode(encoding))
        found = list(read_sources(find_sources([str(tmp_path / "large.jsonl")])))
        assert len(found) == 9_001
        assert isinstance(found[0], Document)
        assert found[0].article.title == "Zo\xeb"
