"""Datasets from a store: chosen, split fairly, counted, and made again byte for byte."""

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.relabel import relabel
from core.annotation.scheme import load_scheme
from core.annotation.span import Span, State
from core.errors import UsageError
from core.formats.fitting import Fitting, Overlap
from core.formats.format import Document
from core.store.store import Store
from core.store.undoing import undo_last
from core.transfer.exporting import ExportedFile, export
from core.transfer.importing import import_documents
from core.transfer.label_map import LabelMap, read_label_map
from core.transfer.manifest import write_manifest
from core.transfer.near_copies import near_copies
from core.transfer.previewing import Choice, preview
from core.transfer.reading import find_sources, read_sources
from core.transfer.selecting import Selection
from core.transfer.splitting import Split

WORDS = "minister grain harbour ship office bank river winter treaty council letter market garden"


def article(number: int, text: str = "", source: str = "") -> Article:
    words = WORDS.split()
    own = " ".join(words[(number * step) % len(words)] + str(number) for step in range(1, 30))
    return Article(f"T{number}", text or f"Ana met {own}.", source or f"s{number}", id=f"a{number:03}")


def fill(store: Store, *articles: Article, labels: int = 3) -> None:
    documents = [
        Document(
            one,
            tuple(
                Span(0, 3, label, "ana", State.ACCEPTED, "human")
                for label in ("PERSON", "ORG", "GPE")[: 1 + at % labels]
            ),
        )
        for at, one in enumerate(articles)
    ]
    import_documents(store, documents, "ana")


def ids(file: ExportedFile) -> set[str]:
    return {json.loads(line)["id"] for line in file.path.read_text("utf-8").splitlines()}


def test_labels_and_sources_are_filtered(store: Store, tmp_path: Path) -> None:
    fill(store, article(1), article(2, source="wire/b"), article(3, source="wire/c"))
    chosen = Selection(labels=frozenset({"ORG"}), source="wire/*")
    (file,) = export(store, "jsonl", tmp_path / "a.jsonl", chosen)
    assert (ids(file), dict(file.labels)) == ({"a002", "a003"}, {"ORG": 2})


def test_near_copies_are_found_and_others_are_not() -> None:
    text = article(1).text
    later = text.replace("Ana met", "Ana has met") + " It was raining."
    groups = near_copies([("a", text), ("b", article(2).text), ("c", later), ("d", ""), ("e", "Ana.")])
    assert groups["a"] == groups["c"]
    assert len(set(groups.values())) == 4


def test_near_copies_and_sources_stay_together(store: Store, tmp_path: Path) -> None:
    copies = [article(100 + number, f"{article(1).text} Update {number}.") for number in range(6)]
    same = [article(200 + number, source="wire") for number in range(6)]
    fill(store, *(article(number) for number in range(30)), *copies, *same)
    split = Split((60, 20, 20), 7, near_copies_together=True, source_together=True)
    files = export(store, "jsonl", tmp_path / "a.jsonl", None, split)
    assert sum(file.articles for file in files) == 42
    for group in (copies, same):
        assert sum(bool({one.id for one in group} & ids(file)) for file in files) == 1


def test_a_stratified_split_gives_each_part_its_share_of_each_label(store: Store, tmp_path: Path) -> None:
    fill(store, *(article(number) for number in range(60)))
    files = export(store, "jsonl", tmp_path / "a.jsonl", None, Split((80, 10, 10), 3, stratified=True))
    assert [file.articles for file in files] == [48, 6, 6]
    assert [file.labels["GPE"] for file in files] == [16, 2, 2]


@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=40),
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)),
    st.booleans(),
)
def test_a_split_takes_each_article_once_and_cuts_no_group(
    groups: list[int], shares: tuple[int, int, int], stratified: bool
) -> None:
    names = [f"a{at}" for at in range(len(groups))]
    group = {name: str(number) for name, number in zip(names, groups, strict=True)}
    labels = {name: {f"L{at % 3}": at % 4} for at, name in enumerate(names)}
    parts = Split(shares, 1, stratified).divide(names, group, labels)
    assert Counter(one for part in parts.values() for one in part) == Counter(names)
    where = {one: part for part, chosen in parts.items() for one in chosen}
    assert len({(group[one], where[one]) for one in names}) == len(set(groups))
    assert all(parts[part] == () for part, share in zip(parts, shares, strict=True) if not share)


def test_a_manifest_tells_whether_it_is_the_same_again(store: Store, tmp_path: Path) -> None:
    fill(store, *(article(number) for number in range(10)))
    records = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        out = tmp_path / name / "set.jsonl"
        files = export(store, "jsonl", out, None, Split((80, 10, 10), 1))
        path = write_manifest(out, files, store, load_scheme(), "jsonl", "rubricator export")
        records.append(path.read_bytes())
    assert records[0] == records[1]
    record = json.loads(records[0])
    assert record["store"] == {"articles": 10, "last_correction": store.last_seq()}
    assert [one["name"] for one in record["files"]] == [
        f"set_{part}.jsonl" for part in ("train", "dev", "test")
    ]
    train = record["files"][0]
    assert train["sha256"] == sha256((tmp_path / "a" / "set_train.jsonl").read_bytes()).hexdigest()
    assert train["articles"] == 8
    assert sum(one["labels"]["PERSON"] for one in record["files"]) == 10
    assert train["origins"] == {"human": train["spans"]}


