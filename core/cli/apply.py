"""`rubricator apply`: corrections as JSON lines, one batch, all of them or none."""

import argparse
from pathlib import Path

from core.annotation.scheme import load_scheme
from core.cli.options import (
    add_annotator,
    add_store,
    annotator_of,
    backup_rules,
    load_settings,
    open_store,
)
from core.cli.output import counted
from core.cli.terminal import standard_input
from core.settings import SCHEME
from core.transfer.applying import apply_script
from core.transfer.reading import STANDARD_INPUT, read_bytes


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    parser.add_argument("script", metavar="FILE|-", help="the corrections; - is standard input")
    add_store(parser)
    add_annotator(parser)
    parser.add_argument(
        "--layer", default="", metavar="L", help="for lines that name none (else the annotator's)"
    )


def run(options: argparse.Namespace) -> int:
    """Apply the script and say how much it did."""
    settings = load_settings()
    annotator, scheme = annotator_of(options, settings), load_scheme(settings[SCHEME])
    data = standard_input().read() if options.script == STANDARD_INPUT else read_bytes(Path(options.script))
    name = "stdin" if options.script == STANDARD_INPUT else options.script
    with open_store(options, rules=backup_rules(settings)) as store:
        done = apply_script(store, data, name, annotator, scheme, options.layer)
    print(f"{counted(done.corrections, 'correction')} in {counted(done.articles, 'article')}.")
    return 0
