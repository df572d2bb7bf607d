"""Labels renamed by a map, and labels that the scheme lacks."""

from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.relation import Relation
from core.annotation.scheme import load_scheme, scheme_text
from core.annotation.span import Span, State
from core.errors import InputError
from core.formats.format import Document
from core.settings import SCHEME, Settings
from core.store.store import Store
from core.transfer.found_labels import FoundLabels, Unknown, extend_chosen_scheme, extend_scheme
from core.transfer.label_map import LabelMap, keep_label_map, kept_label_map, map_file, read_label_map


def document() -> Document:
    spans = tuple(
        Span(start, start + 3, label, "ana", State.ACCEPTED, id=f"s{start}")
        for start, label in ((0, "PER"), (4, "ORG"), (8, "wrote “it”"))
    )
    return Document(Article("T", "Ana Abc Xyz."), spans, (Relation("s0", "s4", "of", "ana", id="r"),))


def labels(document: Document) -> list[str]:
    return [span.label for span in document.spans]


def test_a_map_renames_and_leaves_out() -> None:
    found = LabelMap({"PER": "PERSON", "ORG": ""}).applied(document())
    assert labels(found) == ["PERSON", "wrote “it”"]
    assert found.relations == ()
    assert LabelMap({"of": "member"}).applied(document()).relations[0].label == "member"


@pytest.mark.parametrize(
    "text",
    ['[labels]\nPER = "PERSON"\n"a b" = ""\n', "PER\tPERSON\na b\t\n", "\ufeffPER\tPERSON\r\na b\t\r\n"],
)
def test_a_map_is_read_from_toml_or_two_columns(tmp_path: Path, text: str) -> None:
    (tmp_path / "m").write_text(text, encoding="utf-8", newline="")
    assert read_label_map(tmp_path / "m").labels == {"PER": "PERSON", "a b": ""}


@pytest.mark.parametrize("text", ["PER", "labels = 3", "[labels]\nPER = 3", "[other]"])
def test_what_is_no_map_is_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "m").write_text(text)
    with pytest.raises(InputError, match="is no map of labels"):
        read_label_map(tmp_path / "m")
    with pytest.raises(InputError, match="cannot be read"):
        read_label_map(tmp_path / "none")


def test_a_map_is_written_kept_and_read_again(store: Store, tmp_path: Path) -> None:
    pairs = {"wrote_x0020_for": "wrote for", 'a"b\\': "é"}
    (tmp_path / "m").write_bytes(map_file(pairs, "out.conll"))
    assert read_label_map(tmp_path / "m").labels == pairs
    keep_label_map(store, "import", LabelMap(pairs))
    assert kept_label_map(store, "import").labels == pairs
    assert not kept_label_map(store, "export conll")


def test_unknown_labels_are_kept_left_out_or_refused() -> None:
    scheme = load_scheme()
    counts = {"PER": 1, "wrote “it”": 1}
    for unknown in (Unknown.KEEP, Unknown.CREATE):
        found = FoundLabels(scheme, unknown)
        (kept,) = found.over([document()])
        assert isinstance(kept, Document)
        assert (labels(kept), found.counts) == (["PER", "ORG", "wrote “it”"], counts)
    (skipped,) = FoundLabels(scheme, Unknown.SKIP).over([document()])
    assert isinstance(skipped, Document)
    assert (labels(skipped), skipped.relations) == (["ORG"], ())
    (failed,) = FoundLabels(scheme, Unknown.FAIL).over([document()])
    assert str(failed) == '"T" has labels that the scheme "ontonotes" lacks: PER, wrote “it”.'


def test_a_scheme_is_made_longer_and_its_own_text_stays(tmp_path: Path) -> None:
    path = tmp_path / "schemes" / "mine.toml"
    extend_scheme(scheme_text("ontonotes"), ["PER", "wrote “it”"], path)
    scheme = load_scheme(str(path))
    assert [label.name for label in scheme][-2:] == ["PER", "wrote “it”"]
    assert path.read_text("utf-8").startswith(scheme_text("ontonotes").rstrip())
    extend_scheme(scheme_text(str(path)), ["third"], path)
    assert "third" in load_scheme(str(path))


def test_a_scheme_that_ships_is_copied_once_and_the_copy_made_longer(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "settings.toml")
    scheme = extend_chosen_scheme(settings, ["SHIP", "PERSON"])
    assert [label.name for label in scheme][-1] == "SHIP"
    copy = tmp_path / "schemes" / "ontonotes.toml"
    assert Settings.load(tmp_path / "settings.toml")[SCHEME] == str(copy)
    settings.set(SCHEME, "ontonotes")
    extend_chosen_scheme(settings, ["SHIP", "PLANET"])
    assert [label.name for label in load_scheme(str(copy))][-2:] == ["SHIP", "PLANET"]
