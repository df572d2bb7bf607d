"""What the consistency checks found, as rows; those of one check alone where that is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.review.checks.table import CHECKS
from core.review.finding import Finding

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's FindingRow is found."""

Index = QModelIndex | QPersistentModelIndex
_TITLES = {row.name: row.title for row in CHECKS}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, and the title of its article."""

    finding: Finding
    title: str

    @property
    def check(self) -> str:
        """What the check is called."""
        return _TITLES.get(self.finding.check, self.finding.check)


class FindingsModel(QAbstractListModel):
    """Filled while the store is checked; what is mended or waived goes."""

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[FindingRow] = []
        self._shown: list[FindingRow] = []
        self._check = ""

    @property
    def total(self) -> int:
        """How many findings there are, of all checks."""
        return len(self._all)

    def clear(self) -> None:
        """Show none."""
        self._all = []
        self._show_again()

    def add(self, rows: Sequence[FindingRow]) -> None:
        """Show more."""
        self._all += rows
        new = [row for row in rows if self._is_wanted(row)]
        if new:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(new) - 1)
            self._shown += new
            self.endInsertRows()
        self.counted.emit()

    def remove(self, finding: Finding) -> None:
        """Take a finding out: it is settled."""
        self._all = [row for row in self._all if row.finding.id != finding.id]
        places = [number for number, row in enumerate(self._shown) if row.finding.id == finding.id]
        for number in reversed(places):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self._shown[number]
            self.endRemoveRows()
        self.counted.emit()

    def show_check(self, name: str) -> None:
        """Show what one check found; empty: all."""
        self._check = name
        self._show_again()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        row = self._shown[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.finding.message}\n{row.title}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.check}, {row.finding.message}, {row.title}"
        return None

    def _is_wanted(self, row: FindingRow) -> bool:
        return self._check in ("", row.finding.check)

    def _show_again(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._all if self._is_wanted(row)]
        self.endResetModel()
        self.counted.emit()
