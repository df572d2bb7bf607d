"""`rubricator history`: what was done to an article."""

import argparse
import json
from typing import Any

from core.annotation.correction import Correction, Subject, subject_to_json
from core.annotation.wording import describe
from core.cli.options import add_format, add_store, open_store
from core.cli.output import print_records


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    parser.add_argument("article", metavar="ARTICLE", help="its id, or a title that only one has")
    add_store(parser)
    parser.add_argument("--layer", metavar="L", help="one layer alone")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the corrections, the newest first."""
    with open_store(options) as store:
        article = store.find_article(options.article)
        corrections = store.history(article_id=article.id, layer=options.layer, limit=options.limit)
    records = [_record(correction, article.text) for correction in corrections]
    print_records(records, options.format, ("at", "annotator", "layer", "action", "what"))
    return 0


def _record(correction: Correction, text: str) -> dict[str, Any]:
    return {
        "id": correction.id,
        "article": correction.article_id,
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
