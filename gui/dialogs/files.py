"""Choosing files: the platform's own dialogs."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from core.formats.format import Format
from core.formats.registry import FORMATS


def choose_files(parent: QWidget) -> list[str]:
    """Let the user choose files that can be opened; empty where none was chosen."""
    suffixes = " ".join(f"*{suffix}" for row in FORMATS if row.reads for suffix in row.suffixes)
    names, _ = QFileDialog.getOpenFileNames(parent, "Open files", "", f"Articles ({suffixes});;All files (*)")
    return names


def choose_folder(parent: QWidget) -> list[str]:
    """Let the user choose a folder; empty where none was chosen."""
    name = QFileDialog.getExistingDirectory(parent, "Open a folder")
    return [name] if name else []


def choose_export(parent: QWidget, row: Format) -> Path | None:
    """Let the user choose a file to export to; None where none was chosen."""
    kinds = f"{row.title} (*{suffix_of(row)})"
    name, _ = QFileDialog.getSaveFileName(parent, "Export", "", kinds)
    return Path(name) if name else None


def suffix_of(row: Format) -> str:
    """Return the end of the name of a written file: a format of several files is written as one archive."""
    return ".zip" if row.packed else row.suffixes[0]


def choose_pdf(parent: QWidget, title: str) -> Path | None:
    """Let the user choose a PDF to write, which is offered under the article's title; None where none was."""
    offered = "".join(char for char in title if char.isalnum() or char in " -_")[:60].strip()
    name, _ = QFileDialog.getSaveFileName(parent, "Save as PDF", f"{offered}.pdf", "PDF (*.pdf)")
    return Path(name).with_suffix(".pdf") if name else None


def choose_store(parent: QWidget, title: str, create: bool) -> Path | None:
    """Let the user choose a store, with `create` a new one too; None where none was chosen."""
    kinds = "Store (*.db);;All files (*)"
    if create:
        # A file that is there is opened, not overwritten.
        options = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(parent, title, "", kinds, options=options)
    else:
        name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def choose_picture(parent: QWidget, name: str, kind: str) -> Path | None:
    """Let the user choose a file for a picture, or its figures; `kind` is SVG, PNG or CSV."""
    suffix = f".{kind.lower()}"
    title, kinds = f"Save as {kind}", f"{kind} (*{suffix})"
    chosen, _ = QFileDialog.getSaveFileName(parent, title, f"{name}{suffix}", kinds)
    return Path(chosen).with_suffix(suffix) if chosen else None


def choose_backup(parent: QWidget) -> Path | None:
    """Let the user choose a new file for a backup of the store; None where none was chosen."""
    name, _ = QFileDialog.getSaveFileName(parent, "Back up the store", "", "Store (*.db)")
    return Path(name) if name else None
