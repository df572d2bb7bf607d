"""Where the user's lists and rules lie: beside a store, in the user's folder, in folders that are named."""

from collections.abc import Sequence
from pathlib import Path

import platformdirs

from core.errors import UsageError


def user_folder() -> Path:
    """Return the folder of lists and rules for all stores; it need not exist."""
    return platformdirs.user_data_path("rubricator") / "knowledge"


def store_folder(store: Path) -> Path:
    """Return the folder of a store's own lists and rules, NAME-knowledge beside it; it need not exist."""
    return store.with_name(f"{store.name}-knowledge")


def folders(store: Path | None = None, named: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return the folders to be read, the one that goes before the others first.

    They are those that are `named`, then the store's, then the user's. Raises UsageError where a named one is
    not there.
    """
    for folder in named:
        if not folder.is_dir():
            raise UsageError(f'There is no folder "{folder}" with lists and rules.')
    return (*named, *((store_folder(store),) if store else ()), user_folder())
