"""The Span panel: all that is known about the focused span, or about the selected text."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from core.annotation.span import Span, State
from gui.models.span_words import count_here, count_words, made_by, stroke_of
from gui.theme import Theme, article_font, unit
from gui.widgets.key_table import KeyTable
from gui.widgets.panel_title import PanelTitle
from gui.widgets.rule import Rule
from gui.widgets.stacked_row import StackedRow
from gui.widgets.stroke import StrokeMark
from gui.widgets.swatch import Swatch
from gui.widgets.text_label import TextLabel, shortened
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.session import Session

KeyRow = tuple[tuple[str, ...], str]

_SPAN_KEYS = (
    ("span.accept", "Return", "accept, next undecided"),
    ("span.reject", "Delete", "reject, next undecided"),
    ("span.end_right_word", "Shift+Right", "move the end by a word"),
    ("span.propagate", "=", "same label for all of this name"),
)
_NOTHING = "Tab goes to the next span. Select text to make a new one."
_FACTS = (("Made by", 1), ("Why", 5), ("Evidence", 1), ("Score", 1), ("Occurs", 1), ("Note", 1))
"""What is said of a span, and the lines that there are for it."""
_COUNT_MS = 80
_MOST_STACKED = 6
_LONGEST = 300
"""Code points of a surface that are shown at most: two lines hold no more."""


class SpanDetailsPanel(QWidget):
    """Follows the focus; what must be counted follows a little later, once the focus rests."""

    def __init__(self, session: "Session", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._question = 0
        self._span_keys: list[KeyRow] = [((key,), words) for _, key, words in _SPAN_KEYS]
        self._make_parts(theme)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        self._rest = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._rest.timeout.connect(self._count)
        for signal in (session.focus_moved, session.selection_moved, session.article_opened):
            signal.connect(self._soon.start)
        session.changed.connect(lambda _changes, _who: self._soon.start())
        session.engine_changed.connect(self._soon.start)
        self._show()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show the user's own keys: the id of a command, its first key."""
        self._span_keys = [((keys.get(name, key),), words) for name, key, words in _SPAN_KEYS]
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        pass_theme(self, theme)
        self._show()

    def _make_parts(self, theme: Theme) -> None:
        self._title = PanelTitle(theme, "Span")
        self._hint = TextLabel(theme, _NOTHING, tone="muted", pixels=12, lines=2)
        self._surface = TextLabel(theme, lines=2)
        self._surface.setFont(article_font(unit(17)))
        self._swatch = Swatch(theme)
        self._label = TextLabel(theme, pixels=11.5, weight=QFont.Weight.DemiBold)
        self._stroke = StrokeMark(theme)
        self._state = TextLabel(theme, pixels=12)
        self._guideline = TextLabel(theme, tone="muted", pixels=12, lines=3)
        self._facts = {
            name: (TextLabel(theme, name, tone="muted", pixels=12), TextLabel(theme, pixels=12, lines=lines))
            for name, lines in _FACTS
        }
        self._stacked_title = TextLabel(theme, "At the same place", tone="muted", pixels=12)
        self._rule = Rule(theme)
        self._keys = KeyTable(theme, self._span_keys)
        self._shown_keys: Sequence[KeyRow] = self._span_keys

    def _lay_out(self) -> None:
        self.setAccessibleName("Span")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, unit(8))
        outer.setSpacing(0)
        outer.addWidget(self._title)
        stack = QVBoxLayout()
        stack.setContentsMargins(unit(14), 0, unit(14), 0)
        stack.setSpacing(unit(7))
        outer.addLayout(stack)
        for part in (self._hint, self._surface):
            stack.addWidget(part)
        stack.addLayout(self._label_row())
        stack.addLayout(self._fact_grid())
        stack.addWidget(self._guideline)
        stack.addWidget(self._stacked_title)
        self._stacked = QVBoxLayout()
        self._stacked.setSpacing(0)
        stack.addLayout(self._stacked)
        stack.addSpacing(unit(3))
        stack.addWidget(self._rule)
        stack.addWidget(self._keys)
        # The space below gives way first where a dock is too low.
        outer.addSpacerItem(QSpacerItem(0, unit(8), vData=QSizePolicy.Policy.Maximum))

    def _label_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(unit(6))
        row.addWidget(self._swatch)
        row.addWidget(self._label)
        # A gap of its own, so that it goes where the label does.
        self._label.setContentsMargins(0, 0, unit(6), 0)
        row.addWidget(self._stroke)
        row.addWidget(self._state)
        row.addStretch()
        return row

    def _fact_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(unit(4))
        grid.setColumnMinimumWidth(0, unit(78))
        grid.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(self._facts.values()):
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1)
        return grid

    def _show(self) -> None:
        session = self._session
        span, selection = session.focus, session.selection
        self._question += 1
        if span is not None:
            self._show_span(span)
        elif selection is not None and session.annotated is not None:
            self._show_selection(session.annotated.text[selection[0] : selection[1]])
        else:
            self._show_nothing()

    def _show_span(self, span: Span) -> None:
        session, label = self._session, self._session.scheme[span.label]
        assert session.annotated is not None
        stroke = stroke_of(span, session.threshold)
        self._begin("Span", session.annotated.surface(span), self._span_keys)
        self._swatch.show_label(label)
        self._label.show_text(shortened(label.name))
        self._stroke.show_stroke(stroke, self._theme.label_colours(label).ink)
        self._state.show_text(str(stroke))
        for part in (self._swatch, self._label, self._state):
            part.show()
        self._stroke.setVisible(span.state is not State.REJECTED)
        self._say("Made by", made_by(span))
        self._say("Why", str(span.meta.get("why", "")))
        self._say("Evidence", str(span.meta.get("evidence", "")))
        self._say("Score", "" if span.score is None else f"{span.score:.2f}")
        self._say("Note", span.note)
        self._guideline.show_text(label.guideline)
        self._guideline.setVisible(bool(label.guideline))
        self._show_stacked(span)

    def _show_selection(self, surface: str) -> None:
        first = (family[0] for family in self._session.scheme.families if family)
        some = tuple(label.key for label in first if label.key)[:3]
        keys: list[KeyRow] = [
            (some, "any label’s key makes a span"),
            (("Space",), "choose from all labels"),
            (("Shift+Right",), "select one word more"),
            (("Esc",), "select nothing"),
        ]
        self._begin("Selection", surface, keys if some else keys[1:])
        self._state.show_text("selected, not a span yet")
        self._state.show()

    def _show_nothing(self) -> None:
        self._begin("Span", "", ())
        self._rest.stop()
        self._say("Occurs", "")
        self._hint.show()

    def _begin(self, title: str, surface: str, keys: Sequence[KeyRow]) -> None:
        """Show title, surface and keys, and hide all that not every case has."""
        self._title.show_title(title)
        self._hint.hide()
        self._surface.show_text(surface[:_LONGEST])
        self._surface.setVisible(bool(surface))
        for part in (self._swatch, self._label, self._stroke, self._state, self._guideline):
            part.hide()
        for name in ("Made by", "Why", "Evidence", "Score", "Note"):
            self._say(name, "")
        self._say("Occurs", " ")
        self._clear_stacked()
        self._show_keys(keys)
        self._rest.start()

    def _show_keys(self, rows: Sequence[KeyRow]) -> None:
        self._rule.setVisible(bool(rows))
        self._keys.setVisible(bool(rows))
        if rows != self._shown_keys:
            self._shown_keys = rows
            self._keys.show_rows(rows)

    def _say(self, name: str, words: str) -> None:
        label, value = self._facts[name]
        value.show_text(words)
        for part in (label, value):
            part.setVisible(bool(words))

    def _show_stacked(self, span: Span) -> None:
        session = self._session
        assert session.annotated is not None
        there = session.annotated.overlapping(span.start, span.end)
        others = [one for one in there if one.id != span.id and one.state is not State.REJECTED]
        self._stacked_title.setVisible(bool(others))
        for one in others[:_MOST_STACKED]:
            surface = " ".join(session.annotated.surface(one)[:_LONGEST].split())
            stroke = stroke_of(one, session.threshold)
            row = StackedRow(self._theme, session.scheme[one.label], surface, stroke)
            row.clicked.connect(lambda _=False, span_id=one.id: session.set_focus(span_id))
            self._stacked.addWidget(row)

    def _clear_stacked(self) -> None:
        self._stacked_title.hide()
        while (item := self._stacked.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _count(self) -> None:
        """Count where the surface occurs: here at once, in the store when it answers."""
        session, annotated = self._session, self._session.annotated
        if annotated is None:
            return
        if (span := session.focus) is not None:
            surface, here = annotated.surface(span), count_here(annotated, span)
        elif session.selection is not None:
            surface = annotated.text[slice(*session.selection)]
            here = count_words(annotated, *session.selection)
        else:
            return
        self._say("Occurs", f"{here:,} here")
        question, layer = self._question, session.layer
        session.query(
            lambda store: store.count_surface(surface, layer),
            lambda number: self._show_count(question, here, number),
        )

    def _show_count(self, question: int, here: int, number: int) -> None:
        if question == self._question:
            self._say("Occurs", f"{here:,} here, {number:,} in the store")
