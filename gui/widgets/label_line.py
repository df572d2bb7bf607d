"""The labels of a scheme in a line over the whole window; a click does what the label's key does."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.annotation.scheme import Label, Scheme
from gui.theme import Theme, ui_font, unit
from gui.widgets.swatch import draw_swatch, swatch_side

Form = Callable[[Label], str]
"""What of a label's name is shown beside its swatch."""

_FORMS: tuple[Form, ...] = (
    lambda label: label.name,
    lambda label: label.short,
    lambda label: "" if label.key else label.short,
)
_MOST_LINES = 3
"""A scheme of hundreds of labels is not to push the article out: the label palette has all of them."""
_HEIGHT = 38
_BUTTON_HEIGHT = 26
_SIDE_MARGIN = 12


class LabelLine(QWidget):
    """Names in full where there is room, else short, else keys alone, and then in a few lines."""

    label_chosen = Signal(str)

    def __init__(self, scheme: Scheme, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._current: str | None = None
        self._families: list[list[_LabelButton]] = []
        self._rules: list[QRect] = []
        self._arranged_for = -1
        self.setAccessibleName("Labels")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_scheme(scheme)

    def set_scheme(self, scheme: Scheme) -> None:
        """Show the labels of another scheme."""
        for button in (button for family in self._families for button in family):
            button.setParent(None)
            button.deleteLater()
        self._families = [[self._button(label) for label in family] for family in scheme.families]
        self._arrange()

    def set_current(self, name: str | None) -> None:
        """Frame a label: the focused span's; None frames nothing."""
        if name == self._current:
            return
        self._current = name
        for button in (button for family in self._families for button in family):
            button.set_framed(button.label.name == name)

    def set_brush(self, name: str) -> None:
        """Show which label is kept active; an empty name: none."""
        for button in (button for family in self._families for button in family):
            button.set_brush(button.label.name == name)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for button in (button for family in self._families for button in family):
            button.set_theme(theme)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the lines that the labels need now; the width is what there is."""
        return QSize(0, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return no width: in the narrowest window the labels stand in several lines."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew how much of each name is shown."""
        super().resizeEvent(event)
        if event.size().width() != self._arranged_for:
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Arrange the labels in the width that there is now."""
        super().showEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rules between families and the line beneath."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        for rule in (*self._rules, QRect(0, self.height() - 1, self.width(), 1)):
            painter.fillRect(rule, self._theme.line)

    def _button(self, label: Label) -> "_LabelButton":
        button = _LabelButton(label, self._theme, self)
        button.clicked.connect(lambda: self.label_chosen.emit(label.name))
        button.set_framed(label.name == self._current)
        button.show()
        return button

    def _arrange(self) -> None:
        """Give every button its form and place."""
        self._arranged_for = self.width()
        # Before it is laid out its width says nothing; lines made for it would stretch the window.
        room = self.width() - 2 * unit(_SIDE_MARGIN) if self.isVisible() else 1 << 16
        form = next((form for form in _FORMS if self._width(form) <= room), _FORMS[-1])
        for family in self._families:
            for button in family:
                button.set_form(form)
        rows = self._rows(room)
        for number, row in enumerate(rows):
            for button in (button for part in row for button in part):
                button.setVisible(number < _MOST_LINES)
        del rows[_MOST_LINES:]
        self._rules = []
        for index, row in enumerate(rows):
            self._place(row, index * unit(_HEIGHT))
        self.setFixedHeight(unit(_HEIGHT) * max(1, len(rows)))
        self.updateGeometry()
        self.update()

    def _rows(self, room: int) -> list[list[list["_LabelButton"]]]:
        """Return families in rows that fit in `room` pixels; a family too wide is broken."""
        rows: list[list[list[_LabelButton]]] = [[]]
        used = 0
        for family in self._families:
            part: list[_LabelButton] = []
            gap = _family_gap() if rows[-1] else 0
            for button in family:
                width = button.sizeHint().width()
                if used + gap + width > room and (rows[-1] or part):
                    if part:
                        rows[-1].append(part)
                    part, used, gap = [], 0, 0
                    rows.append([])
                part.append(button)
                used += gap + width
                gap = 0
            rows[-1].append(part)
        return rows

    def _place(self, row: list[list["_LabelButton"]], top: int) -> None:
        width = sum(button.sizeHint().width() for part in row for button in part)
        x = max(unit(_SIDE_MARGIN), (self.width() - width - _family_gap() * (len(row) - 1)) // 2)
        y = top + (unit(_HEIGHT) - unit(_BUTTON_HEIGHT)) // 2
        for index, part in enumerate(row):
            if index:
                self._rules.append(QRect(x + _family_gap() // 2, y + unit(4), 1, unit(_BUTTON_HEIGHT - 8)))
                x += _family_gap()
            for button in part:
                button.setGeometry(QRect(x, y, button.sizeHint().width(), unit(_BUTTON_HEIGHT)))
                x += button.width()

    def _width(self, form: Form) -> int:
        widths = (_button_width(form(button.label)) for family in self._families for button in family)
        return sum(widths) + _family_gap() * (len(self._families) - 1)


class _LabelButton(QAbstractButton):
    """One label: its swatch and name, framed while it is the focused span's."""

    def __init__(self, label: Label, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = label
        self._theme = theme
        self._framed = False
        self._is_brush = False
        self._name = label.name
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(label.name)
        self.setToolTip(f"{label.name}: {label.guideline}" if label.guideline else label.name)

    def set_form(self, form: Form) -> None:
        self._name = form(self.label)
        self.update()

    def set_framed(self, framed: bool) -> None:
        if framed != self._framed:
            self._framed = framed
            self._describe()

    def set_brush(self, is_brush: bool) -> None:
        if is_brush != self._is_brush:
            self._is_brush = is_brush
            self._describe()

    def _describe(self) -> None:
        words = ("the focused span's label" if self._framed else "", "the brush" if self._is_brush else "")
        self.setAccessibleDescription(", ".join(filter(None, words)))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_button_width(self._name), unit(_BUTTON_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_brush:
            self._paint_brush(painter)
        side, left = swatch_side(), unit(5)
        draw_swatch(painter, QRect(left, (self.height() - side) // 2, side, side), self.label, self._theme)
        painter.setPen(self._theme.text)
        painter.setFont(_font())
        rest = self.rect().adjusted(left + side + unit(4), 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._name)
        if self._framed:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), unit(4), unit(4))

    def _paint_brush(self, painter: QPainter) -> None:
        """Draw the ground of the label that is kept active, and a line beneath it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.chosen)
        painter.drawRoundedRect(self.rect(), unit(4), unit(4))
        painter.fillRect(unit(5), self.height() - 3, self.width() - 2 * unit(5), 2, self._theme.text)


def _font() -> QFont:
    font = ui_font(10, QFont.Weight.Medium)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
    return font


def _button_width(name: str) -> int:
    text = unit(4) + QFontMetrics(_font()).horizontalAdvance(name) if name else 0
    return unit(5) + swatch_side() + text + unit(4)


def _family_gap() -> int:
    return unit(9) + 1
