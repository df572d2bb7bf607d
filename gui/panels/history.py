"""The History panel: what was done, the newest first, and the open article as it was."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Correction
from core.annotation.other_layers import OtherLayers
from core.annotation.span import Span
from core.errors import UsageError
from core.store.history_terms import TERMS, parse_terms
from gui.models.history_cells import moment_words
from gui.models.history_delegate import HEADINGS, HistoryDelegate, columns
from gui.models.history_model import CORRECTION, HistoryModel, Scope
from gui.past import Past
from gui.theme import Theme, ui_font, unit
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.moment_slider import MomentSlider
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.session import Session

_EMPTY = "Every correction is listed here, the newest first."
_NONE = "Nothing was done that is like this."
_SCOPES = (Scope.ARTICLE, Scope.SPAN, Scope.STORE)
_WHERE = {Scope.SPAN: "of this span", Scope.ARTICLE: "in this article", Scope.STORE: "in the store"}
_FILTERS = "Filter: " + " ".join(f"{term}:" for term in TERMS[:6])
_NOW = "now"
_LOOK_MS = 60


class HistoryPanel(QWidget):
    """A click goes to a correction's span; where it is gone, `reveal_requested` says where it stood.

    The filter speaks the language of `core.store.history_terms`. The slider shows the article as it was.
    """

    left = Signal()
    """The article wants the keyboard again."""
    compared = Signal(object)
    """OtherLayers: what has become of the article since the moment that is shown, to be drawn in outline."""

    reveal_requested = Signal(int, int)
    """`[start, end)` of the article's text, in code points."""

    def __init__(self, session: "Session", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._past = Past(session, self)
        self._stale = True
        self._scope = Scope.ARTICLE
        self._terms: dict[str, str] = {}
        self._model = HistoryModel(session, self)
        self._delegate = HistoryDelegate(theme, lambda name: session.scheme[name], self)
        self._title = PanelTitle(theme, "History")
        self._empty = TextLabel(theme, _EMPTY, tone="muted", pixels=12, lines=2)
        self._list = RowList("Corrections")
        self._filter = FilterLine(_FILTERS)
        self._scopes = MenuButton(theme, "Whose history", _SCOPES)
        self._revert = FramedButton(theme, "Take this batch back")
        self._slider = MomentSlider(theme)
        self._header = _Header(theme, self._list.verticalScrollBar().sizeHint().width())
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._lay_out()
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def take_keyboard(self) -> None:
        """Give the keyboard to the filter field; Down goes on into the list."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def sizeHint(self) -> QSize:
        """Return the height that a history has at first."""
        return QSize(unit(600), unit(240))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was done while the panel was hidden."""
        super().showEvent(event)
        self._look()

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        # Always there, so that the columns stand under their headings.
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        tools = QHBoxLayout()
        tools.setContentsMargins(unit(14), 0, unit(14), unit(6))
        tools.setSpacing(unit(6))
        tools.addWidget(self._filter, 1)
        tools.addWidget(self._scopes)
        tools.addWidget(self._revert)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        self._empty.setContentsMargins(unit(14), 0, unit(14), unit(6))
        stack.addWidget(self._title)
        stack.addLayout(tools)
        stack.addWidget(self._empty)
        stack.addWidget(self._header)
        stack.addWidget(self._list, 1)
        stack.addWidget(self._slider)
        self.setAccessibleName("History")
        self._count(0, False)
        self._show_moment()

    def _connect(self) -> None:
        session = self._session
        self._soon.timeout.connect(self._look)
        self._model.counted.connect(self._count)
        session.article_opened.connect(self._restart)
        session.focus_moved.connect(self._follow_focus)
        session.saved_changed.connect(self._soon.start)
        session.library_changed.connect(self._soon.start)
        self._past.changed.connect(self._show_moment)
        self._list.chosen.connect(self._go_to)
        self._list.left.connect(self.left)
        self._list.selectionModel().currentChanged.connect(self._offer_revert)
        self._model.modelReset.connect(self._offer_revert)
        self._filter.filter_changed.connect(self._narrow)
        self._filter.left.connect(self.left)
        self._filter.down.connect(self._enter_list)
        self._scopes.chosen.connect(self._choose_scope)
        self._revert.clicked.connect(self._take_back)
        self._slider.moved.connect(self._past.go)
        self._slider.now_wanted.connect(self._past.leave)

    # What is listed

    def _restart(self) -> None:
        # A moment of the past is of the same article: its history is listed already.
        if self._past.shown is None:
            self._stale = True
            self._look()

    def _look(self) -> None:
        """Read what is new, if anybody sees it."""
        if not self.isVisible():
            return
        self._past.look()
        if self._stale:
            self._stale = False
            self._model.reload(self._scope, self._terms)
        else:
            self._model.look_for_new()

    def _narrow(self, text: str) -> None:
        try:
            self._terms = parse_terms(text)
        except UsageError as error:
            self._tell(str(error))
            return
        self._restart()

    def _choose_scope(self, number: int) -> None:
        self._scope = _SCOPES[number]
        self._restart()

    def _follow_focus(self) -> None:
        if self._scope is Scope.SPAN:
            self._restart()

    def _count(self, number: int, has_more: bool) -> None:
        what = "correction" if number == 1 else "corrections"
        more = "more than " if has_more else ""
        self._title.show_count(f"{more}{number:,} {what} {_WHERE[self._scope]}" if number else "")
        self._header.setVisible(bool(number))
        self._tell("" if number else _NONE if self._terms else _EMPTY)

    def _tell(self, words: str) -> None:
        self._empty.show_text(words)
        self._empty.setVisible(bool(words))

    # What a row does

    def _enter_list(self) -> None:
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, index: QModelIndex) -> None:
        correction: Correction = index.data(CORRECTION)
        annotated = self._session.annotated
        if annotated and annotated.article.id == correction.article_id:
            self._show_subject(correction)
        else:
            self._session.open_article(correction.article_id, lambda: self._show_subject(correction))
        self.left.emit()

    def _show_subject(self, correction: Correction) -> None:
        subject, annotated = correction.subject, self._session.annotated
        if annotated is None or not isinstance(subject, Span):
            return
        if annotated.get(subject.id):
            self._session.set_focus(subject.id)
        else:
            self.reveal_requested.emit(subject.start, subject.end)

    def _offer_revert(self) -> None:
        self._revert.setEnabled(self._list.currentIndex().isValid() and self._past.shown is None)

    def _take_back(self) -> None:
        correction: Correction | None = self._list.currentIndex().data(CORRECTION)
        if correction is not None:
            self._session.undoing.revert(correction.batch)

    # The article as it was

    def _show_moment(self) -> None:
        past = self._past
        self._offer_revert()
        number, moments = len(past.moments) - 1, len(past.moments)
        if past.shown is None:
            self._slider.show_moment(max(0, number), moments, "now", is_now=True)
            return
        if annotated := self._session.annotated:
            now = AnnotatedArticle(annotated.article, _NOW, past.now_unlike)
            self.compared.emit(OtherLayers([now]))
        number = past.moments.index(past.shown)
        differ = f"{len(past.now_unlike):,} of now's spans differ" if past.now_unlike else "no span differs"
        words = f"{moment_words(past.shown)}, {number + 1:,} of {moments:,}: {differ}"
        self._slider.show_moment(number, moments, words, is_now=False)


class _Header(QWidget):
    """The columns' names."""

    def __init__(self, theme: Theme, bar: int) -> None:
        super().__init__()
        self._theme = theme
        self._bar = bar
        self.setFixedHeight(unit(26))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(HEADINGS))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(ui_font(11))
        painter.setPen(self._theme.muted)
        for heading, (left, width) in zip(HEADINGS, columns(self.width() - self._bar), strict=True):
            painter.drawText(left, 0, width, self.height(), Qt.AlignmentFlag.AlignVCenter, heading)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)
