"""The columns that a wide library has: what each shows, where it lies, and how a click on it sorts."""

from dataclasses import dataclass
from datetime import datetime

from core.annotation.wording import STATUS_WORDS
from core.store.library import LibraryRow, LibrarySort, SortKey
from gui.theme import unit

WIDE = 500
"""From this width on, for a 13 px font, a library has columns: the title then has room for some words."""

_LEFT, _RIGHT, _GAP = 33, 15, 10
_FALLING = frozenset({SortKey.UNDECIDED, SortKey.CHANGED})
"""Keys whose highest value is what one looks for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, by what it sorts, and its width for a 13 px font; 0: what is left."""

    heading: str
    key: SortKey
    width: int = 0


COLUMNS = (
    Column("Title", SortKey.TITLE),
    Column("Status", SortKey.STATUS, 76),
    Column("Decided", SortKey.DECIDED, 78),
    Column("Undecided", SortKey.UNDECIDED, 86),
    Column("Last changed", SortKey.CHANGED, 88),
)


def columns(width: int) -> list[tuple[int, int]]:
    """Return left edge and width of every column in a row so wide, in pixels."""
    widths = [unit(column.width) for column in COLUMNS]
    widths[0] = max(0, width - unit(_LEFT) - unit(_RIGHT) - sum(widths))
    lefts = [unit(_LEFT) + sum(widths[:number]) for number in range(len(widths))]
    return [(left, max(0, width - unit(_GAP))) for left, width in zip(lefts, widths, strict=True)]


def cells(row: LibraryRow, now: datetime) -> tuple[str, ...]:
    """Return a row's words, one for each column. `now` says what is today, on the user's clock."""
    decided = f"{row.decided:,} of {row.total:,}" if row.total else ""
    undecided = f"{row.undecided:,}" if row.total else ""
    return row.title, STATUS_WORDS[row.status], decided, undecided, _day(row.changed_at, now)


def sort_of(key: SortKey, backwards: bool) -> LibrarySort:
    """Return a sort by a key: what one looks for first, or last."""
    return LibrarySort(key, (key in _FALLING) != backwards)


def _day(at: str, now: datetime) -> str:
    if not at:
        return ""
    moment = datetime.fromisoformat(at).astimezone()
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%Y-%m-%d}"
