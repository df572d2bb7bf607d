"""The option --map of import and export: which label is called what elsewhere, kept in the store."""

import argparse
from pathlib import Path

from core.cli.terminal import tell
from core.store.store import Store
from core.transfer.label_map import LabelMap, keep_label_map, kept_label_map, read_label_map

_KEPT = "kept"


def add_map(parser: argparse.ArgumentParser) -> None:
    """Take --map."""
    parser.add_argument(
        "--map",
        metavar=f"FILE|{_KEPT}",
        help=f"rename labels as a TOML or two-column file says; {_KEPT}: as the last time",
    )


def label_map_of(options: argparse.Namespace, store: Store, use: str, keep: bool = True) -> LabelMap:
    """Return the map that is meant, and `keep` it in the store for its use. Raises InputError."""
    if options.map is None:
        return LabelMap()
    if options.map == _KEPT:
        found = kept_label_map(store, use)
        if not found:
            tell(f"No map of labels was kept for {use}; labels stay as they are.")
        return found
    found = read_label_map(Path(options.map))
    if keep:
        keep_label_map(store, use, found)
    return found
