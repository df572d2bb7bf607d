"""`rubricator check`: a store against its history."""

import argparse
from collections import Counter

from core.cli.options import TABLE, add_format, add_store, open_store
from core.cli.output import counted, print_records
from core.cli.terminal import progress_bar
from core.store.findings import CheckReport

_MOST_SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_store(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Check the store and say what was found; 1 if it is not sound."""
    with open_store(options) as store, progress_bar() as progress:
        report = store.check(progress)
    if options.format == TABLE:
        _print(report)
    else:
        record = {
            "articles": report.articles,
            "spans": report.spans,
            "corrections": report.corrections,
            "sound": report.sound,
            "findings": [
                {"kind": one.kind, "article": one.article_id, "span": one.span_id, "message": one.sentence}
                for one in report.findings
            ],
        }
        print_records([record], options.format, ())
    return 0 if report.sound else 1


def _print(report: CheckReport) -> None:
    sizes = [
        counted(report.articles, "article"),
        counted(report.spans, "span"),
        counted(report.corrections, "correction"),
    ]
    print(f"{', '.join(sizes)}.")
    if report.sound:
        print("Sound: replay equals spans.")
        return
    for kind, count in Counter(one.kind for one in report.findings).most_common():
        print(f"{kind}: {counted(count, 'finding')}")
    for finding in report.findings[:_MOST_SHOWN]:
        print(f"  {finding.sentence}")
    if len(report.findings) > _MOST_SHOWN:
        print(f"  and {len(report.findings) - _MOST_SHOWN} more (--format jsonl has all)")
