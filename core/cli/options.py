"""Options that several verbs take, and what they stand for."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.parser import one_of
from core.cli.terminal import tell
from core.settings import Settings, annotator_name, default_store_path

if TYPE_CHECKING:
    from core.store.backup_rules import BackupRules
    from core.store.store import Store

TABLE = "table"


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Take files, folders and `-`."""
    parser.add_argument(
        "inputs", nargs="+", metavar="FILE|FOLDER|-", help="what to read; - is standard input"
    )


def add_store(parser: argparse.ArgumentParser) -> None:
    """Take --store."""
    parser.add_argument(
        "--store", type=Path, metavar="DB", help="the store (else the one in your user-data folder)"
    )


def add_annotator(parser: argparse.ArgumentParser) -> None:
    """Take --annotator."""
    parser.add_argument(
        "--annotator",
        metavar="NAME",
        help="your name, and that of your layer (else the setting, else your login)",
    )


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Take --engine."""
    parser.add_argument("--engine", metavar="NAME", help='the engine (see "rubricator engines")')


def add_format(parser: argparse.ArgumentParser, choices: Sequence[str] = (TABLE, "json", "jsonl")) -> None:
    """Take --format, for what is printed."""
    parser.add_argument(
        "--format",
        type=one_of(choices, "output format"),
        default=TABLE,
        metavar="|".join(choices),
        help="how to print it",
    )


def open_store(
    options: argparse.Namespace,
    create: bool = False,
    reading: bool = False,
    rules: "BackupRules | None" = None,
) -> "Store":
    """Open the store that is meant, see Store.open. Raises StoreError; InputError without a home folder."""
    from core.store.backup_rules import BackupRules
    from core.store.store import Store

    path = options.store or default_store_path()
    return Store.open(path, create=create, reading=reading, rules=rules or BackupRules())


def backup_rules(settings: Settings) -> "BackupRules":
    """Return when backups are made, as the user has set it."""
    from core.store.backup_rules import BackupRules

    return BackupRules.of(settings)


def load_settings() -> Settings:
    """Return the user's settings; what is wrong in the file is told."""
    settings = Settings.load()
    for warning in settings.warnings:
        tell(warning)
    return settings


def annotator_of(options: argparse.Namespace, settings: Settings) -> str:
    """Return who works."""
    return options.annotator or annotator_name(settings)


def engine_name(wanted: str | None, settings: Settings) -> str:
    """Return the engine that is meant, known to be there. Raises UsageError with a near match."""
    from core.engine.catalogue import DEFAULT_ENGINE, check_engine
    from core.settings import ENGINE

    return check_engine(wanted or settings[ENGINE] or DEFAULT_ENGINE).name
