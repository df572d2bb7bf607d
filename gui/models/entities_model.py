"""The names of an article as a list: label rows, and beneath each the surfaces, unless it is closed."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.annotation.entities import Entity, Group
from core.annotation.span import Span

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's EntityRow is found."""

Index = QModelIndex | QPersistentModelIndex


class EntityRow(NamedTuple):
    """A label row (`entity` is None) or a surface row."""

    group: Group
    entity: Entity | None
    open: bool

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes two rows the same row: the label, and the surface."""
        return self.group.label.name, self.entity.surface if self.entity else None


class EntitiesModel(QAbstractListModel):
    """Changes as little as it can: rows that stay keep their place, selection and scroll position.

    A group that is the same object as before is not looked at, so that a correction in a long article
    costs what its own labels' rows cost.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[Group] = ()
        self._closed: set[str] = set()
        self._rows: list[EntityRow] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show other groups."""
        old, self._groups = self._groups, groups
        head = _common(old, groups)
        tail = _common(old[head:][::-1], groups[head:][::-1])
        first = self._height(old[:head])
        count = self._height(old[head : len(old) - tail])
        self._replace(first, count, self._make_rows(groups[head : len(groups) - tail]))

    def toggle(self, label: str) -> None:
        """Close a label's group, or open it; that stays so in the next article."""
        place = next(at for at, group in enumerate(self._groups) if group.label.name == label)
        group = self._groups[place : place + 1]
        first, count = self._height(self._groups[:place]), self._height(group)
        self._closed ^= {label}
        self._replace(first, count, self._make_rows(group))

    def index_of(self, span: Span, entity: Entity | None) -> QModelIndex:
        """Return where an entity stands; its label's row where that is closed."""
        row = 0
        for group in self._groups:
            if group.label.name == span.label:
                inside = self._is_open(group) and entity in group.entities
                return self.index(row + (1 + group.entities.index(entity) if entity and inside else 0), 0)
            row += self._height((group,))
        return QModelIndex()

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

    def _is_open(self, group: Group) -> bool:
        return group.label.name not in self._closed

    def _height(self, groups: Sequence[Group]) -> int:
        """Return how many rows groups take."""
        return sum(1 + (len(group.entities) if self._is_open(group) else 0) for group in groups)

    def _make_rows(self, groups: Sequence[Group]) -> list[EntityRow]:
        rows = []
        for group in groups:
            is_open = self._is_open(group)
            rows.append(EntityRow(group, None, is_open))
            if is_open:
                rows += [EntityRow(group, entity, True) for entity in group.entities]
        return rows

    def _replace(self, first: int, count: int, rows: list[EntityRow]) -> None:
        """Exchange `count` rows from `first` on; those that are the same at both ends stay."""
        old, new = [row.key for row in self._rows[first : first + count]], [row.key for row in rows]
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        gone, come = len(old) - head - tail, len(new) - head - tail
        if gone:
            self.beginRemoveRows(QModelIndex(), first + head, first + head + gone - 1)
            del self._rows[first + head : first + head + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), first + head, first + head + come - 1)
            self._rows[first + head : first + head] = rows[head : head + come]
            self.endInsertRows()
        self._rows[first : first + len(rows)] = rows
        if rows:
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(rows) - 1, 0))


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many items two sequences have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a is not b and a != b), min(len(one), len(other)))


def _words(row: EntityRow) -> str:
    if row.entity is None:
        return f"{row.group.label.name}, {row.group.count}"
    entity = row.entity
    parts = ((entity.accepted, "accepted"), (entity.proposed, "proposed"), (entity.doubtful, "doubtful"))
    return f"{entity.surface}, " + ", ".join(f"{number} {word}" for number, word in parts if number)
