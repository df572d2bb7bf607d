"""The Findings panel: what is not consistent in the store; each is mended, waived or looked at by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.annotation.correction import Batch, Correction
from core.errors import RubricatorError
from core.progress import Progress
from core.review.auditing import audit_apart
from core.review.checks.table import CHECKS
from core.review.finding import Finding, mend
from core.review.waiving import waive
from gui.models.findings_delegate import FindingsDelegate
from gui.models.findings_model import ROW, FindingRow, FindingsModel
from gui.theme import Theme, unit
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

_EMPTY = "Run the checks to see what is not consistent: labels, edges, what was forgotten, what was hasty."
_SOUND = "Nothing was found."
_CHECKING = "checking for consistency"


class FindingsPanel(QWidget):
    """Enter goes there, R repairs, W waives with the note that stands in the field."""

    left = Signal()
    """The article wants the keyboard again."""
    reveal_requested = Signal(int, int)
    """`[start, end)` of the open article, in code points."""
    _found = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work = session.long_work
        self._was_run = False
        self._model = FindingsModel(self)
        self._delegate = FindingsDelegate(theme, self)
        self._title = PanelTitle(theme, "Findings")
        self._run = FramedButton(theme, "Run the checks")
        self._checks = MenuButton(theme, "Check", ["All checks", *(row.title for row in CHECKS)])
        self._note = FilterLine("Why a finding may stand")
        self._repair = FramedButton(theme, "Repair (R)")
        self._waive = FramedButton(theme, "Waive (W)")
        self._strip = WorkStrip(theme)
        self._words = TextLabel(theme, _EMPTY, tone="muted", pixels=12, lines=2)
        self._list = RowList("Findings")
        self._lay_out()
        self._connect()
        self._count()

    def take_keyboard(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the height that it has at first."""
        return QSize(unit(600), unit(300))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys in the list act."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_R:
                self._mend()
                return True
            if event.key() == Qt.Key.Key_W:
                self._let_stand()
                return True
        return super().eventFilter(watched, event)

    # Finding

    def _start(self) -> None:
        session, found = self._session, self._found

        def check(store: Store, progress: Progress) -> None:
            for page in audit_apart(store.path, session.layer, session.scheme, progress):
                found.emit([FindingRow(finding, title) for finding, title in page])

        self._model.clear()
        self._was_run = False
        try:
            self._work.start(_CHECKING, check, self._finish, self._fail, self._count)
        except RubricatorError as error:
            self._fail(error)

    def _finish(self, _nothing: None) -> None:
        self._was_run = True
        self._count()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._session.tell_error(error)

    # Settling

    def _mend(self) -> None:
        finding = self._current
        if finding is None:
            return
        session = self._session
        batch = Batch(finding.article_id, finding.layer, session.annotator)

        def work(store: Store) -> tuple[Correction, ...]:
            corrections = mend(store.annotated(finding.article_id, finding.layer), finding, batch)
            store.commit(corrections)
            return corrections

        def done(corrections: tuple[Correction, ...]) -> None:
            session.take(corrections, self)
            session.undoing.ask()
            self._model.remove(finding)

        session.saving.then(work, done)

    def _let_stand(self) -> None:
        finding = self._current
        if finding is None:
            return
        session, note = self._session, self._note.text().strip()
        if not note:
            session.tell("A finding is waived with a note that says why.", "Write it into the field first.")
            self._note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        session.saving.then(
            lambda store: waive(store, finding, note, session.annotator),
            lambda _nothing: self._model.remove(finding),
        )

    # What is shown

    @property
    def _current(self) -> Finding | None:
        row: FindingRow | None = self._list.currentIndex().data(ROW)
        return row.finding if row else None

    def _count(self) -> None:
        shown, total = self._model.rowCount(), self._model.total
        of = f"{shown:,} of {total:,} findings" if shown != total else f"{total:,} findings"
        self._title.show_count("1 finding" if total == shown == 1 else of if total else "")
        self._words.show_text(_SOUND if self._was_run else _EMPTY)
        self._words.setVisible(not total and self._work.how_far is None)
        self._offer()

    def _offer(self) -> None:
        finding = self._current
        self._repair.setEnabled(finding is not None and finding.repair is not None)
        self._waive.setEnabled(finding is not None)

    def _show_work(self) -> None:
        how_far = self._work.how_far
        self._strip.show_work(how_far)
        self._run.setEnabled(how_far is None)

    def _go_to(self, index: QModelIndex) -> None:
        finding: Finding = index.data(ROW).finding
        annotated = self._session.annotated
        if annotated is not None and annotated.article.id == finding.article_id:
            self._show(finding)
        else:
            self._session.open_article(finding.article_id, lambda: self._show(finding))
        self.left.emit()

    def _show(self, finding: Finding) -> None:
        annotated = self._session.annotated
        if annotated and annotated.get(finding.span_id):
            self._session.set_focus(finding.span_id)
        elif finding.end:
            self.reveal_requested.emit(finding.start, finding.end)

    # How it hangs together

    def _connect(self) -> None:
        self._found.connect(self._model.add)
        self._model.counted.connect(self._count)
        self._run.clicked.connect(self._start)
        self._checks.chosen.connect(
            lambda number: self._model.show_check(CHECKS[number - 1].name if number else "")
        )
        self._repair.clicked.connect(self._mend)
        self._waive.clicked.connect(self._let_stand)
        self._note.left.connect(self.take_keyboard)
        self._note.returnPressed.connect(self._let_stand)
        self._list.chosen.connect(self._go_to)
        self._list.left.connect(self.left)
        self._list.selectionModel().currentChanged.connect(self._offer)
        self._list.installEventFilter(self)
        self._strip.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(self._show_work)

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        tools = QHBoxLayout()
        tools.setContentsMargins(unit(14), 0, unit(14), unit(6))
        tools.setSpacing(unit(6))
        for tool in (self._run, self._checks):
            tools.addWidget(tool)
        tools.addWidget(self._note, 1)
        for tool in (self._repair, self._waive):
            tools.addWidget(tool)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._title)
        stack.addLayout(tools)
        for part in (self._strip, self._words):
            part.setContentsMargins(unit(14), 0, unit(14), unit(4))
            stack.addWidget(part)
        stack.addWidget(self._list, 1)
        self.setAccessibleName("Findings")
