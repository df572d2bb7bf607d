"""`rubricator search`: articles by their words and spans, or a concordance."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.cli.options import TABLE, add_format, add_store, open_store
from core.cli.output import counted, print_records
from core.cli.parser import one_of

if TYPE_CHECKING:
    from core.store.store import Store

_CONTEXT = 40


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    from core.store.query import HELP

    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"The query:\n{HELP}"
    parser.add_argument("query", metavar="QUERY", help="words and filters, such as: grain label:ORG")
    add_store(parser)
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many (else 50)")
    parser.add_argument(
        "--kwic", action="store_true", help="each place of a surface or label with the words around it"
    )
    parser.add_argument(
        "--sort",
        type=one_of(("left", "right"), "side"),
        default=None,
        metavar="left|right",
        help="a concordance by the words on this side",
    )
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the articles that match, the best first; or the concordance."""
    with open_store(options, reading=True) as store:
        if options.kwic or options.sort:
            return _concordance(store, options)
        hits = store.search(options.query, options.limit)
    records = [
        {
            "article": hit.article_id,
            "title": hit.title,
            "snippet": hit.snippet,
            "matches": hit.matches,
            "start": hit.start,
            "end": hit.end,
        }
        for hit in hits
    ]
    print_records(records, options.format, ("article", "title", "snippet"))
    return 0


def _concordance(store: "Store", options: argparse.Namespace) -> int:
    from core.store.query import FILTERS, parse_for_concordance

    query = parse_for_concordance(options.query)
    wanted = {name: getattr(query, name) for name in FILTERS}
    found = store.concordance(**wanted, sort=options.sort or "", limit=options.limit)
    records: list[dict[str, Any]] = [asdict(line) for line in found.lines]
    if options.format != TABLE:
        print_records(records, options.format, ())
        return 0
    for one in found.lines:
        left, surface, right = (" ".join(part.split()) for part in (one.left, one.surface, one.right))
        context = f"{left[-_CONTEXT:]:>{_CONTEXT}}  {surface}  {right[:_CONTEXT]:{_CONTEXT}}"
        print(f"{context}  {one.label}  {one.title}")
    print(f"{counted(found.total, 'place')}, {len(found.lines)} shown.")
    return 0
