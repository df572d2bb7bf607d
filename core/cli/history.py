"""`rubricator history`: what was done, to an article or in the whole store."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from core.annotation.correction import Action, Correction, Subject, subject_to_json
from core.annotation.wording import describe
from core.cli.options import add_format, add_store, open_store
from core.cli.output import print_records
from core.cli.parser import one_of
from core.errors import UsageError, near_match

if TYPE_CHECKING:
    from core.store.names import Named
    from core.store.store import Store


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    parser.add_argument(
        "article", nargs="?", metavar="ARTICLE", help="its id, or a title that only one has (else all)"
    )
    add_store(parser)
    parser.add_argument("--layer", metavar="L", help="one layer alone")
    parser.add_argument("--annotator", metavar="NAME", help="who did it")
    actions = [str(action) for action in Action]
    parser.add_argument("--action", type=one_of(actions, "action"), metavar="ACTION", help=", ".join(actions))
    parser.add_argument("--label", metavar="LABEL", help="of the span, before or after")
    parser.add_argument("--batch", metavar="ID", help="one batch alone")
    parser.add_argument("--since", default="", metavar="TIME", help="2026-11-24 or 2026-11-24T18:30, in UTC")
    parser.add_argument(
        "--until", default="", metavar="TIME", help="likewise; all of that day or minute counts"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the corrections, the newest first."""
    with open_store(options, reading=True) as store:
        article_id = store.find_article(options.article).id if options.article else None
        corrections = store.history(
            article_id=article_id,
            layer=options.layer,
            annotator=options.annotator,
            action=Action(options.action) if options.action else None,
            label=options.label,
            batch=options.batch,
            since=options.since,
            until=options.until,
            limit=options.limit,
        )
        if not corrections:
            _check_names(store, options)
        records = _records(store, corrections)
    columns = ("at", "annotator", "layer", "action", "what")
    print_records(records, options.format, columns if options.article else (*columns, "title"))
    return 0


def _check_names(store: "Store", options: argparse.Namespace) -> None:
    """Raise UsageError where nothing was found because nobody, or no label, has this name."""
    kinds: tuple[Named, ...] = ("annotator", "label", "layer")
    for what in kinds:
        value, known = getattr(options, what), store.names(what)
        if value and value not in known:
            raise UsageError(f'The store knows no {what} "{value}".', near_match(value, known))


def _records(store: "Store", corrections: tuple[Correction, ...]) -> list[dict[str, Any]]:
    articles = {
        article_id: store.article(article_id) for article_id in {one.article_id for one in corrections}
    }
    return [
        _record(one, articles[one.article_id].title, articles[one.article_id].text) for one in corrections
    ]


def _record(correction: Correction, title: str, text: str) -> dict[str, Any]:
    return {
        "id": correction.id,
        "article": correction.article_id,
        "title": title,
        "layer": correction.layer,
        "batch": correction.batch,
        "at": correction.at,
        "annotator": correction.annotator,
        "action": str(correction.action),
        "span_id": correction.span_id,
        "before": _json(correction.before),
        "after": _json(correction.after),
        "undoes": correction.undoes,
        "what": describe([correction], text),
    }


def _json(subject: Subject | None) -> Any:
    text = subject_to_json(subject)
    return None if text is None else json.loads(text)
