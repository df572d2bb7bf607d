"""What every row of the registry must hold: this runs over new formats by itself."""

import io
from importlib import import_module
from pathlib import Path

import pytest

from core.errors import InputError, UsageError
from core.formats.format import Document, Format
from core.formats.registry import FORMATS, find_format, reader, writer

SPECIMENS = Path(__file__).parents[2] / "data" / "formats"
READERS = [row for row in FORMATS if row.reads]
WRITERS = [row for row in FORMATS if row.writes]
HOSTILE = [b"", b" \n", bytes(300), bytes(range(256)) * 3, b"\xff\xfe\x00", b"{", b'{"text":', b"[" * 100_000]


def specimens(row: Format) -> list[Path]:
    return [path for path in sorted(SPECIMENS.iterdir()) if path.suffix in row.suffixes]


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_row_is_complete(row: Format) -> None:
    module = import_module(row.module)
    assert hasattr(module, "read") == row.reads
    assert hasattr(module, "write") == row.writes
    assert row.reads or row.writes
    assert row.title
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in row.suffixes)


def test_names_and_suffixes_are_given_once() -> None:
    suffixes = [suffix for row in FORMATS for suffix in row.suffixes]
    assert len({row.name for row in FORMATS}) == len(FORMATS)
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize("row", READERS, ids=lambda row: row.name)
def test_a_specimen_is_read_and_its_spans_fit(row: Format) -> None:
    assert specimens(row), f"tests/data/formats has no specimen of {row.name}"
    for path in specimens(row):
        documents = list(reader(row.name).read(path.read_bytes(), path.name))
        assert documents
        for document in documents:
            assert isinstance(document, Document)
            assert document.article.title
            assert all(0 <= one.start < one.end <= len(document.article.text) for one in document.spans)


@pytest.mark.parametrize("row", READERS, ids=lambda row: row.name)
@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: repr(data[:12]))
def test_hostile_bytes_are_a_sentence_at_worst(row: Format, data: bytes) -> None:
    try:
        found = list(reader(row.name).read(data, "a.bad"))
    except InputError as error:
        found = [error]
    for one in found:
        if isinstance(one, InputError):
            assert "a.bad" in one.sentence
            assert "\n" not in str(one)


@pytest.mark.parametrize("row", WRITERS, ids=lambda row: row.name)
def test_the_specimens_are_written_and_losses_are_sentences(row: Format) -> None:
    documents = list(reader("jsonl").read((SPECIMENS / "small.jsonl").read_bytes(), "small.jsonl"))
    file = io.BytesIO()
    losses = writer(row.name).write([one for one in documents if isinstance(one, Document)], file)
    assert file.getvalue()
    for loss in losses:
        assert loss.count > 0
        assert loss.sentence.startswith(str(loss.count))
        assert loss.sentence.endswith(".")
        assert loss.kind not in row.carries


@pytest.mark.parametrize("row", [row for row in READERS if row.writes], ids=lambda row: row.name)
def test_what_was_written_reads_the_same(row: Format) -> None:
    data = (SPECIMENS / "small.jsonl").read_bytes()
    first = [one for one in reader("jsonl").read(data, "small.jsonl") if isinstance(one, Document)]
    file = io.BytesIO()
    writer(row.name).write(first, file)
    second = list(reader(row.name).read(file.getvalue(), "small.jsonl"))
    assert [(one.article, one.spans, one.relations) for one in second if isinstance(one, Document)] == [
        (one.article, one.spans, one.relations) for one in first
    ]


def test_an_unknown_format_has_a_near_match() -> None:
    with pytest.raises(UsageError, match='no format "jsnl"') as caught:
        find_format("jsnl")
    assert caught.value.hint == 'Did you mean "jsonl"?'


def test_a_format_is_not_used_the_wrong_way_round() -> None:
    with pytest.raises(UsageError, match="not imported"):
        reader("spacy")
    with pytest.raises(UsageError, match="not exported"):
        writer("text")
