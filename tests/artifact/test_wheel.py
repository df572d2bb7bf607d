"""The built wheel: what is in it, and that it works where nothing else of the project is."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_exactly_the_three_packages_with_their_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"core", "gui", "resources"}
    for needed in (
        "resources/schemes/ontonotes.toml",
        "resources/palettes/window.qss",
        "resources/samples/000_37ceacafcc040ebd.txt",
        "resources/engines/news.cfg",
        "resources/models/news/ner/network.onnx",
        "resources/models/news/scores/curves.json",
        "resources/engines/news-fast.cfg",
        "resources/models/news-fast/meta.json",
        "resources/models/news-fast/ner/model",
    ):
        assert needed in names


def test_both_scripts_are_there(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "rubricator = gui.app:main" in archive.read(name).decode()
    assert "rubricator-gui = gui.app:main" in archive.read(name).decode()


def test_the_installed_wheel_extracts_without_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    sample = site / "resources/samples/000_37ceacafcc040ebd.txt"
    command = [sys.executable, "-m", "core", "extract", str(sample), "--engine", "rules", "--format", "jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    ended = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    article = json.loads(ended.stdout)
    assert article["text"] == sample.read_text(encoding="utf-8")
    assert len(article["spans"]) > 10
