"""`rubricator stats`: a store in figures."""

import argparse
from typing import TYPE_CHECKING

from core.cli.options import TABLE, add_format, add_store, open_store
from core.cli.output import print_records, print_table

if TYPE_CHECKING:
    from core.review.statistics import Statistics


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_store(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print how many articles, spans and corrections there are, and what became of the proposals."""
    from core.review.statistics import statistics

    with open_store(options) as store:
        stats, figures = store.stats(), statistics(store)
    spans = {str(state): count for state, count in stats.spans.items()}
    corrections = {str(action): count for action, count in stats.corrections.items()}
    if options.format == TABLE:
        print_table(
            [
                ("articles", str(stats.articles)),
                ("reviewed", str(stats.reviewed)),
                *((f"spans {state}", str(count)) for state, count in spans.items()),
                *((f"corrections {action}", str(count)) for action, count in corrections.items() if count),
            ]
        )
        _print_labels(figures)
        return 0
    record = {
        "articles": stats.articles,
        "reviewed": stats.reviewed,
        "spans": spans,
        "corrections": corrections,
        **figures.to_json(),
    }
    print_records([record], options.format, ())
    return 0


def _print_labels(figures: "Statistics") -> None:
    if figures.labels:
        rows = [
            (one.label, str(one.proposed), str(one.accepted), str(one.rejected)) for one in figures.labels
        ]
        print()
        print_table([("LABEL", "PROPOSED", "ACCEPTED", "REJECTED"), *rows])
    if figures.precision:
        rows = [(one.origin, one.label, f"{one.share:.0%}", str(one.decided)) for one in figures.precision]
        print()
        print_table([("ORIGIN", "LABEL", "RIGHT", "OF DECIDED"), *rows])
