"""The export: what is asked for, what the format cannot carry, told before anything is written."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.errors import RubricatorError
from core.progress import Progress
from core.transfer.previewing import Choice, Preview, choose, preview
from gui.context import Context
from gui.dialogs.export_fields import ExportFields, Wanted
from gui.dialogs.files import choose_export, suffix_of
from gui.dialogs.store_words import counted
from gui.theme import unit
from gui.widgets.line_list import Line, LineList
from gui.widgets.panel_title import PanelTitle
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from core.store.store import Store
    from core.transfer.exporting import ExportedFile
    from gui.theme import Theme

_LOOKING = "looking what would be lost"
_PAUSE_MS = 200
_ALL_CARRIED = "Everything is carried."
_CHOICES = {
    "overlap": "Of overlapping spans",
    "cut": "Spans that cut a token",
    "pieces": "Discontinuous spans",
}


class ExportWindow(QDialog):
    """Nothing is written before a file is chosen; what would be lost is counted anew at each change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._session = context.session
        self._work = context.session.long_work
        theme = self._theme = context.look.theme
        self._fields = ExportFields(theme, self._session.layer)
        self._strip = WorkStrip(theme)
        self._title = PanelTitle(theme, "What is lost")
        self._losses = LineList(theme, "What is lost", _ALL_CARRIED)
        self._choices = QHBoxLayout()
        self._told = TextLabel(theme, lines=4)
        self._export = FramedButton(theme, "Export…", primary=True)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out(theme)
        self._soon.timeout.connect(self._look)
        self._fields.changed.connect(self._soon.start)
        self._export.clicked.connect(self._choose_file)
        self._strip.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(lambda: self._strip.show_work(self._work.how_far))
        self._session.query(lambda store: store.names("layer"), self._offer)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(680), unit(600))

    # What would be lost

    def _offer(self, layers: tuple[str, ...]) -> None:
        self._fields.offer_layers(layers)
        self._look()

    def _look(self) -> None:
        """Count what would be lost, on a thread of its own."""
        if (wanted := self._wanted()) is None:
            return
        out = Path(f"export{suffix_of(self._fields.format)}")

        def work(store: Store, progress: Progress) -> Preview:
            return preview(
                store, wanted.format_name, out, wanted.selection, wanted.split, progress, wanted.fitting
            )

        try:
            self._work.start(_LOOKING, work, self._show, self._fail, instead=_LOOKING)
        except RubricatorError as error:
            self._fail(error)

    def _wanted(self) -> Wanted | None:
        try:
            return self._fields.wanted()
        except RubricatorError as error:
            self._fail(error)
            return None

    def _show(self, found: Preview) -> None:
        self._title.show_count(f"of {counted(found.articles, 'article')} with {counted(found.spans, 'span')}")
        self._losses.show_lines([Line(one.kind, one.sentence) for one in found.losses])
        self._told.show_text("")
        self._export.setEnabled(True)
        self._show_choices(found.choices)

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        while item := self._choices.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for choice in choices:
            words = _CHOICES[choice.field]
            combo = QComboBox()
            combo.setAccessibleName(words)
            combo.addItems(choice.values)
            combo.setCurrentText(choice.chosen)
            combo.currentTextChanged.connect(lambda value, field=choice.field: self._choose(field, value))
            self._choices.addWidget(QLabel(f"{words} ({choice.spans:,})"))
            self._choices.addWidget(combo)
        self._choices.addStretch()

    def _choose(self, field: str, value: str) -> None:
        self._fields.fitting = choose(self._fields.fitting, field, value)
        self._soon.start()

    # Writing

    def _choose_file(self) -> None:
        wanted = self._wanted()
        if wanted and (path := choose_export(self, self._fields.format)):
            self._write(wanted, path.with_suffix(path.suffix or suffix_of(self._fields.format)))

    def _write(self, wanted: Wanted, path: Path) -> None:
        scheme, layer = self._session.scheme, wanted.selection.layer or self._session.layer

        def work(store: Store, progress: Progress) -> tuple[ExportedFile, ...]:
            from core.review.card import make_card
            from core.review.card_files import write_card
            from core.transfer.exporting import export
            from core.transfer.manifest import write_manifest

            made = (wanted.format_name, path, wanted.selection, wanted.split, progress)
            files = export(store, *made, fitting=wanted.fitting)
            if wanted.manifest:
                write_manifest(path, files, store, scheme, wanted.format_name, _command(wanted, path, store))
            if wanted.card:
                write_card(path, make_card(store, layer, scheme, progress=progress))
            return files

        try:
            self._work.start("exporting", work, self._tell, self._fail, instead=_LOOKING)
        except RubricatorError as error:
            self._fail(error)

    def _tell(self, files: tuple[ExportedFile, ...]) -> None:
        told = _told(files)
        self._told.show_text(told)
        self._session.tell(told)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._losses.show_lines([])
        self._title.show_count("")
        self._export.setEnabled(False)
        self._told.show_text(str(error))

    def _lay_out(self, theme: Theme) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(6), unit(6), unit(14), unit(14))
        stack.addWidget(PanelTitle(theme, "Export"))
        stack.addWidget(self._fields)
        stack.addWidget(self._title)
        stack.addWidget(self._losses, 1)
        self._choices.setContentsMargins(unit(14), 0, 0, 0)
        self._choices.setSpacing(unit(8))
        stack.addLayout(self._choices)
        for part in (self._strip, self._told):
            part.setContentsMargins(unit(14), 0, 0, unit(4))
            stack.addWidget(part)
        row = QHBoxLayout()
        row.setContentsMargins(unit(14), 0, 0, 0)
        row.addWidget(self._export)
        row.addStretch()
        stack.addLayout(row)


def _told(files: tuple[ExportedFile, ...]) -> str:
    """Return what was written, and what came back when it was read."""
    names = ", ".join(file.path.name for file in files)
    articles, spans = sum(file.articles for file in files), sum(file.spans for file in files)
    written = f"{counted(articles, 'article')} with {counted(spans, 'span')}"
    told = f"{written} {'was' if articles == 1 else 'were'} exported to {names}."
    back = [file.back.same for file in files if file.back]
    return f"{told} Read back: {counted(sum(back), 'span')} the same." if back else told


def _command(wanted: Wanted, path: Path, store: Store) -> str:
    """Return the command that makes the same export again."""
    chosen = wanted.selection
    parts = ["rubricator", "export", "--store", store.path.name, "--format", wanted.format_name]
    parts += ["--out", path.name]
    for option, value in (
        ("--layer", chosen.layer),
        ("--states", ",".join(sorted(chosen.states)) if chosen.states else None),
        ("--status", ",".join(sorted(chosen.status)) if chosen.status else None),
        ("--overlap", wanted.fitting.overlap),
        ("--cut", wanted.fitting.cut),
        ("--pieces", wanted.fitting.pieces),
    ):
        parts += [option, str(value)] if value else []
    parts += ["--history"] if chosen.history else []
    if split := wanted.split:
        bonds = [
            name
            for name, holds in (("copies", split.near_copies_together), ("source", split.source_together))
            if holds
        ]
        parts += ["--split", "/".join(map(str, split.shares)), "--seed", str(split.seed)]
        parts += ["--stratify"] if split.stratified else []
        parts += ["--together", ",".join(bonds)] if bonds else []
    return shlex.join(parts)
