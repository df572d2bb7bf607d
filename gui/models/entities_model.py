"""The names of an article as a list: label rows, and beneath each the surfaces, unless it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.annotation.entities import Entity, Group
from core.annotation.span import Span

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's EntityRow is found."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A label row (`entity` is None) or a surface row."""

    group: Group
    entity: Entity | None
    open: bool

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes two rows the same row: the label, and the surface."""
        return self.group.label.name, self.entity.surface if self.entity else None


class EntitiesModel(QAbstractListModel):
    """Changes as little as it can: rows that stay keep their place, selection and scroll position."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[Group] = ()
        self._closed: set[str] = set()
        self._rows: list[EntityRow] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show other groups."""
        self._groups = groups
        self._replace(self._make_rows())

    def toggle(self, label: str) -> None:
        """Close a label's group, or open it; that stays so in the next article."""
        self._closed ^= {label}
        self._replace(self._make_rows())

    def index_of(self, span: Span, entity: Entity | None) -> QModelIndex:
        """Return where an entity stands; its label's row where that is closed."""
        wanted = span.label, None if span.label in self._closed or not entity else entity.surface
        rows = (number for number, row in enumerate(self._rows) if row.key == wanted)
        return self.index(next(rows, -1), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are now."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(row)
        return None

    def _make_rows(self) -> list[EntityRow]:
        rows = []
        for group in self._groups:
            is_open = group.label.name not in self._closed
            rows.append(EntityRow(group, None, is_open))
            if is_open:
                rows += [EntityRow(group, entity, True) for entity in group.entities]
        return rows

    def _replace(self, rows: list[EntityRow]) -> None:
        """Take other rows: what is the same at both ends stays, the middle is exchanged."""
        old, new = [row.key for row in self._rows], [row.key for row in rows]
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if len(old) > head + tail:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            del self._rows[head : len(old) - tail]
            self.endRemoveRows()
        if len(new) > head + tail:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._rows[head:head] = rows[head : len(new) - tail]
            self.endInsertRows()
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many items two sequences have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _words(row: EntityRow) -> str:
    if row.entity is None:
        return f"{row.group.label.name}, {row.group.count}"
    entity = row.entity
    parts = ((entity.accepted, "accepted"), (entity.proposed, "proposed"), (entity.doubtful, "doubtful"))
    return f"{entity.surface}, " + ", ".join(f"{number} {word}" for number, word in parts if number)
