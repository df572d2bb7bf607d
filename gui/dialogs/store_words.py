"""What the store's window says about a store, its backups, and what was done to it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from core.store.backups import BackupFile
from core.store.findings import CheckReport
from core.store.library import Stats
from core.store.merging import MergeReport
from core.store.repairing import RepairReport
from gui.widgets.line_list import Line

_REASONS = {
    "daily": "made daily",
    "migration": "before a new version of the store",
    "repair": "before a repair",
    "merge": "before a merge",
    "batch": "before a change to many articles",
    "restore": "before a backup was restored",
}


def size_words(path: Path, stats: Stats) -> str:
    """Return how much is in a store, in a sentence."""
    spans, corrections = sum(stats.spans.values()), sum(stats.corrections.values())
    return (
        f"{counted(stats.articles, 'article')}, {counted(spans, 'span')}, "
        f"{counted(corrections, 'correction')}, {megabytes(path.stat().st_size)}."
    )


def backup_lines(backups: Sequence[BackupFile]) -> list[Line]:
    """Return a line for each backup, as the list shows them."""
    return [
        Line(str(one.path), local_time(one.at), f"{_REASONS[one.reason]}, {megabytes(one.bytes)}")
        for one in backups
    ]


def checked_words(report: CheckReport) -> str:
    """Return what a check found."""
    if report.sound:
        return (
            f"Sound: {counted(report.corrections, 'correction')} replayed, {counted(report.spans, 'span')} "
            "as the history has them."
        )
    kinds = Counter(one.kind for one in report.findings).most_common()
    counts = ", ".join(f"{kind}: {number:,}" for kind, number in kinds)
    return f"{counted(len(report.findings), 'finding')} ({counts}). {report.findings[0].sentence}"


def repaired_words(report: RepairReport) -> str:
    """Return what a repair did, and what it left."""
    done = " ".join(report.sentences)
    kept = f" As it was before: {report.backup}" if report.backup else ""
    return f"{done} {checked_words(report.left)}{kept}"


def merged_words(report: MergeReport) -> str:
    """Return what came in with a merge, and what waits for a decision."""
    came = (
        f"{counted(report.articles, 'article')} and {counted(report.corrections, 'correction')} came in; "
        f"{report.same:,} were done here, too."
    )
    waits = f" {counted(report.open, 'batch', 'batches')} in conflict to be decided." if report.open else ""
    return f"{came}{waits}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, such as `1 span` or `2,000 spans`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def megabytes(size: int) -> str:
    """Return a size in bytes as one reads it."""
    return f"{size / 1e6:,.1f} MB" if size < 1e9 else f"{size / 1e9:,.1f} GB"


def local_time(at: str) -> str:
    """Return a time of the store (UTC, ISO 8601) as the clock on the wall had it."""
    return datetime.fromisoformat(at).astimezone().strftime("%d %b %Y, %H:%M")
