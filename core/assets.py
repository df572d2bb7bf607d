"""The one door to `resources/`."""

from importlib.resources import files
from pathlib import Path

_ROOT = Path(str(files("resources")))


def path(*parts: str) -> Path:
    """Return the path of a file or folder of `resources/`; it need not exist."""
    return _ROOT.joinpath(*parts)


def read_text(*parts: str) -> str:
    """Return a resource's text (UTF-8). Raises FileNotFoundError where there is none."""
    return path(*parts).read_text(encoding="utf-8")


def names(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the sorted stems of the files in a folder of `resources/` that end with `suffix`.

    >>> names("schemes", ".toml")
    ('ontonotes',)
    """
    return tuple(sorted(file.name.removesuffix(suffix) for file in path(folder).glob(f"*{suffix}")))
