"""Figures as a table: what a picture shows, what is saved as CSV, what a screen reader says."""

import csv
import io
from dataclasses import dataclass

from core.formats.csv_table import harmless

Cell = str | int | float
NONE = "–"
"""Stands for a cell without a value."""
Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A picture's figures. `text` says what they are of; without rows there was nothing to count."""

    name: str
    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def words(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows as one reads them: shares with three places, a dash for what there is not."""
        return tuple(tuple(map(_words, row)) for row in self.rows)

    def numbers(self) -> tuple[bool, ...]:
        """Return for each column whether it holds figures: those stand at the right."""
        return tuple(
            any(not isinstance(row[at], str) for row in self.rows) for at in range(len(self.columns))
        )

    def to_csv(self) -> str:
        """Return it as CSV; a cell that a spreadsheet would run as a formula is made harmless."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
        return out.getvalue()


def _words(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell or NONE
    return f"{cell:.3f}" if isinstance(cell, float) else f"{cell:,}"
