"""A dataset and a backup out of the window; the platform's dialog, which names the file, is stood in for."""

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit
from user import OpenWindow, User, add_articles

from gui.dialogs.export import ExportWindow
from gui.widgets.check_box import CheckBox
from gui.widgets.line_list import LineList
from gui.widgets.text_label import TextLabel


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def opened(user: User, format_title: str) -> ExportWindow:
    """Open the window, choose a format, and wait for what would be lost."""
    user.press("Ctrl+E")
    window: ExportWindow = user.window.findChild(ExportWindow)
    field(window, "Format").setCurrentText(format_title)
    looked(user, window)
    return window


def looked(user: User, window: ExportWindow) -> None:
    user.wait_until(lambda: not window._soon.isActive() and user.session.long_work.how_far is None)


def field(window: ExportWindow, name: str) -> QComboBox:
    return next(one for one in window.findChildren(QComboBox) if one.accessibleName() == name)


def box(window: ExportWindow, words: str) -> CheckBox:
    return next(one for one in window.findChildren(CheckBox) if one.text() == words)


def lost(window: ExportWindow) -> list[str]:
    model = window.findChild(LineList).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def told(window: ExportWindow) -> str:
    return " ".join(label.accessibleName() for label in window.findChildren(TextLabel) if label.isVisible())


def test_what_was_decided_is_exported(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user.press("Tab", "Return", "P")
    path = tmp_path / "out.jsonl"
    choose(monkeypatch, path)
    window = opened(user, "Rubricator JSON lines")
    assert lost(window) == []
    user.wait_until(lambda: "of 1 article with 83 spans" in told(window))
    assert box(window, "the history, too").isVisible()
    user.push("Export…", window)
    user.wait_until(lambda: "1 article with 83 spans was exported to out.jsonl" in told(window))
    assert "Read back: 83 spans the same" in told(window)
    spans = json.loads(path.read_text(encoding="utf-8"))["spans"]
    assert [(span["label"], span["state"]) for span in spans[:2]] == [
        ("GPE", "accepted"),
        ("PERSON", "accepted"),
    ]


def test_losses_are_told_before_anything_is_written_and_can_be_chosen(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.press("Tab", "Return")
    user.view.select(0, 30)
    user.press("G")
    window = opened(user, "CoNLL-2003 columns, IOB2")
    assert not box(window, "the history, too").isVisible()
    assert any("overlap" in sentence for sentence in lost(window))
    assert any("not decided" in sentence for sentence in lost(window))
    field(window, "Of overlapping spans").setCurrentText("shortest")
    looked(user, window)
    path = tmp_path / "out.conll"
    choose(monkeypatch, path)
    user.push("Export…", window)
    user.wait_until(lambda: "exported to out.conll" in told(window))
    tags = [line.split()[::3] for line in path.read_text(encoding="utf-8").splitlines() if line][1:4]
    assert tags == [["North", "B-GPE"], ["Korea", "I-GPE"], ["Safeguarding", "O"]]


def test_a_format_of_several_files_is_one_archive(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.press("Tab", "Return")
    choose(monkeypatch, tmp_path / "corpus")
    window = opened(user, "brat standoff")
    user.push("Export…", window)
    user.wait_until(lambda: "exported to corpus.zip" in told(window))
    assert any(name.endswith(".ann") for name in zipfile.ZipFile(tmp_path / "corpus.zip").namelist())


def test_a_split_with_a_card_and_a_manifest_says_how_it_was_made(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store.db"
    add_articles(store, *(f"Article {number} about Oslo." for number in range(10)))
    user = open_window(store=store, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    user.double_click("Oslo")
    user.press("Esc", "G")
    window = opened(user, "Rubricator JSON lines")
    split = next(one for one in window.findChildren(QLineEdit) if one.accessibleName() == "Split")
    split.setText("80/20")
    split.editingFinished.emit()
    user.wait_until(lambda: "80/10/10" in told(window))
    split.setText("80/10/10")
    split.editingFinished.emit()
    for words in ("a dataset card", "a manifest"):
        user.qtbot.mouseClick(box(window, words), Qt.MouseButton.LeftButton)
    looked(user, window)
    choose(monkeypatch, tmp_path / "out.jsonl")
    user.push("Export…", window)
    user.wait_until(lambda: "exported to out_train.jsonl" in told(window))
    manifest = json.loads((tmp_path / "out.jsonl.manifest.json").read_text(encoding="utf-8"))
    assert "--split 80/10/10 --seed 0" in manifest["command"]
    assert "# store" in (tmp_path / "out.jsonl.card.md").read_text(encoding="utf-8")


def test_a_backup_opens_like_any_store(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user.press("Tab", "Return")
    choose(monkeypatch, tmp_path / "copy.db")
    user.action("file.backup").trigger()
    user.wait_until(lambda: "backed up" in user.message())
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
