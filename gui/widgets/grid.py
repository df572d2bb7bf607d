"""A table of words and figures: columns under their names, figures at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QTableView, QWidget

from gui.theme import Theme, ui_font, unit

_ROW = 26

Rows = Sequence[Sequence[str]]
Index = QModelIndex | QPersistentModelIndex


class Grid(QTableView):
    """Read only; walked through by arrows, left by Tab."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(self)
        self.setModel(self._cells)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(ui_font(12))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(unit(_ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setFont(ui_font(11))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        line, pad = theme.line.name(), unit(8)
        # Inside its padding a cell keeps the style's margin of a focus frame, which a heading does not have.
        frame = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1
        self.setStyleSheet(
            f"QTableView, QHeaderView {{ background: transparent; color: {theme.text.name()};"
            f" selection-background-color: {theme.chosen.name()}; selection-color: {theme.text.name()}; }}"
            f" QTableView::item {{ padding: 0 {pad}px; border-bottom: 1px solid {line}; }}"
            f" QHeaderView::section {{ background: transparent; color: {theme.muted.name()}; border: none;"
            f" border-bottom: 1px solid {line}; padding: 4px {pad + frame}px; }}"
        )

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]
    ) -> None:
        """Show other rows; `numbers` says which columns hold figures."""
        self._cells.show_rows(columns, rows, numbers)
        self.scrollToTop()


class _Cells(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._columns: Sequence[str] = ()
        self._rows: Rows = ()
        self._numbers: Sequence[bool] = ()

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]
    ) -> None:
        self.beginResetModel()
        self._columns, self._rows, self._numbers = columns, rows, numbers
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[index.column()]}: {words}"
        return self._alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._numbers[column] else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
