"""What every row of the registry must hold: this runs over new formats by itself."""

import io
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from specimens import opened, small_documents, specimens

from core.annotation.article import Article
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.errors import InputError, UsageError
from core.formats.format import FRAGMENTS, Document, Format, Loss
from core.formats.losses import EVERYTHING
from core.formats.opening import Opening
from core.formats.registry import FORMATS, find_format, reader, writer
from core.formats.sniffing import guess

READERS = [row for row in FORMATS if row.reads]
WRITERS = [row for row in FORMATS if row.writes]
BOTH = [row for row in READERS if row.writes]
HOSTILE = [b"", b" \n", bytes(300), bytes(range(256)) * 3, b"\xff\xfe\x00", b"{", b'{"text":', b"[" * 100_000]
TEXT = "Zoe\u0301 Roe met 👩‍🚀 Ana of Acme Bank in Oslo.\r\n\r\nAcme's Oslo\u00a0office\topened 😀, said Roe."

PIECES = [[at, at + len(word)] for word in ("opened", "Roe") for at in [TEXT.rindex(word)]]


def name_of(row: Format) -> str:
    return row.name


def written(row: Format, documents: list[Document]) -> tuple[bytes, tuple[Loss, ...]]:
    file = io.BytesIO()
    losses = writer(row.name).write(documents, file)
    return file.getvalue(), losses


def read_again(row: Format, data: bytes) -> list[Document]:
    found = list(Opening(row.name).documents(data, f"again{row.suffixes[0]}"))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def rich_documents() -> list[Document]:
    """Return documents that use all that can be carried, in one layer."""

    def at(surface: str, label: str, nth: int = 0, **fields: object) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(surface, start + 1)
        return Span(start, start + len(surface), label, "", State.ACCEPTED, "").changed(**fields)

    spans = (
        at("Zoe\u0301 Roe", "PERSON", note="a note: “two”", annotator="ana", id="p"),
        at("Roe", "PERSON", meta={"kb": "Q1"}, id="inner"),
        at("Acme Bank", "ORG", score=0.25, id="o"),
        at("Oslo", "GPE", origin="human"),
        at("Oslo", "LOC with blank"),
        at("Oslo", "GPE", 1, state=State.PROPOSED),
        at("off", "PART"),
        at("opened 😀, said Roe", "SPLIT", meta={FRAGMENTS: PIECES}),
        at("Roe", "PERSON", 1, state=State.REJECTED),
    )  # fmt: skip
    relations = (Relation("p", "o", "works for", "", {"sure": "yes"}),)
    article = Article("A title of its own", TEXT, "a.txt", "en", {"desk": "news", "id": "a1"})
    return [Document(article, spans, relations), Document(Article("T", "No span here.", meta={"id": "a2"}))]


@pytest.mark.parametrize("row", FORMATS, ids=name_of)
def test_a_row_is_complete(row: Format) -> None:
    module = import_module(row.module)
    assert hasattr(module, "read") == row.reads
    assert hasattr(module, "write") == row.writes
    assert row.reads or row.writes
    assert row.title
    assert set(row.carries) <= set(EVERYTHING)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in row.suffixes)


def test_names_are_given_once() -> None:
    assert len({row.name for row in FORMATS}) == len(FORMATS)


def test_listing_imports_no_library() -> None:
    code = (
        "import sys, core.formats.registry, core.formats.opening; "
        "print({'spacy','pyarrow','cassis','lxml','trafilatura','docx','pypdf','reportlab'}"
        " & {*sys.modules} or [])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("row", READERS, ids=name_of)
def test_a_specimen_is_read_and_its_spans_fit(row: Format) -> None:
    assert specimens(row), f"tests/data/formats has no specimen of {row.name}"
    for path in specimens(row):
        documents = list(opened(path, row.name))
        assert documents
        for document in documents:
            assert isinstance(document, Document)
            assert document.article.title
            assert all(0 <= one.start < one.end <= len(document.article.text) for one in document.spans)


@pytest.mark.parametrize("row", READERS, ids=name_of)
def test_a_specimen_is_known_by_its_content(row: Format) -> None:
    for path in specimens(row):
        name = path.name if row.name in ("spacy", "text") else "a.dat"
        assert guess(path.read_bytes(), name).name == row.name


@pytest.mark.parametrize("row", READERS, ids=name_of)
@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: repr(data[:12]))
def test_hostile_bytes_are_a_sentence_at_worst(row: Format, data: bytes) -> None:
    for one in Opening(row.name).documents(data, "a.bad"):
        if isinstance(one, InputError):
            assert "a." in one.sentence
            assert "\n" not in str(one)