def test_labels_are_renamed_and_the_map_lies_beside(store: Store, tmp_path: Path) -> None:
    fill(store, article(1, "Ana."))
    (file,) = export(store, "jsonl", tmp_path / "a.jsonl", labels=LabelMap({"PERSON": "PER", "ORG": ""}))
    assert dict(file.labels) == {"PER": 1}
    assert file.back is not None
    assert file.back.same == 1
    assert file.map_path == tmp_path / "a.jsonl.labels.toml"
    assert read_label_map(file.map_path).labels == {"PER": "PERSON"}


def test_escaped_labels_are_told_beside_the_file_and_come_back(store: Store, tmp_path: Path) -> None:
    span = Span(0, 3, "wrote for", "ana", State.ACCEPTED)
    import_documents(store, [Document(Article("T", "Ana."), (span,))], "ana")
    (file,) = export(store, "conll", tmp_path / "a.conll")
    assert "B-wrote_x0020_for" in (tmp_path / "a.conll").read_text()
    assert file.map_path is not None
    assert read_label_map(file.map_path).labels == {"wrote_x0020_for": "wrote for"}


def test_a_preview_lists_losses_and_what_can_be_chosen(store: Store, tmp_path: Path) -> None:
    spans = (Span(0, 3, "PERSON", "ana", State.ACCEPTED), Span(0, 7, "ORG", "ana", State.ACCEPTED))
    torn = Span(8, 10, "GPE", "ana", State.ACCEPTED)
    import_documents(store, [Document(Article("T", "Ana Roe Oslo."), (*spans, torn))], "ana")
    found = preview(store, "conll", tmp_path / "a.conll")
    assert (found.articles, found.spans) == (1, 2)
    assert [loss.kind for loss in found.losses][:2] == ["overlap", "parts of tokens"]
    assert found.choices == (
        Choice("overlap", ("longest", "shortest", "first", "none"), "longest", 1),
        Choice("cut", ("widen", "drop"), "widen", 1),
    )
    assert not list(tmp_path.glob("a*"))
    shortest = preview(store, "conll", tmp_path / "a.conll", fitting=Fitting(Overlap.SHORTEST))
    assert shortest.losses[0].sentence == "1 span left out: a shorter one overlaps."


@pytest.mark.parametrize("split", [None, Split((50, 25, 25))])
def test_a_preview_of_several_files_adds_up(store: Store, tmp_path: Path, split: Split | None) -> None:
    fill(store, *(article(number) for number in range(8)))
    found = preview(store, "conll", tmp_path / "a.conll", split=split)
    (overlap,) = (loss for loss in found.losses if loss.kind == "overlap")
    assert (found.articles, overlap.count) == (8, 7)
    assert overlap.sentence.startswith("7 spans")


def test_the_history_goes_along_and_makes_the_same_store(store: Store, tmp_path: Path) -> None:
    fill(store, article(1), article(2))
    batch = Batch("a001", "ana", "ana")
    (first, *_) = store.annotated("a001", "ana")
    store.commit(relabel([first], "ORG", batch))
    undo_last(store, "ana", "ana")
    export(store, "jsonl", tmp_path / "a.jsonl", Selection(history=True))
    with Store.open(tmp_path / "other.db") as other:
        report = import_documents(other, read_sources(find_sources([str(tmp_path / "a.jsonl")])), "eva")
        assert report.failures == []
        assert {one.id for one in other.history()} == {one.id for one in store.history()}
        assert list(other.annotated("a001", "ana")) == list(store.annotated("a001", "ana"))
        assert other.check().sound
        assert (
            import_documents(other, read_sources(find_sources([str(tmp_path / "a.jsonl")])), "eva").spans == 0
        )
    with pytest.raises(UsageError, match="cannot hold the history"):
        export(store, "conll", tmp_path / "a.conll", Selection(history=True))


def test_a_history_that_does_not_hold_gives_way_to_the_spans(store: Store, tmp_path: Path) -> None:
    fill(store, article(1))
    export(store, "jsonl", tmp_path / "a.jsonl", Selection(history=True))
    line = json.loads((tmp_path / "a.jsonl").read_text("utf-8"))
    line["history"][0]["before"] = line["history"][0]["after"]
    (tmp_path / "b.jsonl").write_text(json.dumps(line))
    with Store.open(tmp_path / "other.db") as other:
        report = import_documents(other, read_sources(find_sources([str(tmp_path / "b.jsonl")])), "eva")
        assert (report.spans, other.check().sound) == (1, True)
