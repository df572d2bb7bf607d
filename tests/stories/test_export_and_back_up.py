"""A dataset and a backup out of the window; the platform's dialog, which names the file, is stood in for."""

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from user import User


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, chosen: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), chosen))


def test_what_was_decided_is_exported(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user.press("Tab", "Return", "P")
    path = tmp_path / "out.jsonl"
    choose(monkeypatch, path, "Rubricator JSON lines (*.jsonl)")
    user.press("Ctrl+E")
    user.wait_until(lambda: "exported to out.jsonl" in user.message())
    spans = json.loads(path.read_text(encoding="utf-8"))["spans"]
    assert [(span["label"], span["state"]) for span in spans[:2]] == [
        ("GPE", "accepted"),
        ("PERSON", "accepted"),
    ]


def test_a_format_of_several_files_is_one_archive_and_its_losses_are_told(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.press("Tab", "Return")
    choose(monkeypatch, tmp_path / "corpus", "brat standoff (*.zip)")
    user.press("Ctrl+E")
    user.wait_until(lambda: "exported to corpus.zip" in user.message())
    assert any(name.endswith(".ann") for name in zipfile.ZipFile(tmp_path / "corpus.zip").namelist())


def test_a_backup_opens_like_any_store(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user.press("Tab", "Return")
    choose(monkeypatch, tmp_path / "copy.db")
    user.action("file.backup").trigger()
    user.wait_until(lambda: "backed up" in user.message())
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
