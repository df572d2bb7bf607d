"""`rubricator memory`: what is remembered of strings; pin a label to one, or have it forgotten."""

import argparse
from typing import TYPE_CHECKING

from core.annotation.scheme import Scheme, load_scheme
from core.cli.options import (
    TABLE,
    add_annotator,
    add_format,
    add_store,
    annotator_of,
    load_settings,
    open_store,
)
from core.cli.output import counted, print_records
from core.errors import UsageError, near_match
from core.settings import SCHEME

if TYPE_CHECKING:
    from core.learning.remembering import KnownString
    from core.store.store import Store

_NEVER = "never"
_COLUMNS = ("string", "evidence", "proposed")


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    parser.add_argument("text", nargs="?", default="", metavar="TEXT", help="strings with this in them alone")
    add_store(parser)
    add_annotator(parser)
    parser.add_argument("--layer", metavar="L", help="whose memory (else that of the annotator's layer)")
    parser.add_argument("--limit", type=int, default=1000, metavar="N", help="at most so many (else 1000)")
    act = parser.add_mutually_exclusive_group()
    act.add_argument(
        "--pin", nargs=2, metavar=("STRING", "LABEL|never"), help="always propose it so, or never"
    )
    act.add_argument("--unpin", metavar="STRING", help="take the pin back")
    act.add_argument("--forget", metavar="STRING", help="have what was decided on it until now not count")
    act.add_argument("--remember", metavar="STRING", help="have it count again")
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print what is remembered, the most decided first, or change it."""
    settings = load_settings()
    scheme = load_scheme(settings[SCHEME])
    annotator = annotator_of(options, settings)
    layer = options.layer or annotator
    with open_store(options) as store:
        done = _act(store, options, scheme, layer, annotator)
        if done:
            print(done)
            return 0
        records = [_record(one) for one in _known(store, options, scheme, layer)]
    print_records(records, options.format, _COLUMNS)
    if options.format == TABLE:
        print(f"{counted(len(records), 'string')} of layer {layer}.")
    return 0


def _act(store: "Store", options: argparse.Namespace, scheme: Scheme, layer: str, annotator: str) -> str:
    """Do what is asked for and return it in words; empty where nothing but the list is."""
    from core.store.pins import forget, pin, remember_again

    if options.pin:
        surface, label = options.pin
        pin(store, layer, surface, "" if label == _NEVER else _label(scheme, label), annotator)
        return f"{surface}: {'never proposed' if label == _NEVER else f'always {label}'}."
    if options.unpin:
        pin(store, layer, options.unpin, None, annotator)
        return f"{options.unpin}: as decided."
    if options.forget:
        forget(store, layer, options.forget, annotator)
        return f"{options.forget}: forgotten."
    if options.remember:
        remember_again(store, layer, options.remember, annotator)
        return f"{options.remember}: remembered again."
    return ""


def _label(scheme: Scheme, name: str) -> str:
    """Return a label's name. Raises UsageError with a near match where the scheme lacks it."""
    if name not in scheme:
        hint = near_match(name, [label.name for label in scheme]) or f'Or "{_NEVER}".'
        raise UsageError(f'The label scheme "{scheme.name}" has no label "{name}".', hint)
    return name


def _known(store: "Store", options: argparse.Namespace, scheme: Scheme, layer: str) -> "list[KnownString]":
    from core.learning.remembering import PAGE, known_page

    found: list[KnownString] = []
    offset: int | None = 0
    while offset is not None and len(found) < options.limit:
        page = known_page(store, layer, scheme, options.text, offset=offset, limit=PAGE)
        found += page.strings
        offset = page.next
    return found[: options.limit]


def _record(one: "KnownString") -> dict[str, object]:
    evidence = one.remembered.evidence
    return {
        "string": one.surface,
        "accepted": dict(evidence.accepted),
        "rejected": dict(evidence.rejected),
        "added": evidence.added,
        "resized": dict(evidence.moved),
        "pin": one.remembered.pin,
        "evidence": str(evidence),
        "proposed": one.remembered.outlook[1],
    }
