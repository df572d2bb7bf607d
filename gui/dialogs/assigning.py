"""Who is to work on articles: those that are chosen in the library, else the open one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.store.queueing import assign, assigned, unassign
from gui.context import Context
from gui.theme import unit
from gui.widgets.line_list import Line, LineList
from gui.widgets.panel_title import PanelTitle
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.theme import Theme

_HINT = "Several are chosen in the library with Ctrl or Shift. In the list Enter assigns, Delete takes away."


class AssigningWindow(QDialog):
    """A name and Enter assigns; the list has those to whom something is assigned or who worked here."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Assign articles")
        self._session = context.session
        theme = context.look.theme
        self._title = PanelTitle(theme, "Assign")
        self._name = QLineEdit()
        self._name.setPlaceholderText("Name of an annotator")
        self._name.setAccessibleName("Name of an annotator")
        self._give = FramedButton(theme, "Assign (Enter)")
        self._take = FramedButton(theme, "Take away (Del)")
        self._list = LineList(theme, "Annotators", "Nobody has worked here yet.")
        self._told = TextLabel(theme, _HINT, tone="muted", pixels=12, lines=2)
        self._lay_out()
        self._name.returnPressed.connect(self._assign)
        self._give.clicked.connect(self._assign)
        self._take.clicked.connect(self._unassign)
        self._list.chosen.connect(self._choose)
        self._list.left.connect(self.close)
        for field, key, act in (
            (self._list, Qt.Key.Key_Delete, self._unassign),
            (self._name, Qt.Key.Key_Down, self._list.setFocus),
        ):
            QShortcut(QKeySequence(key), field, act, context=Qt.ShortcutContext.WidgetShortcut)
        self._session.queueing.articles_chosen.connect(self._show_articles)
        self._session.article_opened.connect(self._show_articles)
        self._show_articles()
        self._read()
        self._name.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(420), unit(320))

    @property
    def _articles(self) -> tuple[str, ...]:
        annotated = self._session.annotated
        return self._session.queueing.chosen or ((annotated.article.id,) if annotated else ())

    def _show_articles(self) -> None:
        count = len(self._articles)
        self._title.show_title("Assign the open article" if not self._session.queueing.chosen else "Assign")
        self._title.show_count("1 article" if count == 1 else f"{count:,} articles")

    def _read(self) -> None:
        def read(store: Store) -> dict[str, int]:
            people = dict.fromkeys((*store.names("annotator"), self._session.annotator), 0)
            return people | assigned(store)

        self._session.query(read, self._show)

    def _show(self, counts: dict[str, int]) -> None:
        name = self._name.text()
        lines = [
            Line(who, who, f"{count:,} assigned" if count else "")
            for who, count in sorted(counts.items())
            if who
        ]
        self._list.show_lines(lines)
        self._name.setText(name)

    def _choose(self) -> None:
        if line := self._list.current:
            self._name.setText(line.id)
            self._assign()

    def _assign(self) -> None:
        self._write(assign, "assigned to")

    def _unassign(self) -> None:
        if self._list.hasFocus() and (line := self._list.current):
            self._name.setText(line.id)
        self._write(unassign, "taken from")

    def _write(self, act: Callable[[Store, tuple[str, ...], str], None], words: str) -> None:
        name, articles = self._name.text().strip(), self._articles
        if not name or not articles:
            return
        many = "1 article was" if len(articles) == 1 else f"{len(articles):,} articles were"

        def work(store: Store) -> str:
            act(store, articles, name)
            return f"{many} {words} {name}."

        self._session.saving.then(work, self._tell)

    def _tell(self, sentence: str) -> None:
        self._told.show_text(sentence)
        self._read()

    def _lay_out(self) -> None:
        self._name.setFixedHeight(unit(27))
        field, buttons = QHBoxLayout(), QHBoxLayout()
        field.setContentsMargins(unit(14), 0, 0, unit(6))
        field.addWidget(self._name)
        buttons.setContentsMargins(unit(14), unit(8), 0, 0)
        buttons.setSpacing(unit(8))
        for button in (self._give, self._take):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            buttons.addWidget(button)
        buttons.addStretch()
        self._told.setContentsMargins(unit(14), unit(6), 0, 0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(6), unit(6), unit(14), unit(12))
        stack.addWidget(self._title)
        stack.addLayout(field)
        stack.addWidget(self._list, 1)
        stack.addWidget(self._told)
        stack.addLayout(buttons)
