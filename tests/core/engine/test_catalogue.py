import json
import subprocess
import sys
from pathlib import Path

import pytest

from core import assets
from core.engine import shipped
from core.engine.catalogue import DEFAULT_ENGINE, check_engine, list_engines, load_engine
from core.errors import EngineError, UsageError


def test_listing_engines_imports_no_spacy() -> None:
    code = (
        "import sys; from core.engine.catalogue import list_engines, check_engine; list_engines();"
        "check_engine('news-fast'); heavy = {'spacy', 'numpy'} & set(sys.modules); sys.exit(bool(heavy))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_default_engine_comes_first_and_each_names_licence_and_labels() -> None:
    engines = list_engines()
    assert engines[0].name == DEFAULT_ENGINE
    assert {engine.name for engine in engines} == {"news", "news-fast", "rules"}
    assert all(engine.licence and engine.version and engine.description for engine in engines)
    assert len(engines[0].labels) == 18


def test_an_unknown_engine_has_a_near_match() -> None:
    with pytest.raises(UsageError) as fault:
        check_engine("news-fats")
    assert fault.value.hint == 'Did you mean "news-fast"?'


@pytest.mark.parametrize("name", ["news", "news-fast"])
def test_version_and_licences_of_the_model_are_stated(name: str) -> None:
    meta = json.loads(assets.read_text("models", name, "meta.json"))
    info = check_engine(name)
    assert (meta["name"], meta["version"]) == (info.name, info.version)
    assert all(source["licence"] for source in meta["sources"])
    assert any(source["share_alike"] for source in meta["sources"])
    assert info.scores["news-ontonotes.dev"] >= 0.86


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01 not a model"])
def test_a_damaged_model_is_told_in_a_sentence(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "news-fast"
    for file in (path for path in assets.path("models", "news-fast").rglob("*") if path.is_file()):
        copy = folder / file.relative_to(assets.path("models", "news-fast"))
        copy.parent.mkdir(parents=True, exist_ok=True)
        if (file.parent.name, file.name) != ("ner", "model"):
            copy.write_bytes(file.read_bytes())
        elif content is not None:
            copy.write_bytes(content)
    monkeypatch.setattr(shipped, "model_path", lambda section: folder)
    with pytest.raises(EngineError) as fault:
        load_engine("news-fast")
    assert fault.value.sentence == 'The model "news-fast" is missing or damaged.'


def test_an_engine_whose_package_is_not_there_gives_way(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert load_engine("news").name == "news-fast"
    assert caplog.messages == [
        'The engine "news" needs onnxruntime, which cannot be loaded; "news-fast" is used.'
    ]


def test_a_missing_model_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "model_path", lambda section: tmp_path / "news-fast")
    with pytest.raises(EngineError):
        load_engine("news-fast")


def test_a_damaged_model_of_ours_is_listed_with_a_remark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "model_path", lambda section: tmp_path if section["model"] else None)
    listed = {engine.name: engine for engine in list_engines()}
    assert not listed["news"].usable
    assert listed["news"].remark.startswith("The model ")
    assert listed["rules"].usable