@pytest.mark.parametrize("row", WRITERS, ids=name_of)
def test_losses_are_sentences_and_nothing_that_is_carried(row: Format) -> None:
    data, losses = written(row, small_documents())
    assert data
    for loss in losses:
        assert loss.count > 0
        assert loss.sentence.startswith(str(loss.count))
        assert loss.sentence.endswith(".")
        assert loss.kind not in row.carries


@pytest.mark.parametrize("row", WRITERS, ids=name_of)
def test_no_documents_are_a_file_all_the_same(row: Format) -> None:
    _, losses = written(row, [])
    assert losses == ()


@pytest.mark.parametrize("row", WRITERS, ids=name_of)
def test_the_same_documents_are_the_same_bytes(row: Format) -> None:
    documents = rich_documents()
    assert written(row, documents)[0] == written(row, documents)[0]


@pytest.mark.parametrize("row", BOTH, ids=name_of)
def test_what_a_format_carries_comes_back(row: Format) -> None:
    first = rich_documents()
    data, losses = written(row, first)
    second = read_again(row, data)
    assert len(second) == 2
    assert_the_same(row, first[0], second[0] if second[0].spans else second[1], losses)


@pytest.mark.parametrize("source", READERS, ids=name_of)
@pytest.mark.parametrize("target", BOTH, ids=name_of)
def test_a_pair_loses_only_what_is_told(source: Format, target: Format) -> None:
    found = [one for path in specimens(source)[:2] for one in opened(path, source.name)]
    documents = [one for one in found if isinstance(one, Document)][:4]
    data, losses = written(target, documents)
    second = read_again(target, data)
    told = sum(loss.missing_spans for loss in losses)
    assert sum(len(one.spans) for one in second) == sum(len(one.spans) for one in documents) - told
    lost = {loss.kind for loss in losses}
    relations = sum(loss.count for loss in losses if "relations" in loss.kind)
    assert (
        sum(len(one.relations) for one in second) == sum(len(one.relations) for one in documents) - relations
    )
    if not lost & {"exact text", "control characters"}:
        assert sorted(one.article.text for one in second) == sorted(one.article.text for one in documents)
        if not lost & {"parts of tokens", "line breaks"} and not told:
            assert places(second) == places(documents)


def places(documents: list[Document]) -> Counter[tuple[str, int, int, str]]:
    return Counter((one.article.text, *span.place, span.label) for one in documents for span in one.spans)


def assert_the_same(row: Format, first: Document, second: Document, losses: tuple[Loss, ...]) -> None:
    """Compare all that a format says that it carries, and the count of what it says that it lost."""
    missing = sum(loss.missing_spans for loss in losses)
    assert len(second.spans) == len(first.spans) - missing
    counts = {loss.kind: loss.count for loss in losses}
    if "exact text" in row.carries:
        assert second.article.text == first.article.text
        before = {(*span.place, span.label): span for span in first.spans}
        for span in second.spans:
            if "parts of tokens" in row.carries:
                assert_span(row, before[(*span.place, span.label)], span)
    if "relations" in row.carries:
        labels = {span.id: span.label for span in second.spans}
        assert [(labels[one.head], labels[one.tail], one.label) for one in second.relations] == [
            ("PERSON", "ORG", "works for")
        ]
    else:
        assert counts["relations"] == 1
    if "relation meta" in row.carries:
        assert second.relations[0].meta["sure"] == "yes"
    if "article meta" in row.carries:
        assert second.article.meta["desk"] == "news"
    if "details" in row.carries:
        assert replace(second.article, id="", added_at="") == replace(first.article, id="", added_at="")


def assert_span(row: Format, before: Span, after: Span) -> None:
    for name in ("score", "note", "annotator", "state"):
        if f"{name}s" in row.carries:
            assert getattr(after, name) == getattr(before, name)
    if "origins" in row.carries:
        assert after.origin in (before.origin, f"import:{row.name}")
    if "fragments" in row.carries:
        assert json.dumps(after.meta.get(FRAGMENTS)) == json.dumps(before.meta.get(FRAGMENTS))
    if "meta" in row.carries:
        assert after.meta.get("kb") == before.meta.get("kb")


def test_an_unknown_format_has_a_near_match() -> None:
    with pytest.raises(UsageError, match='no format "jsnl"') as caught:
        find_format("jsnl")
    assert caught.value.hint == 'Did you mean "jsonl"?'


def test_a_format_is_not_used_the_wrong_way_round() -> None:
    with pytest.raises(UsageError, match="not imported"):
        reader("markdown")
    with pytest.raises(UsageError, match="not exported"):
        writer("text")


def test_a_missing_library_is_told_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    path = Path(__file__).parents[2] / "data" / "formats" / "parquet" / "small_bio.parquet"
    (found,) = opened(path, "parquet")
    assert str(found).endswith("pip install 'rubricator[parquet]'")
