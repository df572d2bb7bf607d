"""The panels as docks of a window, each made when it is first shown."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from gui.look import Look
from gui.panels.table import PANELS, PanelRow, make_panel
from gui.session import Session
from gui.theme import unit
from gui.widgets.panel_title import PanelTitle

_WIDTHS = {"library": 248, "entities": 292}
_SPAN_HEIGHT = 300


class Docks(QObject):
    """One dock for each row of the table of panels."""

    left = Signal()
    """The article wants the keyboard again."""
    reveal_requested = Signal(int, int)
    """A panel shows where `[start, end)` of the article is."""
    compared = Signal(object)
    """OtherLayers: a panel shows another state of the article beside this one."""

    def __init__(self, window: QMainWindow, session: Session, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._look = look
        self._may_fill = False
        self._made: set[str] = set()
        self._keys: Mapping[str, str] = {}
        self._docks = {row.id: self._dock(row) for row in PANELS}
        self._tabify()
        window.setAnimated(False)  # nothing in the window moves by itself
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            left = corner is Qt.Corner.BottomLeftCorner
            area = Qt.DockWidgetArea.LeftDockWidgetArea if left else Qt.DockWidgetArea.RightDockWidgetArea
            window.setCorner(corner, area)

    def fill(self) -> None:
        """Make the panels that are shown. The article is painted before them: it is what one waits for."""
        self._may_fill = True
        for row in PANELS:
            if self._docks[row.id].isVisible():
                self._fill(row)

    def is_shown(self, panel_id: str) -> bool:
        """Return whether a panel is shown."""
        return self._docks[panel_id].isVisible()

    def toggle(self, panel_id: str) -> None:
        """Show a panel, or hide it."""
        dock = self._docks[panel_id]
        dock.setVisible(not dock.isVisible())
        dock.raise_()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Have panels that name keys name the user's own: the id of a command, its first key."""
        self._keys = keys
        for row in PANELS:
            self._pass_keys(self._docks[row.id].widget())

    def _pass_keys(self, panel: QWidget) -> None:
        if hasattr(panel, "set_keys"):
            panel.set_keys(self._keys)

    def take_keyboard(self, panel_id: str) -> None:
        """Show a panel and give it the keyboard."""
        self._docks[panel_id].show()
        self._docks[panel_id].raise_()
        panel = self._docks[panel_id].widget()
        if hasattr(panel, "take_keyboard"):
            panel.take_keyboard()

    def seek(self, surface: str, label: str) -> None:
        """Show every occurrence of a surface in the store, and give the list the keyboard."""
        dock = self._docks["occurrences"]
        dock.show()
        dock.raise_()
        panel: Any = dock.widget()
        panel.seek(surface, label)
        panel.take_keyboard()

    def set_usual_sizes(self) -> None:
        """Give the docks the sizes they have before the user chose any."""
        side = [self._docks[panel_id] for panel_id in _WIDTHS]
        widths = [unit(width) for width in _WIDTHS.values()]
        self._window.resizeDocks(side, widths, Qt.Orientation.Horizontal)
        right = [self._docks["entities"], self._docks["span"]]
        rest = self._window.height() - unit(_SPAN_HEIGHT)
        self._window.resizeDocks(right, [rest, unit(_SPAN_HEIGHT)], Qt.Orientation.Vertical)

    def _dock(self, row: PanelRow) -> QDockWidget:
        dock = QDockWidget(row.title, self._window)
        dock.setObjectName(f"dock-{row.id}")
        dock.setTitleBarWidget(_no_title())
        dock.setVisible(row.shown)
        dock.setWidget(QWidget(dock))
        # Not `visibilityChanged`: Qt takes a dock for unseen while all it holds is an empty widget.
        dock.toggleViewAction().toggled.connect(lambda shown: self._fill(row) if shown else None)
        self._window.addDockWidget(row.area, dock)
        return dock

    def _tabify(self) -> None:
        """Lay the panels below the article over each other: there is room for one of them."""
        below = [row.id for row in PANELS if row.area is Qt.DockWidgetArea.BottomDockWidgetArea]
        for panel_id in below[1:]:
            self._window.tabifyDockWidget(self._docks[below[0]], self._docks[panel_id])

    def _fill(self, row: PanelRow) -> None:
        dock = self._docks[row.id]
        if self._may_fill and row.id not in self._made:
            self._made.add(row.id)
            panel = make_panel(row, self._session, self._look.theme)
            for name, signal in (
                ("left", self.left),
                ("reveal_requested", self.reveal_requested),
                ("compared", self.compared),
                ("seek_requested", self.seek),
            ):
                if hasattr(panel, name):
                    getattr(panel, name).connect(signal)
            self._pass_keys(panel)
            # A dock is dragged by its title bar: that is the panel's own title row. It comes first: with the
            # panel in it that still has the row, the dock would want a higher window for a moment.
            if title := panel.findChild(PanelTitle):
                dock.setTitleBarWidget(title)
            dock.setWidget(panel)


def _no_title() -> QWidget:
    """Return a title bar that takes no room, until there is a panel with a title row of its own."""
    bar = QWidget()
    layout = QVBoxLayout(bar)
    layout.setContentsMargins(0, 0, 0, 0)
    return bar
