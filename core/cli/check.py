"""`rubricator check`: a store against its history; what is damaged made good, or saved."""

import argparse
from collections import Counter
from pathlib import Path

from core.cli.options import TABLE, add_format, add_store, backup_rules, load_settings, open_store
from core.cli.output import counted, print_records
from core.cli.terminal import progress_bar
from core.errors import UsageError
from core.settings import default_store_path
from core.store.findings import CheckReport

_MOST_SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_store(parser)
    parser.add_argument(
        "--repair", action="store_true", help="after a backup, make anew what is not as the history has it"
    )
    parser.add_argument(
        "--recover", type=Path, metavar="OUT", help="save what can be read of a damaged store into a new one"
    )
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Check the store and say what was found, and done; 1 if it is not sound in the end."""
    if options.recover and options.repair:
        raise UsageError("--repair and --recover are two things.", "Repair first; recover where that fails.")
    if options.recover:
        return _recover(options)
    rules = backup_rules(load_settings())
    with (
        open_store(options, reading=not options.repair, rules=rules) as store,
        progress_bar() as progress,
    ):
        if not options.repair:
            report = store.check(progress)
            _show(report, options.format)
            return 0 if report.sound else 1
        repair = store.repair(progress)
    _show(repair.found, options.format)
    if options.format == TABLE and repair.backup:
        print("\n".join([*repair.sentences, f"As it was before: {repair.backup}", "", "Now:"]))
    if not repair.found.sound:
        _show(repair.left, options.format)
    return 0 if repair.left.sound else 1


def _recover(options: argparse.Namespace) -> int:
    from core.store.recovering import recover

    with progress_bar() as progress:
        report = recover(options.store or default_store_path(), options.recover, progress)
    print(
        f"{options.recover}: {counted(report.articles, 'article')}, {counted(report.spans, 'span')}, "
        f"{counted(report.corrections, 'correction')}.\n"
        f"Lost: {counted(report.lost_articles, 'article')}, "
        f"{counted(report.lost_corrections, 'correction')}; "
        f"{counted(report.altered, 'article')} with a text that is not the one stored; "
        f"{counted(report.bridged, 'event')} put in for what is lost."
    )
    return 0


def _show(report: CheckReport, form: str) -> None:
    if form == TABLE:
        _print(report)
        return
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
    print_records([record], form, ())


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
