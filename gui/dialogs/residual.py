"""The errors that are left: a sample of what was accepted unread, judged beside the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from core.review.bounds import sample_size
from core.review.residual import Residual
from core.store.samples import UnreadSpan
from gui.context import Context
from gui.dialogs.inspection import Inspection
from gui.theme import article_font, unit
from gui.widgets.line_list import Line, LineList
from gui.widgets.panel_title import PanelTitle
from gui.widgets.progress_strip import ProgressStrip
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from gui.theme import Theme

_BOUND = 0.05
_CONTEXT = 70
"""How many characters of the article are shown before and behind a span."""
_ALL_READ = "Every accepted span was looked at by itself: there is nothing to sample."
_UNREAD = "{:,} spans were accepted many at once: nobody looked at each."
_NO_SAMPLE = "Draw a sample and look at each of its spans: the sample says how many of all are wrong."
_THROUGH = "Every span of the sample was inspected."
_CORRECT = "It counts as wrong. Correct it in the article; {} or a click here goes on to the next."


class ResidualWindow(QDialog):
    """R and W judge the span that the main window shows, B takes a verdict back.

    After W the main window has the keyboard, so that the span can be corrected; when this window has it
    again the walk goes on.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Errors left")
        self._session = context.session
        self._inspection = Inspection(context.session, _BOUND)
        self._is_correcting = False
        self._make_parts(context.look.theme)
        self._lay_out()
        self._connect()
        self._show_span()
        self._show_figures()
        self._inspection.begin()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(440), unit(600))

    def event(self, event: QEvent) -> bool:
        """Go on when the user comes back from correcting a span."""
        if event.type() is QEvent.Type.WindowActivate and self._is_correcting:
            self._is_correcting = False
            self._inspection.go_on()
        return super().event(event)

    # Acting

    def _judge_right(self) -> None:
        if self._inspection.is_shown and not self._is_correcting:
            self._inspection.judge("right")
            self._inspection.go_on()

    def _judge_wrong(self) -> None:
        if not self._inspection.is_shown or self._is_correcting:
            return
        self._inspection.judge("wrong")
        self._is_correcting = True
        self._tell()
        main = self.parentWidget()
        if main is not None:
            main.activateWindow()

    def _go_back(self) -> None:
        self._is_correcting = False
        self._inspection.go_back()

    def _draw_by_key(self) -> None:
        """Draw, but not in the midst of a walk: a key is pressed too easily."""
        if self._inspection.current is None and self._new.isEnabled():
            self._draw()

    def _draw(self) -> None:
        self._is_correcting = False
        self._inspection.draw(self._size.value())
        self._card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_bound(self, per_cent: float) -> None:
        self._inspection.set_bound(per_cent / 100)
        self._size.setValue(sample_size(per_cent / 100))

    # What is shown

    def _show_work(self) -> None:
        self._strip.show_work(self._session.long_work.how_far)

    def _show_count(self) -> None:
        unread = self._inspection.unread or 0
        self._size.setMaximum(max(1, unread))
        self._size.setValue(sample_size(self._inspection.bound))
        self._new.setEnabled(unread > 0)
        self._tell()

    def _tell(self) -> None:
        unread = self._inspection.unread
        if self._is_correcting:
            self._told.show_text(_CORRECT.format(self._way_back()))
        elif unread is not None:
            self._told.show_text(_UNREAD.format(unread) if unread else _ALL_READ)

    def _show_figures(self) -> None:
        found = self._inspection.assessment
        self._statement.show_text(found.total.sentence if found else _NO_SAMPLE)
        self._between.show_text(found.between if found else "")
        self._advice.show_text(found.advice_words if found else "")
        self._labels.show_lines(
            [Line(label, label, _label_words(one)) for label, one in found.by_label.items()] if found else []
        )
        if found is None:
            return
        if found.more:
            self._size.setValue(found.total.inspected + found.more)
        inspected, size = found.total.inspected, len(found.sample.spans)
        self._walk.show_count(f"{inspected:,} of {size:,} inspected")
        self._progress.show_progress(inspected / size)

    def _show_span(self) -> None:
        one, annotated = self._inspection.current, self._session.annotated
        is_shown = self._inspection.is_shown
        for part in (self._surface, self._label, self._now, self._context):
            part.show_text("")
        if one is not None and annotated is not None and is_shown:
            text, span = annotated.text, one.span
            self._surface.show_text(" ".join(text[span.start : span.end].split()))
            self._label.show_text(span.label)
            self._now.show_text(self._change_words(span))
            self._context.show_text(_in_context(text, span))
        elif one is None and self._inspection.assessment:
            self._context.show_text(_THROUGH)
        for button in (self._right, self._wrong):
            button.setEnabled(is_shown)
        self._tell()

    def _change_words(self, drawn: UnreadSpan) -> str:
        """Return what has become of a span since it was drawn."""
        now = self._inspection.span
        if now is None:
            return "no longer there"
        changes = [now.label] if now.label != drawn.label else []
        changes += ["with other edges"] if now.place != (drawn.start, drawn.end) else []
        changes += [str(now.state)] if now.state != "accepted" else []
        return f"now {', '.join(changes)}" if changes else ""

    def _way_back(self) -> str:
        """Return what brings the user back to this window: a key, or else the command."""
        main = self.parentWidget()
        action = main.findChild(QAction, "review.residual") if main else None
        return (action.shortcut().toString() if action else "") or "Review: Errors left"

    # How it hangs together

    def _make_parts(self, theme: Theme) -> None:
        self._strip = WorkStrip(theme)
        self._told = TextLabel(theme, tone="muted", pixels=12, lines=2)
        self._walk = PanelTitle(theme, "The sample")
        self._progress = ProgressStrip(theme, 120, 4)
        self._card = QWidget()
        self._card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._card.setAccessibleName("The span to be inspected")
        self._surface = TextLabel(theme, lines=2)
        self._surface.setFont(article_font(unit(17)))
        self._label = TextLabel(theme, pixels=11.5, weight=QFont.Weight.DemiBold)
        self._now = TextLabel(theme, tone="muted", pixels=12)
        self._context = TextLabel(theme, tone="muted", pixels=12, lines=3)
        self._right = FramedButton(theme, "Right (R)")
        self._wrong = FramedButton(theme, "Wrong (W)")
        self._back = FramedButton(theme, "Back (B)")
        self._shown = PanelTitle(theme, "What it shows")
        self._statement = TextLabel(theme, weight=QFont.Weight.DemiBold, lines=3)
        self._between = TextLabel(theme, tone="muted", pixels=12, lines=2)
        self._advice = TextLabel(theme, pixels=12, lines=2)
        self._labels = LineList(theme, "By label")
        self._plan = PanelTitle(theme, "A new sample")
        self._bound = QDoubleSpinBox()
        self._size = QSpinBox()
        self._new = FramedButton(theme, "Draw (D)")

    def _connect(self) -> None:
        inspection, work = self._inspection, self._session.long_work
        inspection.counted.connect(self._show_count)
        inspection.assessed.connect(self._show_figures)
        inspection.moved.connect(self._show_span)
        inspection.failed.connect(self._told.show_text)
        self._session.changed.connect(self._show_span)
        self._strip.cancelled.connect(work.cancel)
        work.progressed.connect(self._show_work)
        self._bound.valueChanged.connect(self._set_bound)
        for key, button, act in (
            ("R", self._right, self._judge_right),
            ("W", self._wrong, self._judge_wrong),
            ("B", self._back, self._go_back),
        ):
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self, act)
        for button in (self._right, self._wrong, self._back, self._new):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._new.clicked.connect(self._draw)
        QShortcut(QKeySequence("D"), self, self._draw_by_key)
        QShortcut(QKeySequence("Return"), self._size, self._draw, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        self._bound.setRange(0.1, 50)
        self._bound.setDecimals(1)
        self._bound.setSuffix(" %")
        self._bound.setValue(100 * _BOUND)
        self._bound.setAccessibleName("At most so many wrong")
        self._size.setRange(1, 1)
        self._size.setAccessibleName("How many to inspect")
        self._new.setEnabled(False)
        card = QVBoxLayout(self._card)
        card.setContentsMargins(0, 0, 0, 0)
        card.setSpacing(unit(6))
        card.addWidget(self._surface)
        card.addLayout(_row(self._label, self._now))
        card.addWidget(self._context)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(6), unit(6), unit(14), unit(14))
        stack.setSpacing(unit(6))
        for part in (self._walk, self._told, self._strip, _row(self._progress), self._card):
            _put(stack, part)
        _put(stack, _row(self._right, self._wrong, self._back))
        for part in (self._shown, self._statement, self._between, self._advice):
            _put(stack, part)
        stack.addWidget(self._labels, 1)
        _put(stack, self._plan)
        size = _row(QLabel("At most"), self._bound, QLabel("wrong: inspect"), self._size, self._new)
        _put(stack, size)
        self._card.setFocus()


def _put(stack: QVBoxLayout, part: QWidget | QHBoxLayout) -> None:
    """Add a part to the window, in line with the titles' words."""
    if isinstance(part, QHBoxLayout):
        part.setContentsMargins(unit(14), 0, 0, 0)
        stack.addLayout(part)
    else:
        if not isinstance(part, PanelTitle):
            part.setContentsMargins(unit(14), 0, 0, 0)
        stack.addWidget(part)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(unit(8))
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row


def _in_context(text: str, span: UnreadSpan) -> str:
    """Return a span with whole words before and behind it, on one line."""
    first, last = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    if first:
        first = text.find(" ", first, span.start) + 1 or span.start
    if last < len(text):
        last = max(text.rfind(" ", span.end, last), span.end)
    words = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{words}{' …' if last < len(text) else ''}"


def _label_words(one: Residual) -> str:
    if not one.inspected:
        return f"none of {one.population:,} inspected"
    return f"{one.wrong} of {one.inspected} wrong, at most {100 * one.at_most:.0f} %"
