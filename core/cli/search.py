"""`rubricator search`: articles by their words."""

import argparse

from core.cli.options import add_format, add_store, open_store
from core.cli.output import print_records


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    parser.add_argument("query", metavar="QUERY", help='words; "quotation marks", AND, OR, NOT and * work')
    add_store(parser)
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many (else 50)")
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the articles that match, the best first."""
    with open_store(options) as store:
        hits = store.search(options.query, options.limit)
    records = [
        {"article": hit.article_id, "title": hit.title, "snippet": hit.snippet, "matches": hit.matches}
        for hit in hits
    ]
    print_records(records, options.format, ("article", "title", "snippet"))
    return 0
