"""How far two layers agree: the measures with their intervals, by label, over time, by article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.annotation.correction import Status
from core.errors import RubricatorError
from core.progress import Progress
from gui.context import Context
from gui.dialogs.figures import Figures
from gui.theme import unit
from gui.widgets.menu_button import MenuButton
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from core.review.tables import Table
    from core.store.store import Store
    from gui.theme import Theme

_ONE_LAYER = "The store has one layer alone: agreement is between two or more."
_ARTICLES: tuple[tuple[str, tuple[Status, ...]], ...] = (
    ("all articles", ()),
    ("articles that both reviewed", (Status.REVIEWED,)),
)


class AgreementWindow(QDialog):
    """Two layers are chosen; what they have in common is measured on a thread of its own."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Agreement")
        self._session = context.session
        self._work = context.session.long_work
        theme = self._theme = context.look.theme
        self._strip = WorkStrip(theme)
        self._choices = QHBoxLayout()
        self._layers: list[MenuButton] = []
        self._articles = MenuButton(theme, "Articles", [words for words, _ in _ARTICLES])
        self._measure = FramedButton(theme, "Measure")
        self.figures = Figures(theme, "Agreement")
        self._lay_out()
        self._measure.clicked.connect(self._start)
        self._strip.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(lambda: self._strip.show_work(self._work.how_far))
        self._session.query(lambda store: store.names("layer"), self._offer)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(860), unit(560))

    def _offer(self, names: tuple[str, ...]) -> None:
        """Offer the layers, one's own first, and measure the first two at once."""
        own = self._session.layer
        ordered = sorted(names, key=lambda name: (name != own, name))
        if len(ordered) < 2:
            self.figures.tell(_ONE_LAYER)
            self._measure.setEnabled(False)
            return
        for at in (0, 1):
            button = MenuButton(self._theme, "Layer", ordered)
            button.show_choice(at)
            self._layers.append(button)
            self._choices.insertWidget(2 * at + 1, button)
        self._start()

    def _start(self) -> None:
        layers = [button.text() for button in self._layers]
        statuses = next(statuses for words, statuses in _ARTICLES if words == self._articles.text())

        def measure(store: Store, progress: Progress) -> tuple[Table, ...]:
            # Not on the window's thread: it takes longer than a few frames.
            import pyqtgraph  # noqa: F401

            from core.review.agreement.comparing import agreement
            from core.review.agreement.tables import tables

            found = agreement(store, layers, statuses, progress=progress)
            ids = [article.article_id for article in found.counted.articles]
            return tables(found, {article_id: store.article(article_id).title for article_id in ids})

        try:
            self._work.start("measuring agreement", measure, self.figures.show_tables, self._fail)
        except RubricatorError as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self.figures.show_tables(())
        self.figures.tell(str(error))

    def _lay_out(self) -> None:
        self._choices.setContentsMargins(unit(14), unit(4), 0, unit(4))
        self._choices.setSpacing(unit(8))
        self._choices.addWidget(TextLabel(self._theme, "Between"))
        self._choices.addWidget(TextLabel(self._theme, "and"))
        self._choices.addWidget(TextLabel(self._theme, "in"))
        self._choices.addWidget(self._articles)
        self._choices.addWidget(self._measure)
        self._choices.addStretch()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, unit(8), unit(14), unit(14))
        stack.addLayout(self._choices)
        self._strip.setContentsMargins(unit(14), 0, 0, 0)
        stack.addWidget(self._strip)
        stack.addWidget(self.figures, 1)
