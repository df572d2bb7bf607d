"""The store as a whole: what is in it, whether it is sound, its backups, other stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import RubricatorError
from core.progress import Progress
from gui.context import Context
from gui.dialogs.files import choose_store
from gui.dialogs.store_words import backup_lines, checked_words, merged_words, repaired_words, size_words
from gui.recent_stores import RecentStores
from gui.theme import unit
from gui.widgets.line_list import Line, LineList
from gui.widgets.panel_title import PanelTitle
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from core.store.findings import CheckReport
    from core.store.library import Stats
    from core.store.merging import MergeReport
    from core.store.repairing import RepairReport
    from core.store.store import Store
    from gui.theme import Theme

Result = TypeVar("Result")

_LIST_HEIGHT = 132


class StoreWindow(QDialog):
    """What takes long runs beside the work: one goes on correcting, and may cancel it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Store")
        self._context = context
        self._session = context.session
        self._work = context.session.long_work
        theme = context.look.theme
        self._title = PanelTitle(theme, self._session.path.name)
        self._facts = TextLabel(theme, str(self._session.path), tone="muted", pixels=12, lines=2)
        self._told = TextLabel(theme, lines=6)
        self._strip = WorkStrip(theme)
        self._buttons = {words: FramedButton(theme, words) for words in self._acts()}
        self._repair = FramedButton(theme, "Repair")
        self._decide = FramedButton(theme, "Decide the conflicts")
        self._backups = LineList(theme, "Backups", "No backup was made yet.")
        self._restore = FramedButton(theme, "Restore this backup")
        self._recent = LineList(theme, "Recent stores", "No other store was opened yet.")
        self._switch = FramedButton(theme, "Open this store")
        self._lay_out(theme)
        self._follow()
        self._show_facts()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(640), unit(620))

    # What the buttons do

    def _acts(self) -> dict[str, Callable[[], None]]:
        return {
            "Check": self._check,
            "Back up…": self._context.window.back_up,
            "Merge another store…": self._merge,
            "Open another store…": self._open_other,
        }

    def _check(self) -> None:
        self._run("checking the store", lambda store, progress: store.check(progress), self._show_check)

    def _mend(self) -> None:
        self._run("repairing the store", lambda store, progress: store.repair(progress), self._show_repair)

    def _merge(self) -> None:
        if other := choose_store(self, "Merge another store", create=False):
            self._run("merging", lambda store, progress: store.merge(other, progress), self._show_merge)

    def _open_other(self) -> None:
        if other := choose_store(self, "Open another store", create=True):
            self._context.window.open_store(other)

    def _open_recent(self) -> None:
        if line := self._recent.current:
            self._context.window.open_store(Path(line.id))

    def _take_back(self) -> None:
        """Put the chosen backup in the place of the store; what stands there now becomes a backup too."""
        if line := self._backups.current:
            source = Path(line.id)

            def restore(store: Store, _progress: Progress) -> Path | None:
                from core.store.backups import restore

                return restore(store.path, source)

            self._run("restoring a backup", restore, lambda _before: self._show_restored(line))

    def _run(
        self, what: str, work: Callable[[Store, Progress], Result], done: Callable[[Result], None]
    ) -> None:
        self._repair.hide()
        self._decide.hide()
        try:
            self._work.start(what, work, done, self._show_fault, lambda: self._tell("Cancelled."))
        except RubricatorError as error:
            self._show_fault(error)

    # What is shown

    def _show_check(self, report: CheckReport) -> None:
        self._tell(checked_words(report))
        self._repair.setVisible(not report.sound)

    def _show_repair(self, report: RepairReport) -> None:
        self._tell(repaired_words(report))
        self._reload()

    def _show_merge(self, report: MergeReport) -> None:
        self._tell(merged_words(report))
        self._decide.setVisible(report.open > 0)
        self._reload()

    def _show_restored(self, line: Line) -> None:
        self._tell(f"The store is as it was on {line.words}. What was in it before is among the backups.")
        self._reload()

    def _show_fault(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._tell(str(error))

    def _tell(self, sentence: str) -> None:
        self._told.show_text(sentence)

    def _reload(self) -> None:
        """Show what the store holds now, here and in the main window."""
        self._show_facts()
        self._session.reload()

    def _show_facts(self) -> None:
        from core.store.backups import listed

        backups = backup_lines(listed(self._session.path))
        self._backups.show_lines(backups)
        self._restore.setEnabled(bool(backups))
        here = self._session.path.absolute()
        recent = [Line(str(path), str(path)) for path in RecentStores.of_user().paths if path != here]
        self._recent.show_lines(recent)
        self._switch.setEnabled(bool(recent))

        def told(stats: Stats) -> None:
            self._facts.show_text(f"{size_words(self._session.path, stats)} Kept at {self._session.path}")

        self._session.query(lambda store: store.stats(), told)

    def _show_work(self) -> None:
        how_far = self._work.how_far
        self._strip.show_work(how_far)
        for button in (*self._buttons.values(), self._repair, self._restore, self._switch):
            button.setEnabled(how_far is None)

    # How it hangs together

    def _follow(self) -> None:
        acts = self._acts()
        for words, button in self._buttons.items():
            button.clicked.connect(acts[words])
        self._repair.clicked.connect(self._mend)
        self._decide.clicked.connect(lambda: self._context.window.open_dialog("conflicts"))
        self._restore.clicked.connect(self._take_back)
        self._switch.clicked.connect(self._open_recent)
        self._recent.doubleClicked.connect(self._open_recent)
        self._strip.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(self._show_work)
        self._show_work()

    def _lay_out(self, theme: Theme) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(6), unit(6), unit(14), unit(14))
        stack.setSpacing(unit(4))
        stack.addWidget(self._title)
        stack.addWidget(_indented(self._facts))
        stack.addWidget(_row(*self._buttons.values()))
        stack.addWidget(_indented(self._strip))
        stack.addWidget(_indented(self._told))
        stack.addWidget(_row(self._repair, self._decide))
        for title, lines, button in (
            ("Backups", self._backups, self._restore),
            ("Recent stores", self._recent, self._switch),
        ):
            lines.setMinimumHeight(unit(_LIST_HEIGHT))
            stack.addWidget(PanelTitle(theme, title))
            stack.addWidget(lines, 1)
            stack.addWidget(_row(button))
        self._repair.hide()
        self._decide.hide()


def _row(*buttons: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(unit(14), unit(4), 0, unit(4))
    layout.setSpacing(unit(8))
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch()
    return row


def _indented(widget: QWidget) -> QWidget:
    widget.setContentsMargins(unit(14), 0, 0, unit(4))
    return widget
