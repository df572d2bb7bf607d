"""The one door to `resources/`."""

from pathlib import Path

import resources

# Not importlib.resources: it brings in readers of zip files, and a model must lie in a folder anyway.
_ROOT = Path(resources.__path__[0])


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
