"""The middle of the window: the article, its label palette, the find bar, the message bar, the empty page."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from core.annotation.annotated_article import Changes
from core.annotation.edits.resize import resize
from gui.article_view.label_palette import LabelPalette
from gui.article_view.view import ArticleView
from gui.finding import Finding
from gui.message import Message
from gui.session import Session
from gui.spellings import Spellings
from gui.theme import Theme, unit
from gui.widgets.empty_page import EmptyPage
from gui.widgets.find_bar import FindBar
from gui.widgets.message_bar import MessageBar

_LEAST_HEIGHT = 160


class ArticleDesk(QWidget):
    """Joins the article's view to the session: the one wishes, the other does, the one shows."""

    menu_wanted = Signal(object)
    """A global QPoint: everything that can be done to the focused span."""
    label_chosen = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._shown = ""
        self.view = ArticleView()
        self.view.set_theme(theme)
        self.empty_page = EmptyPage(theme)
        self.empty_page.set_where(f"Corrections are kept in {session.path}. Nothing leaves this machine.")
        self.messages = MessageBar(theme)
        self._palette = LabelPalette(self.view, theme)
        self._find_bar = FindBar(theme)
        self.finding = Finding(session, self.view, self._find_bar)
        Spellings(session, self.view)
        self._lay_out()
        self._follow_session()
        self._follow_view()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.view, self.empty_page, self.messages, self._palette, self._find_bar):
            part.set_theme(theme)

    def open_label_palette(self) -> None:
        """Show the labels beside the focused span or the selected text."""
        session = self._session
        if session.focus:
            anchor = self.view.span_rect(session.focus.id)
        elif session.selection:
            anchor = self.view.place_rect(*session.selection)
        else:
            return
        if anchor is not None:
            last = session.labels.last
            current = session.focus.label if session.focus else last
            self._palette.open_at(anchor, session.scheme.labels, current, last)

    def open_find(self) -> None:
        """Show the find bar; selected text is sought at once."""
        session = self._session
        selected = (
            session.annotated.text[slice(*session.selection)]
            if session.annotated and session.selection
            else ""
        )
        self._find_bar.open(selected)

    def show_place(self, start: int, end: int) -> None:
        """Select `[start, end)` of the article and bring it into view."""
        self.view.select(start, end)
        self.view.reveal(start, end)

    def leave(self) -> None:
        """Leave what is on top: the find bar, the brush, the selection, a moment of the past, the focus."""
        if self._find_bar.isVisible():
            self.finding.leave()
        elif self._session.labels.brush:
            self._session.labels.take_brush("")
        elif self._session.selection:
            self.view.select(self.view.caret(), self.view.caret())
        elif self._session.is_past and self._session.annotated:
            self._session.open_article(self._session.annotated.article.id)
        else:
            self._session.set_focus(None)

    def _lay_out(self) -> None:
        middle = QWidget()
        # The empty page asks for more than a small screen has beside a panel below.
        middle.setMinimumHeight(unit(_LEAST_HEIGHT))
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.empty_page)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(middle, 1)
        layout.addWidget(self._find_bar)
        layout.addWidget(self.messages)
        self._find_bar.hide()
        self.messages.hide()
        self._palette.hide()

    def _follow_session(self) -> None:
        session = self._session
        session.article_opened.connect(self._show_article)
        session.changed.connect(self._show_changes)
        session.focus_moved.connect(lambda: self.view.focus_span(session.focus.id if session.focus else None))
        session.engine_changed.connect(lambda: self.view.set_threshold(session.threshold))
        session.message.connect(self._show_message)
        session.message_withdrawn.connect(self.messages.withdraw)
        session.comparing.changed.connect(self._show_sides)
        session.comparing.moved.connect(self._show_sides)

    def _follow_view(self) -> None:
        view = self.view
        view.focus_requested.connect(self._session.set_focus)
        view.selection_changed.connect(self._select)
        view.selection_made.connect(self._take_selection)
        view.resize_requested.connect(self._resize)
        view.menu_requested.connect(self._open_menu)
        view.painted.connect(self._session.paint_trace.painted)
        self._palette.chosen.connect(self.label_chosen)

    def _show_article(self) -> None:
        session, bar = self._session, self.view.verticalScrollBar()
        shown, place = self._shown, bar.value()
        self._shown = session.annotated.article.id if session.annotated else ""
        self._stack.setCurrentIndex(0 if session.annotated is None else 1)
        self.view.show_article(session.annotated, session.scheme, session.threshold)
        if self._shown == shown:
            # The same text, as it was at another moment: the eye stays where it is.
            bar.setValue(place)
        if session.annotated:
            session.trace("article_opened", id=session.annotated.article.id)
            session.paint_trace.add(
                "article_painted", chars=len(session.annotated.text), spans=len(session.annotated)
            )
            self.view.setFocus()
        self._show_sides()

    def _show_sides(self) -> None:
        self.view.set_sides(self._session.comparing.sides)

    def _show_changes(self, changes: Changes, who: object) -> None:
        self.messages.clear_passing()
        self.view.apply_changes(changes)

    def _show_message(self, message: Message) -> None:
        self.messages.show_message(message)

    def _select(self, selection: tuple[int, int] | None) -> None:
        if selection:
            self._session.set_focus(None)
        self._session.set_selection(selection)

    def _resize(self, span_id: str, start: int, end: int) -> None:
        annotated = self._session.annotated
        span = annotated.get(span_id) if annotated else None
        if span:
            self._session.edit(lambda annotated, batch: resize(annotated, span, start, end, batch), self.view)

    def _open_menu(self, span_id: str | None, point: QPoint) -> None:
        if span_id:
            self._session.set_focus(span_id)
        if span_id or self._session.selection:
            self.menu_wanted.emit(point)

    def _take_selection(self) -> None:
        """Give what was selected with the mouse the brush's label, or offer all."""
        if brush := self._session.labels.brush:
            self.label_chosen.emit(brush)
        else:
            self.open_label_palette()
