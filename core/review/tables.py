"""Figures as a table: what a picture shows, what is saved as CSV, what a screen reader says."""

import csv
import io
from dataclasses import dataclass

from core.formats.csv_table import harmless

Cell = str | int | float
Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A picture's figures. `text` says what they are of; without rows there was nothing to count."""

    name: str
    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def to_csv(self) -> str:
        """Return it as CSV; a cell that a spreadsheet would run as a formula is made harmless."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
        return out.getvalue()
