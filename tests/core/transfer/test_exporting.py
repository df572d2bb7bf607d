"""A store to files: what is selected, how it is split, that a file is whole or not at all."""

import json
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Batch, Status
from core.annotation.edits.status import set_status
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.errors import InputError, UsageError
from core.formats.format import Document
from core.store.store import Store
from core.transfer.exporting import export
from core.transfer.importing import import_documents
from core.transfer.reading import find_sources, read_sources
from core.transfer.reading_back import ReadBack
from core.transfer.selecting import Selection
from core.transfer.splitting import Split, parse_split

TEXT = "Ana met 👩‍🚀 Zoe\u0301 in Oslo.\r\n"


@pytest.fixture
def full(store: Store) -> Store:
    spans = (
        Span(0, 3, "PERSON", "ana", State.ACCEPTED, "human", annotator="ana", note="a note", id="s1"),
        Span(12, 16, "PERSON", "ana", State.PROPOSED, "engine:x@1", 0.25, id="s2"),
        Span(20, 24, "GPE", "ana", State.REJECTED, "rule:y", 1.0, meta={"k": [1]}, id="s3"),
        Span(20, 24, "LOC", "gold", State.ACCEPTED, "human", id="s4"),
    )
    relations = (Relation("s1", "s2", "met", "ana", {"k": 1}, "r1"),)
    import_documents(
        store,
        [
            Document(Article("First", TEXT, "a.txt", "en", {"desk": "news"}, "a1"), spans, relations),
            Document(Article("Second", "Nobody.", id="a2")),
        ],
        "ana",
    )
    store.commit(set_status(store.annotated("a1", "ana"), Status.REVIEWED, Batch("a1", "ana", "ana")))
    return store


def exported(store: Store, path: Path, selection: Selection | None = None) -> dict[str, list[str]]:
    """Return the span ids of each article of an export."""
    export(store, "jsonl", path, selection)
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {record["id"]: [one["id"] for one in record["spans"]] for record in records}


def test_everything_goes_out_and_comes_back_equal(full: Store, tmp_path: Path) -> None:
    export(full, "jsonl", tmp_path / "out.jsonl")
    with Store.open(tmp_path / "other.db") as other:
        documents = read_sources(find_sources([str(tmp_path / "out.jsonl")]))
        report = import_documents(other, documents, "someone")
        assert (report.spans, report.relations, report.failures) == (4, 1, [])
        for article_id in ("a1", "a2"):
            assert other.article(article_id) == full.article(article_id)
            assert other.layers(article_id) == full.layers(article_id)
        for layer in ("ana", "gold"):
            ours, theirs = full.annotated("a1", layer), other.annotated("a1", layer)
            assert list(ours) == list(theirs)
            assert ours.relations == theirs.relations


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), {"a1": ["s1", "s2", "s3", "s4"], "a2": []}),
        (Selection(layer="gold"), {"a1": ["s4"]}),
        (Selection(layer="ana", states=frozenset({State.ACCEPTED})), {"a1": ["s1"]}),
        (Selection(states=frozenset({State.ACCEPTED, State.REJECTED})), {"a1": ["s1", "s3", "s4"], "a2": []}),
        (Selection(status=frozenset({Status.REVIEWED})), {"a1": ["s1", "s2", "s3"]}),
        (Selection(status=frozenset({Status.TODO})), {"a1": ["s4"], "a2": []}),
    ],
)
def test_selections(
    full: Store, tmp_path: Path, selection: Selection, expected: dict[str, list[str]]
) -> None:
    assert exported(full, tmp_path / "out.jsonl", selection) == expected


def test_a_relation_without_both_ends_stays_behind(full: Store, tmp_path: Path) -> None:
    export(full, "jsonl", tmp_path / "out.jsonl", Selection(layer="ana", states=frozenset({State.ACCEPTED})))
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["relations"] == []


