"""The table of panels. A new panel is one file and one row here."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.theme import Theme

if TYPE_CHECKING:
    from gui.session import Session

_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A panel: where it docks, which class it is, whether it is shown at first, and its key.

    The module is text, so that nothing of it is loaded before the panel is shown.
    """

    id: str
    title: str
    area: Qt.DockWidgetArea
    module: str
    class_name: str
    shown: bool
    key: str = ""


PANELS = (
    PanelRow("library", "Library", _LEFT, "gui.panels.library", "LibraryPanel", True),
    PanelRow("entities", "Entities", _RIGHT, "gui.panels.entities", "EntitiesPanel", True),
    PanelRow("span", "Span", _RIGHT, "gui.panels.span_details", "SpanDetailsPanel", True),
    PanelRow("search", "Search", _BOTTOM, "gui.panels.search", "SearchPanel", False),
    PanelRow("occurrences", "Occurrences", _BOTTOM, "gui.panels.occurrences", "OccurrencesPanel", False),
    PanelRow("corpus", "Entities of the corpus", _BOTTOM, "gui.panels.corpus", "CorpusPanel", False),
    PanelRow("findings", "Findings", _BOTTOM, "gui.panels.findings", "FindingsPanel", False),
    PanelRow("compare", "Compare", _BOTTOM, "gui.panels.compare", "ComparePanel", False),
    PanelRow("history", "History", _BOTTOM, "gui.panels.history", "HistoryPanel", False, "Ctrl+H"),
    PanelRow("memory", "Memory", _BOTTOM, "gui.panels.memory", "MemoryPanel", False),
)


def make_panel(row: PanelRow, session: "Session", theme: Theme) -> QWidget:
    """Import a row's module and return its panel."""
    panel: QWidget = getattr(import_module(row.module), row.class_name)(session, theme)
    panel.setObjectName(row.id)
    return panel
