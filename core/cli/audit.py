"""`rubricator audit`: the findings of the consistency checks."""

import argparse
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from core.annotation.scheme import load_scheme
from core.cli.options import (
    TABLE,
    add_annotator,
    add_format,
    add_store,
    annotator_of,
    load_settings,
    open_store,
)
from core.cli.output import counted, print_json_line, print_records
from core.cli.terminal import progress_bar
from core.errors import UsageError, near_match
from core.settings import SCHEME

if TYPE_CHECKING:
    from core.progress import Progress
    from core.review.finding import Finding
    from core.store.store import Store


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    from core.review.checks.table import CHECKS

    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "The checks:\n" + "".join(f"  {row.name:16} {row.text}\n" for row in CHECKS)
    add_store(parser)
    parser.add_argument("--layer", metavar="L", help="one layer alone (else all)")
    parser.add_argument(
        "--check", action="append", default=[], metavar="NAME", help="one check; may come again"
    )
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--waive", metavar="ID", help="let a finding stand; it does not come back")
    act.add_argument("--fix", metavar="ID", help="do what the finding suggests")
    parser.add_argument("--note", default="", metavar="TEXT", help="why it is waived")
    add_annotator(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the findings, waive one, or mend one."""
    from core.review.checks.table import find_checks

    find_checks(options.check)
    if options.note and not options.waive:
        raise UsageError("--note needs --waive.")
    with open_store(options) as store, progress_bar(prints=True) as progress:
        findings = _findings(store, options, progress)
        if options.waive or options.fix:
            _act(store, options, findings)
        elif options.format == "jsonl":
            for finding in findings:
                print_json_line(_record(finding))
        else:
            _print(list(map(_record, findings)), options.format)
    return 0


def _findings(store: "Store", options: argparse.Namespace, progress: "Progress") -> "Iterator[Finding]":
    from core.review.audit import audit

    layers = store.names("layer")
    if options.layer and options.layer not in layers:
        raise UsageError(f'The store has no layer "{options.layer}".', near_match(options.layer, layers))
    scheme = load_scheme(load_settings()[SCHEME])
    chosen = [options.layer] if options.layer else layers
    return chain.from_iterable(audit(store, layer, scheme, options.check, progress) for layer in chosen)


def _act(store: "Store", options: argparse.Namespace, findings: "Iterator[Finding]") -> None:
    """Waive or mend the finding that is meant. Raises UsageError where there is none."""
    wanted, annotator = options.waive or options.fix, annotator_of(options, load_settings())
    finding = next((one for one in findings if one.id == wanted), None)
    if finding is None:
        raise UsageError(f'No check finds "{wanted}".', "--format jsonl prints the ids of all findings.")
    if options.waive:
        from core.review.waiving import waive

        waive(store, finding, options.note, annotator)
        print(f"Waived: {finding.message}")
        return
    from core.annotation.correction import Batch
    from core.review.finding import mend

    annotated = store.annotated(finding.article_id, finding.layer)
    made = mend(annotated, finding, Batch(finding.article_id, finding.layer, annotator))
    store.commit(made)
    print(f"{counted(len(made), 'correction')}: {finding.message}")


def _record(finding: "Finding") -> dict[str, Any]:
    repair = finding.repair
    return {
        "check": finding.check,
        "article": finding.article_id,
        "start": finding.start,
        "end": finding.end,
        "label": finding.label,
        "message": finding.message,
        "layer": finding.layer,
        "id": finding.id,
        "repair": repair
        and {
            "action": str(repair.action),
            "label": repair.label or finding.label,
            **({"start": repair.start, "end": repair.end} if repair.end else {}),
        },
    }


def _print(records: list[dict[str, Any]], form: str) -> None:
    if form == TABLE and not records:
        print("No findings.")
    else:
        print_records(records, form, ("check", "article", "start", "end", "label", "message", "id"))
