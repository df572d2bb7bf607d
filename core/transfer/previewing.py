"""What an export would lose, before it is written, and what the user can choose about it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.formats.fitting import Cut, Fitting, Overlap, Pieces
from core.formats.format import Loss
from core.formats.registry import find_format
from core.progress import Progress
from core.store.store import Store
from core.transfer.exporting import ExportedFile, export
from core.transfer.label_map import LabelMap
from core.transfer.selecting import Selection
from core.transfer.splitting import Split


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: a field of `Fitting`, its values, the one in force, for how many spans."""

    field: str
    values: tuple[str, ...]
    chosen: str
    spans: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be written and lost, by kind, the gravest first, and the choices that bear on it.

    To go on is to call `export` with the same arguments, to cancel is not to.
    """

    articles: int
    spans: int
    losses: tuple[Loss, ...]
    choices: tuple[Choice, ...]
    files: tuple[ExportedFile, ...]


_ABOUT = {
    "overlap": ("overlap",),
    "cut": ("cut", "parts of tokens"),
    "pieces": ("fragments", "pieces", "discontinuous"),
}
_VALUES = {"overlap": Overlap, "cut": Cut, "pieces": Pieces}


def preview(
    store: Store,
    format_name: str,
    path: Path,
    selection: Selection | None = None,
    split: Split | None = None,
    progress: Progress | None = None,
    fitting: Fitting | None = None,
    labels: LabelMap | None = None,
) -> Preview:
    """Return what `export` with these arguments would do; nothing is written. Raises as `export`."""
    files = export(store, format_name, path, selection, split, progress, True, fitting, labels)
    losses = tuple(one for file in files for one in file.losses)
    return Preview(
        sum(file.articles for file in files),
        sum(file.spans for file in files),
        _added(losses),
        choices_about(losses, format_name, fitting or Fitting()),
        files,
    )


def choose(fitting: Fitting, choice: str, value: str) -> Fitting:
    """Return a fitting with another value for a choice, such as `overlap` and `shortest`."""
    chosen: dict[str, Any] = {choice: _VALUES[choice](value)}
    return replace(fitting, **chosen)


def choices_about(losses: Iterable[Loss], format_name: str, fitting: Fitting) -> tuple[Choice, ...]:
    """Return the choices that bear on losses, as they are chosen now."""
    counts: Counter[str] = Counter()
    for one in losses:
        counts[one.kind] += one.count
    chosen = {
        "overlap": fitting.overlap,
        "cut": fitting.cut or Cut(find_format(format_name).cut),
        "pieces": fitting.pieces,
    }
    about = {field: sum(counts[kind] for kind in kinds) for field, kinds in _ABOUT.items()}
    return tuple(
        Choice(field, tuple(_VALUES[field]), str(chosen[field]), count)
        for field, count in about.items()
        if count
    )


def _added(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """Return the losses of several files, those of a kind as one."""
    found: dict[str, Loss] = {}
    for one in losses:
        found[one.kind] = found[one.kind].plus(one) if one.kind in found else one
    return tuple(found.values())
