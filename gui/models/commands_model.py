"""Commands as a list that typing narrows: for the palette and for the table of keys."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's CommandRow is found."""

_WHOLE, _SCATTERED = 2, 4
"""Scores: the query stands in the text; its letters alone do."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command: `key` as portable text, or empty. A row without an id is the heading of its group."""

    id: str
    text: str
    key: str = ""
    enabled: bool = True
    group: str = ""


class CommandsModel(QAbstractListModel):
    """Ranked by how well they match (palette), or under their groups' headings (table of keys).

    In the palette only what can be run now can be chosen, in the table every command.
    """

    def __init__(self, grouped: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choose_all = grouped
        self._arrange: Callable[[Sequence[CommandRow], str], list[CommandRow]]
        self._arrange = _grouped if grouped else _ranked
        self._all: Sequence[CommandRow] = ()
        self._rows: list[CommandRow] = []

    def show_rows(self, rows: Sequence[CommandRow], query: str = "") -> None:
        """Show other commands, narrowed by a query."""
        self._all = rows
        self.narrow(query)

    def narrow(self, query: str) -> None:
        """Show those that match a query; an empty one matches all."""
        self.beginResetModel()
        self._rows = self._arrange(self._all, query)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows match."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let commands be chosen."""
        row = self._rows[index.row()]
        usable = row.id and (row.enabled or self._choose_all)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if usable else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.key}" if row.key else row.text
        return None


def match_score(query: str, text: str) -> int | None:
    """Return how well a query matches a text, less is better; None where it does not.

    0: the text begins with it; 1: a word does; 2: it stands in the text; 3: its letters begin words or
    follow each other; 4: its letters stand in the text in their order.

    >>> match_score("doubt", "Next doubtful span"), match_score("nds", "Next doubtful span")
    (1, 3)
    """
    letters = [re.escape(char) for char in query.casefold() if not char.isspace()]
    whole = re.escape(query.casefold().strip())
    patterns = (
        rf"^{whole}",
        rf"\b{whole}",
        whole,
        r"\b" + r"(?:|.*?\b)".join(letters),
        ".*?".join(letters),
    )
    folded = text.casefold()
    return next((score for score, pattern in enumerate(patterns) if re.search(pattern, folded)), None)


def _ranked(rows: Sequence[CommandRow], query: str) -> list[CommandRow]:
    """Return the matching rows, best first; what cannot be run now stands behind.

    Where the query stands in some text as it is, scattered letters are no match.
    """
    scored = []
    for row in rows:
        scores = [match_score(query, text) for text in (row.text, f"{row.group} {row.text}")]
        found = [score for score in scores if score is not None]
        if found:
            scored.append((min(found), row))
    worst = _SCATTERED - 1 if any(score <= _WHOLE for score, _ in scored) else _SCATTERED
    scored = [(score, row) for score, row in scored if score <= worst]
    return [row for _, row in sorted(scored, key=lambda one: (not one[1].enabled, one[0]))]


def _grouped(rows: Sequence[CommandRow], query: str) -> list[CommandRow]:
    """Return the rows with all words of the query, each group under a heading."""
    words = query.casefold().split()
    found = [row for row in rows if all(word in _whole(row) for word in words)]
    arranged: list[CommandRow] = []
    for group in dict.fromkeys(row.group for row in found):
        arranged.append(CommandRow("", group))
        arranged += [row for row in found if row.group == group]
    return arranged


def _whole(row: CommandRow) -> str:
    return f"{row.group} {row.text} {row.key}".casefold()