def test_a_format_of_one_layer_wants_it_named(full: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds one layer") as caught:
        export(full, "spacy", tmp_path / "out.spacy")
    assert caught.value.hint == "Say which with --layer: ana, gold."
    (file,) = export(full, "spacy", tmp_path / "out.spacy", Selection(layer="ana"))
    assert (file.articles, file.spans) == (1, 1)
    assert [(loss.kind, loss.count) for loss in file.losses] == [
        ("undecided", 1),
        ("notes", 1),
        ("annotators", 1),
        ("origins", 1),
        ("article meta", 1),
        ("details", 1),
    ]


def test_spans_that_the_format_leaves_out_are_not_counted_as_written(store: Store, tmp_path: Path) -> None:
    spans = (Span(0, 6, "GPE", "ana", State.ACCEPTED), Span(0, 9, "NORP", "ana", State.ACCEPTED))
    import_documents(store, [Document(Article("T", "Berliners sing."), spans)], "ana")
    (file,) = export(store, "spacy", tmp_path / "out.spacy")
    kinds = ["cut", "origins", "details"]
    assert (file.articles, file.spans, [loss.kind for loss in file.losses]) == (1, 1, kinds)


def test_a_split_takes_every_article_once_and_the_seed_decides(store: Store, tmp_path: Path) -> None:
    texts = [f"Text {number}." for number in range(20)]
    import_documents(store, [Document(Article(text, text)) for text in texts], "ana")
    found = {}
    for seed in (1, 2):
        files = export(store, "jsonl", tmp_path / f"{seed}.jsonl", None, Split((80, 10, 10), seed))
        assert [file.path.name for file in files] == [
            f"{seed}_{part}.jsonl" for part in ("train", "dev", "test")
        ]
        assert [file.articles for file in files] == [16, 2, 2]
        found[seed] = [file.path.read_text("utf-8") for file in files]
        lines = "".join(found[seed]).splitlines()
        assert sorted(json.loads(line)["text"] for line in lines) == sorted(texts)
    assert found[1] != found[2]
    export(store, "jsonl", tmp_path / "again.jsonl", None, parse_split("80/10/10", 1))
    assert [
        (tmp_path / f"again_{part}.jsonl").read_text("utf-8") for part in ("train", "dev", "test")
    ] == found[1]


@pytest.mark.parametrize("text", ["", "80", "80/20", "80/10/10/0", "a/b/c", "0/0/0", "-1/1/1", "80.5/10/10"])
def test_what_is_no_split(text: str) -> None:
    with pytest.raises(UsageError, match="is no split"):
        parse_split(text)


def test_a_failed_export_leaves_what_was_there(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.jsonl").write_text("before")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.formats.jsonl.write", refuse)
    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        export(full, "jsonl", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text() == "before"
    assert not list(tmp_path.glob(".out*"))


def test_a_folder_and_an_empty_store_are_sentences(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        export(store, "jsonl", tmp_path)
    with pytest.raises(InputError, match="nothing to export"):
        export(store, "jsonl", tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_dry_run_writes_nothing_and_tells_the_same(full: Store, tmp_path: Path) -> None:
    selection = Selection(layer="ana")
    (dry,) = export(full, "conll", tmp_path / "out.conll", selection, dry_run=True)
    assert not list(tmp_path.glob("out*"))
    (wet,) = export(full, "conll", tmp_path / "out.conll", selection)
    assert (dry.articles, dry.spans, dry.losses) == (wet.articles, wet.spans, wet.losses)
    assert dry.back is None


def test_what_was_written_is_read_back(full: Store, tmp_path: Path) -> None:
    (file,) = export(full, "jsonl", tmp_path / "out.jsonl")
    assert file.back == ReadBack(articles=2, same=4)
    (file,) = export(full, "conll", tmp_path / "out.conll", Selection(layer="ana"))
    assert file.back == ReadBack(articles=1, elsewhere=1)


def test_several_files_want_an_archive(full: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="several files") as caught:
        export(full, "brat", tmp_path / "out.ann", Selection(layer="ana"))
    assert caught.value.hint == "Name an archive: out.zip"
    (file,) = export(full, "brat", tmp_path / "out.zip", Selection(layer="ana"))
    assert file.back == ReadBack(articles=1, same=1)
