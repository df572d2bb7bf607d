"""Libraries that only some formats need, imported when they are used."""

from importlib import import_module
from typing import Any

from core.errors import InputError


def library(module: str, extra: str) -> Any:
    """Return an optional library. Raises InputError with the command that installs it where it is missing."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.split(".")[0]
        raise InputError(
            f"This format needs {package}, which is not installed.",
            f"Install it: pip install 'rubricator[{extra}]'",
        ) from error
