"""spaCy models of others: found where they lie, described without spaCy, run with their labels mapped."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from core.engine.catalogue import check_engine, list_engines, load_engine, stages
from core.engine.engine_info import EngineInfo
from core.errors import EngineError, UsageError

ROOT = Path(__file__).parents[3]
TEXT = "Maria Silva flew to Lisbon. The Opera amazed Karl Braun."


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of models, in a home of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "data" / "rubricator" / "models"
    folder.mkdir(parents=True)
    return folder


def listed(name: str) -> EngineInfo:
    return next(engine for engine in list_engines() if engine.name == name)


def found(engine: str) -> dict[str, str]:
    return {TEXT[span.start : span.end]: span.label for span in load_engine(engine).propose(TEXT)}


def changed(file: str, change: Callable[[str], str], model: Path, into: Path) -> Path:
    folder = into / "changed"
    shutil.copytree(model, folder)
    (folder / file).write_text(change((folder / file).read_text("utf-8")), "utf-8")
    return folder


def test_a_model_in_the_users_folder_is_listed_with_what_its_meta_says(models: Path, ner_model: Path) -> None:
    shutil.copytree(ner_model, models / "tiny")
    info = listed("tiny")
    assert (info.version, info.licence, info.description) == ("0.2.0", "CC0", "two sentences")
    assert info.scores == {"its own test set": 0.7, "its own test set/PER": 0.8}
    assert info.place == str(models / "tiny")
    assert info.usable
    assert info.remark == "Not in the label scheme, proposed as they are: MISC."


def test_its_labels_are_the_schemes_and_it_runs_alone(models: Path, ner_model: Path) -> None:
    shutil.copytree(ner_model, models / "tiny")
    assert stages("tiny") == ("model",)
    assert found("tiny") == {
        "Maria Silva": "PERSON",
        "Lisbon": "LOC",
        "Opera": "MISC",
        "Karl Braun": "PERSON",
    }


def test_its_spans_are_spacys_with_its_name_and_the_models_own_scores(ner_model: Path) -> None:
    text = "Kwame Opera flew to Braun. Lisbon Silva amazed The Karl and Maria."
    proposals = load_engine(str(ner_model)).propose(text)
    entities = spacy.load(ner_model)(text).ents
    assert [(one.start, one.end) for one in proposals] == [(one.start_char, one.end_char) for one in entities]
    assert {proposal.origin for proposal in proposals} == {"engine:tiny@0.2.0"}
    assert len({proposal.score for proposal in proposals}) > 1


def test_a_recognizer_that_shares_its_vectors_finds_what_spacy_does_in_batches_too(
    listening_model: Path,
) -> None:
    texts = [TEXT, "", "Lisbon Silva flew to Braun.", TEXT] * 5
    nlp, engine = spacy.load(listening_model), load_engine(str(listening_model))
    expected = [[(one.start_char, one.end_char) for one in nlp(text).ents] for text in texts]
    assert [[(one.start, one.end) for one in found] for found in engine.propose_many(texts)] == expected
    assert expected[0]


def test_the_users_words_for_its_labels_go_first(models: Path, ner_model: Path) -> None:
    shutil.copytree(ner_model, models / "tiny")
    (models / "tiny" / "labels.toml").write_text('[labels]\nMISC = "WORK_OF_ART"\nLOC = "GPE"\n', "utf-8")
    (models / "tiny.toml").write_text('[labels]\nLOC = ""\n', "utf-8")
    assert listed("tiny").remark == ""
    assert found("tiny") == {"Maria Silva": "PERSON", "Opera": "WORK_OF_ART", "Karl Braun": "PERSON"}


def test_a_broken_table_of_labels_is_told(models: Path, ner_model: Path) -> None:
    shutil.copytree(ner_model, models / "tiny")
    (models / "tiny" / "labels.toml").write_text("[labels]\nMISC = 3\n", "utf-8")
    info = listed("tiny")
    assert not info.usable
    assert "labels.toml cannot be read as a table of labels (MISC is not given as text)" in info.remark


def test_span_groups_are_proposals_with_the_categorizers_scores(spancat_model: Path) -> None:
    proposals = load_engine(str(spancat_model)).propose(TEXT)
    assert ("Karl Braun", "PERSON") in [(TEXT[span.start : span.end], span.label) for span in proposals]
    assert all(0.5 <= span.score <= 1 for span in proposals)


def test_where_a_model_gives_no_scores_its_stated_precision_stands(tmp_path: Path, ner_model: Path) -> None:
    def with_beam(config: str) -> str:
        return config.replace('factory = "ner"', 'factory = "beam_ner"')

    folder = changed("config.cfg", with_beam, ner_model, tmp_path)
    assert {span.score for span in load_engine(str(folder)).propose(TEXT)} == {0.75}


def test_an_english_model_with_ontonotes_labels_has_our_stages_behind_it(
    tmp_path: Path, ner_model: Path
) -> None:
    def ontonotes(meta: str) -> str:
        return json.dumps({**json.loads(meta), "labels": {"ner": ["PERSON", "ORG", "GPE"]}})

    folder = changed("meta.json", ontonotes, ner_model, tmp_path)
    assert stages(str(folder)) == ("model", "boundaries", "rules", "article_pass", "gazetteers")
    origins = {span.origin for span in load_engine(str(folder)).propose("He paid $5 million in Nepal.")}
    assert {"rule:money", "gazetteer:countries"} <= {origin.split("-")[0] for origin in origins}


def test_a_model_of_another_language_reads_it(tmp_path: Path, ner_model: Path) -> None:
    folder = changed(
        "meta.json", lambda meta: json.dumps({**json.loads(meta), "lang": "de"}), ner_model, tmp_path
    )
    text = (
        "Das ist nicht das, was wir von der Oper und von den Leuten in der Stadt und auf dem Land wollten. "
    )
    english, german = load_engine("news-fast"), load_engine(str(folder))
    assert english.notice(text + TEXT)
    assert german.notice(text + TEXT) == ""
    assert "Karl Braun" in [(text + TEXT)[span.start : span.end] for span in german.propose(text + TEXT)]


def test_without_the_model_only_the_stages_behind_it_work(tmp_path: Path, ner_model: Path) -> None:
    assert load_engine(str(ner_model), {"model"}).propose(TEXT) == ()


@pytest.mark.parametrize(
    ("version", "remark"),
    [
        (">=2.3.5,<2.4.0", "It was made for spaCy >=2.3.5,<2.4.0; here is "),
        (">=3.2.0,<3.3.0", "It was made for spaCy >=3.2.0,<3.3.0; with "),
    ],
)
def test_a_model_of_another_spacy_is_listed_with_a_sentence(
    version: str, remark: str, models: Path, ner_model: Path
) -> None:
    made_for = {"spacy_version": version}
    changed("meta.json", lambda meta: json.dumps({**json.loads(meta), **made_for}), ner_model, models)
    info = listed("changed")
    assert remark in info.remark
    assert info.usable is version.startswith(">=3")
    if info.usable:
        assert found("changed")["Lisbon"] == "LOC"
    else:
        with pytest.raises(EngineError, match="cannot be used"):
            check_engine("changed")


def test_a_model_that_needs_a_package_says_which(models: Path, ner_model: Path) -> None:
    needs = {"requirements": ["spacy-curated-transformers>=0.2"]}
    changed("meta.json", lambda meta: json.dumps({**json.loads(meta), **needs}), ner_model, models)
    assert listed("changed").remark == "It needs spacy-curated-transformers, which is not installed."


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("meta.json", "{"),
        ("meta.json", "[]"),
        ("meta.json", '{"labels": 3, "version": 1}'),
        ("config.cfg", "no config"),
        ("config.cfg", "[nlp]\npipeline = [1]\n"),
    ],
)
def test_a_damaged_folder_is_listed_and_stops_nothing(
    file: str, content: str, models: Path, ner_model: Path
) -> None:
    changed(file, lambda _: content, ner_model, models)
    (models / "empty").mkdir()
    for name in ("changed", "empty"):
        assert listed(name).remark == "It is missing or damaged, or no spaCy model."
        with pytest.raises(EngineError):
            load_engine(name)
    assert listed("news").usable


@pytest.mark.parametrize("file", ["ner/model", "vocab/strings.json", "tokenizer", "ner/moves"])
def test_damaged_weights_are_told_in_a_sentence(file: str, tmp_path: Path, ner_model: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(ner_model, folder)
    (folder / file).write_bytes(b"\x00\x01")
    with pytest.raises(EngineError) as fault:
        load_engine(str(folder))
    assert fault.value.sentence.startswith(f'The model "{folder}" cannot be loaded: ')
    assert "\n" not in fault.value.sentence


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no model folder"):
        check_engine(str(tmp_path / "nowhere"))


def test_a_name_that_is_taken_is_chosen_by_its_path(models: Path, ner_model: Path) -> None:
    shutil.copytree(ner_model, models / "news")
    assert listed("news").place == "Rubricator"
    assert listed(str(models / "news")).version == "0.2.0"


@pytest.fixture
def installed(tmp_path: Path, ner_model: Path) -> dict[str, str]:
    """An environment in which the model is installed, as pip would have it."""
    site = tmp_path / "site"
    package = site / "xx_tiny_news"
    shutil.copytree(ner_model, package / "xx_tiny_news-0.2.0")
    shutil.copy(ner_model / "meta.json", package / "meta.json")
    (package / "__init__.py").write_text("", "utf-8")
    info = site / "xx_tiny_news-0.2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: xx-tiny-news\nVersion: 0.2.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[spacy_models]\nxx_tiny_news = xx_tiny_news\n", "utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(site)))}


def run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "core", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_an_installed_model_is_found_and_can_be_chosen(installed: dict[str, str], tmp_path: Path) -> None:
    listing = run(installed, "engines", "--format", "jsonl").splitlines()
    rows = {row["name"]: row for row in map(json.loads, listing)}
    assert rows["xx_tiny_news"]["place"] == "package xx_tiny_news"
    assert rows["xx_tiny_news"]["scores"]["its own test set"] == 0.7
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    extract = ("extract", str(tmp_path / "a.txt"), "--engine", "xx_tiny_news", "--format", "jsonl")
    spans = json.loads(run(installed, *extract))["spans"]
    assert {span["origin"] for span in spans} == {"engine:xx_tiny_news@0.2.0"}


def test_the_list_is_a_table_with_remarks_and_imports_no_spacy(
    installed: dict[str, str], models: Path
) -> None:
    (models / "broken").mkdir()
    table = run(installed, "engines")
    assert "broken: It is missing or damaged, or no spaCy model." in table
    row = next(line for line in table.splitlines() if line.startswith("xx_tiny_news "))
    cells = ["xx_tiny_news", "0.2.0", "its own test set 0.700", "package xx_tiny_news", "CC0"]
    assert re.split(" {2,}", row) == cells
    code = (
        "import sys; from core.engine.catalogue import list_engines; print(len(list_engines()));"
        "sys.exit(bool({'spacy', 'numpy', 'xx_tiny_news'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=installed, capture_output=True, check=False)
    assert (done.returncode, int(done.stdout)) == (0, 5)
