"""`rubricator evaluate`: how near engines come to what people decided."""

import argparse
import json

from core.annotation.correction import Status
from core.cli.evaluation_tables import as_record, print_report
from core.cli.options import TABLE, add_format, add_store, engine_name, load_settings, open_store
from core.cli.output import print_json_line
from core.cli.parser import some_of
from core.cli.terminal import progress_bar, standard_input, tell
from core.engine.evaluating import GoldText, evaluate
from core.errors import InputError, UsageError
from core.formats.format import Document
from core.transfer.gold import gold_of_documents, gold_of_store
from core.transfer.reading import find_sources, read_sources


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="FILE|FOLDER|-",
        help="articles with the right spans, in any format that has spans (else those of the store)",
    )
    add_store(parser)
    parser.add_argument("--layer", metavar="L", help="whose spans are right (else the only layer, or gold)")
    parser.add_argument(
        "--status",
        type=some_of(list(Status), "status"),
        metavar="S,...",
        help="articles of the store with this review status (else reviewed)",
    )
    parser.add_argument(
        "--engine",
        action="append",
        metavar="NAME",
        help='the engine (see "rubricator engines"); several are compared',
    )
    parser.add_argument(
        "--stages", action="store_true", help="measure, too, what each stage of an engine is worth"
    )
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Measure and print; 1 if some of the articles could not be read."""
    if options.inputs and (options.store or options.status):
        raise UsageError("Files and a store are two things to measure on.", "Give the one or the other.")
    settings = load_settings()
    engines = [engine_name(name, settings) for name in options.engine or [None]]
    texts, complete = _from_files(options) if options.inputs else (_from_store(options), True)
    with progress_bar() as progress:
        report = evaluate(texts, engines, options.stages, progress)
    if options.format == TABLE:
        print_report(report)
    elif options.format == "json":
        print(json.dumps(as_record(report), ensure_ascii=False, indent=2))
    else:
        print_json_line(as_record(report))
    return 0 if complete else 1


def _from_store(options: argparse.Namespace) -> tuple[GoldText, ...]:
    with open_store(options) as store:
        return gold_of_store(
            store, options.layer, frozenset(map(Status, options.status or [Status.REVIEWED]))
        )


def _from_files(options: argparse.Namespace) -> tuple[tuple[GoldText, ...], bool]:
    """Return the articles, and whether all could be read; what could not is told."""
    found = list(read_sources(find_sources(options.inputs), stdin=standard_input()))
    faults = [one for one in found if isinstance(one, InputError)]
    for fault in faults:
        tell(str(fault))
    documents = [one for one in found if isinstance(one, Document)]
    return gold_of_documents(documents, options.layer), not faults
