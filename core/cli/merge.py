"""`rubricator merge`: another store's work brought in."""

import argparse
from pathlib import Path

from core.cli.options import TABLE, add_format, add_store, backup_rules, load_settings, open_store
from core.cli.output import counted, print_records
from core.cli.terminal import progress_bar

_MOST_SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    parser.add_argument("other", type=Path, metavar="OTHER", help="the store to bring in; it stays as it is")
    add_store(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Merge and say what came in, and what waits for a decision."""
    with open_store(options, rules=backup_rules(load_settings())) as store, progress_bar() as progress:
        report = store.merge(options.other, progress)
    if options.format != TABLE:
        record = {
            "articles": report.articles,
            "corrections": report.corrections,
            "same": report.same,
            "refused": report.refused,
            "open": report.open,
            "backup": str(report.backup or ""),
        }
        print_records([record], options.format, ())
        return 0
    print(
        f"{counted(report.articles, 'article')} and {counted(report.corrections, 'correction')} came in, "
        f"{report.same} were done here too, {counted(len(report.refused), 'batch', 'batches')} left out."
    )
    for sentence in report.refused[:_MOST_SHOWN]:
        print(f"  {sentence}")
    if len(report.refused) > _MOST_SHOWN:
        print(f"  and {len(report.refused) - _MOST_SHOWN} more (--format jsonl has all)")
    if report.open:
        print(f"{counted(report.open, 'batch', 'batches')} in conflict: open the store to decide.")
    if report.backup:
        print(f"As it was before: {report.backup}")
    return 0
