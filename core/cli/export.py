"""`rubricator export`: a store's articles and spans to a file."""

import argparse
import shlex
import sys
from dataclasses import replace
from pathlib import Path

from core.annotation.correction import Status
from core.annotation.scheme import load_scheme
from core.annotation.span import State
from core.cli.map_option import add_map, label_map_of
from core.cli.options import add_store, load_settings, open_store
from core.cli.output import counted
from core.cli.parser import one_of, some_of
from core.cli.terminal import progress_bar
from core.errors import UsageError
from core.formats.fitting import Cut, Fitting, Overlap, Pieces
from core.formats.registry import FORMATS, writer
from core.settings import SCHEME
from core.store.store import Store
from core.transfer.exporting import ExportedFile, export
from core.transfer.manifest import write_manifest
from core.transfer.previewing import Choice, preview
from core.transfer.selecting import Selection
from core.transfer.splitting import Split, parse_split

_COPIES, _SOURCE = "copies", "source"


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
    parser.add_argument("--dry-run", action="store_true", help="write nothing; list what would be lost")
    parser.add_argument(
        "--manifest", action="store_true", help="write PATH.manifest.json: sums, counts, scheme, command"
    )
    parser.add_argument(
        "--card", action="store_true", help="write PATH.card.md and .json: what the dataset is made of"
    )
    _add_filters(parser)
    _add_fitting(parser)
    _add_split(parser)


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--history", action="store_true", help="all corrections, too (jsonl)")
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
    parser.add_argument("--only", metavar="LABEL,...", help="spans of these labels alone")
    parser.add_argument("--source", metavar="PATTERN", help="articles from there; * stands for anything")
    add_map(parser)


def _add_fitting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--overlap",
        type=one_of(list(Overlap), "rule"),
        default=Overlap.LONGEST,
        metavar="|".join(Overlap),
        help="which of spans that overlap a flat format takes",
    )
    parser.add_argument(
        "--cut",
        type=one_of(list(Cut), "rule"),
        metavar="|".join(Cut),
        help="spans that cut a token, where tokens are written",
    )
    parser.add_argument(
        "--pieces",
        type=one_of(list(Pieces), "rule"),
        default=Pieces.WHOLE,
        metavar="|".join(Pieces),
        help="discontinuous spans, where they have no place",
    )


def _add_split(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", metavar="80/10/10", help="write PATH_train, PATH_dev and PATH_test")
    parser.add_argument("--seed", type=int, metavar="N", help="seed of the split's shuffle (else 0)")
    parser.add_argument("--stratify", action="store_true", help="split so that labels have the same shares")
    parser.add_argument(
        "--together",
        type=some_of((_COPIES, _SOURCE), "bond"),
        metavar=f"{_COPIES},{_SOURCE}",
        help="keep near copies, or articles of one source, in one part",
    )


def run(options: argparse.Namespace) -> int:
    """Export and say what was written and lost; on a dry run what would be, and what can be chosen."""
    writer(options.format)
    split, fitting = _split(options), _fitting(options)
    selection = Selection(
        options.layer,
        frozenset(map(State, options.states)) if options.states else None,
        frozenset(map(Status, options.status)) if options.status else None,
        frozenset(options.only.split(",")) if options.only else None,
        options.source,
        options.history,
    )
    keeps = options.map is not None and not options.dry_run
    with open_store(options, reading=not keeps) as store, progress_bar() as progress:
        labels = label_map_of(options, store, f"export {options.format}", keeps)
        layer = _card_layer(options, store) if options.card else ""
        if options.dry_run:
            found = preview(store, options.format, options.out, selection, split, progress, fitting, labels)
            _print(found.files, True, split is not None)
            print("".join(f"{_choice(one)}\n" for one in found.choices), end="")
            return 0
        files = export(store, options.format, options.out, selection, split, progress, False, fitting, labels)
        manifest = _manifest(options, files, store) if options.manifest else None
        cards = _cards(options, store, layer) if options.card else ()
    _print(files, False, split is not None)
    if manifest:
        print(f"{manifest}: how to make it again.")
    for card in cards:
        print(f"{card}: what it is made of.")
    return 0


def _cards(options: argparse.Namespace, store: Store, layer: str) -> tuple[Path, ...]:
    from core.review.card import make_card
    from core.review.card_files import write_card

    return write_card(options.out, make_card(store, layer, load_scheme(load_settings()[SCHEME])))


def _card_layer(options: argparse.Namespace, store: Store) -> str:
    """Return the layer that the card is about: the one that goes out, or the only one that there is."""
    layers = (options.layer,) if options.layer else store.names("layer")
    if len(layers) != 1:
        raise UsageError("--card is about one layer.", f"Name it with --layer: {', '.join(layers)}.")
    return str(layers[0])


def _manifest(options: argparse.Namespace, files: tuple[ExportedFile, ...], store: Store) -> Path:
    scheme = load_scheme(load_settings()[SCHEME])
    return write_manifest(
        options.out, files, store, scheme, options.format, f"rubricator {shlex.join(sys.argv[1:])}"
    )


def _print(files: tuple[ExportedFile, ...], dry_run: bool, by_label: bool) -> None:
    for file in files:
        print(_summary(file, dry_run))
        for loss in file.losses:
            print(f"  {loss.sentence}")
        if by_label and file.labels:
            print(f"  By label: {', '.join(f'{label} {count}' for label, count in file.labels.items())}.")
        if file.map_path:
            print(f"  What its labels stand for: {file.map_path}")


def _choice(choice: Choice) -> str:
    others = "|".join(value for value in choice.values if value != choice.chosen)
    return f"{counted(choice.spans, 'span')} by --{choice.field} {choice.chosen}; it could be {others}."


def _fitting(options: argparse.Namespace) -> Fitting:
    cut = Cut(options.cut) if options.cut else None
    return Fitting(Overlap(options.overlap), cut, Pieces(options.pieces))


def _split(options: argparse.Namespace) -> Split | None:
    if options.split is None:
        for name in ("seed", "stratify", "together"):
            if getattr(options, name) not in (None, False):
                raise UsageError(f"--{name} needs --split.")
        return None
    together = options.together or frozenset()
    return replace(
        parse_split(options.split, options.seed or 0),
        stratified=options.stratify,
        near_copies_together=_COPIES in together,
        source_together=_SOURCE in together,
    )


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
