"""`rubricator export`: a store's articles and spans to a file."""

import argparse
from pathlib import Path

from core.annotation.correction import Status
from core.annotation.span import State
from core.cli.options import add_store, open_store
from core.cli.output import counted
from core.cli.parser import one_of, some_of
from core.cli.terminal import progress_bar
from core.errors import UsageError
from core.formats.registry import FORMATS, writer
from core.transfer.exporting import ExportedFile, Selection, export
from core.transfer.splitting import Split, parse_split


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_store(parser)
    names = [row.name for row in FORMATS]
    parser.add_argument(
        "--format",
        required=True,
        type=one_of(names, "format"),
        metavar="NAME",
        help='see "rubricator formats"',
    )
    parser.add_argument("--out", required=True, type=Path, metavar="PATH", help="the file to write")
    parser.add_argument("--layer", metavar="L", help="one layer alone")
    parser.add_argument(
        "--states",
        type=some_of(list(State), "state"),
        metavar="S,...",
        help="proposed, accepted, rejected (else what the format can tell apart)",
    )
    parser.add_argument(
        "--status",
        type=some_of(list(Status), "status"),
        metavar="S,...",
        help="articles of this review status",
    )
    parser.add_argument("--split", metavar="80/10/10", help="write PATH_train, PATH_dev and PATH_test")
    parser.add_argument("--dry-run", action="store_true", help="write nothing; list what would be lost")
    parser.add_argument("--seed", type=int, metavar="N", help="seed of the split's shuffle (else 0)")


def run(options: argparse.Namespace) -> int:
    """Export and say what was written and lost."""
    writer(options.format)
    selection = Selection(
        options.layer,
        frozenset(map(State, options.states)) if options.states else None,
        frozenset(map(Status, options.status)) if options.status else None,
    )
    split = _split(options)
    with open_store(options, reading=True) as store, progress_bar() as progress:
        files = export(store, options.format, options.out, selection, split, progress, options.dry_run)
    for file in files:
        print(_summary(file, options.dry_run))
        for loss in file.losses:
            print(f"  {loss.sentence}")
    return 0


def _split(options: argparse.Namespace) -> Split | None:
    if options.split is None and options.seed is not None:
        raise UsageError("--seed needs --split.")
    return parse_split(options.split, options.seed or 0) if options.split is not None else None


def _summary(file: ExportedFile, dry_run: bool) -> str:
    what = f"{file.path}: {counted(file.articles, 'article')}, {counted(file.spans, 'span')}"
    if dry_run:
        return f"{what} would be written."
    back = file.back
    if back is None:
        return f"{what}."
    elsewhere = f", {back.elsewhere} in a text with other white space" if back.elsewhere else ""
    failed = f", {back.failures} failed" if back.failures else ""
    return f"{what}; read back: {counted(back.same, 'span')} the same{elsewhere}{failed}."
