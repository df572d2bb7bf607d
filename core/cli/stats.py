"""`rubricator stats`: a store in figures."""

import argparse

from core.cli.options import TABLE, add_format, add_store, open_store
from core.cli.output import print_records, print_table


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_store(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print how many articles, spans and corrections there are; as JSON also all that the pictures show."""
    from core.review.statistics import counts_by_label, statistics

    with open_store(options, reading=True) as store:
        stats = store.stats()
        labels = counts_by_label(store)
        figures = {} if options.format == TABLE else statistics(store).to_json()
    spans = {str(state): count for state, count in stats.spans.items()}
    corrections = {str(action): count for action, count in stats.corrections.items()}
    if options.format != TABLE:
        counts = {"articles": stats.articles, "reviewed": stats.reviewed, "spans": spans}
        print_records([{**counts, "corrections": corrections, **figures}], options.format, ())
        return 0
    print_table(
        [
            ("articles", str(stats.articles)),
            ("reviewed", str(stats.reviewed)),
            *((f"spans {state}", str(count)) for state, count in spans.items()),
            *((f"corrections {action}", str(count)) for action, count in corrections.items() if count),
        ]
    )
    if labels:
        rows = [(one.label, str(one.proposed), str(one.accepted), str(one.rejected)) for one in labels]
        print()
        print_table([("LABEL", "PROPOSED", "ACCEPTED", "REJECTED"), *rows])
    return 0
