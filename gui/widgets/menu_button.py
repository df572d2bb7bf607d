"""A quiet button that offers a few choices and shows the one that holds."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from gui.theme import Theme, ui_font, unit

_WIDEST = 160
"""What a choice may take of a row, in pixels: the menu shows all of it."""


class MenuButton(QAbstractButton):
    """`chosen` carries the place of the choice. `name` says to a screen reader what is chosen."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._menu = QMenu(self)
        self._group = QActionGroup(self._menu)
        self._group.triggered.connect(lambda action: self._choose(action.data()))
        self.setFont(ui_font(12))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.offer(choices)

    @property
    def menu(self) -> QMenu:
        """The menu with the choices."""
        return self._menu

    def offer(self, choices: Sequence[str]) -> None:
        """Offer other choices; the first one holds."""
        for action in self._group.actions():
            self._group.removeAction(action)
        self._menu.clear()
        for number, words in enumerate(choices):
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.setData(number)
            self._group.addAction(action)
        self.show_choice(0)

    def show_choice(self, number: int) -> None:
        """Show which choice holds; nothing is emitted."""
        action = self._group.actions()[number]
        action.setChecked(True)
        self.setText(action.text())
        self.setAccessibleName(f"{self._name}: {action.text()}")
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the choice that holds."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(min(words, unit(_WIDEST)) + unit(28), unit(27))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the choice and an arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.text if self.hasFocus() else self._theme.line, 1))
        painter.setBrush(self._theme.field)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), unit(4), unit(4))
        painter.setPen(self._theme.text)
        place = self.rect().adjusted(unit(8), 0, -unit(18), 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width() + 1)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, words)
        painter.setPen(QPen(self._theme.muted, 1.4))
        at = QPointF(self.width() - unit(11), self.height() / 2)
        arm = unit(3)
        painter.drawPolyline(
            [at + QPointF(-arm, -arm / 2), at + QPointF(0, arm / 2), at + QPointF(arm, -arm / 2)]
        )

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, number: int) -> None:
        self.show_choice(number)
        self.chosen.emit(number)
