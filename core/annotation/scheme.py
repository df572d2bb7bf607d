"""The label scheme: which labels there are, with keys, colours, guidelines. Data in `resources/schemes`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from core import assets
from core.errors import EditError, InputError, UsageError, near_match

DEFAULT_SCHEME = "ontonotes"
_SUFFIX = ".toml"
RESERVED_KEYS = frozenset("MS123456789")
"""Keys that no label may take: merge, split, and the label line's first nine."""


@dataclass(frozen=True, slots=True)
class Colours:
    """A label's colours as `#RRGGBB`: fill (accepted), pale (undecided), ink (tag and underline)."""

    fill: str
    pale: str
    ink: str


@dataclass(frozen=True, slots=True)
class Label:
    """One label. `key` is the upper-case letter that applies it, or empty; `short` fits a narrow tag.

    `place` is its number in the scheme, from 0 on; -1 where the scheme does not have it.
    """

    name: str
    key: str
    short: str
    guideline: str
    light: Colours
    dark: Colours
    place: int = -1


class Scheme:
    """The labels in their order, grouped in families of related ones."""

    def __init__(self, name: str, title: str, families: tuple[tuple[Label, ...], ...]) -> None:
        self.name = name
        self.title = title
        places = count()
        self.families = tuple(
            tuple(replace(label, place=next(places)) for label in family) for family in families
        )
        self.labels = tuple(label for family in self.families for label in family)
        self._by_name = {label.name: label for label in self.labels}
        self._order = {label.name: place for place, label in enumerate(self.labels)}

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Label:
        """Return a label by name; one that the scheme lacks comes with quiet colours and no key."""
        return self._by_name.get(name) or Label(name, "", name[:4], "Not in the label scheme.", *_QUIET)

    def order(self, name: str) -> tuple[int, str]:
        """Return a key that sorts labels as the scheme does, unknown ones behind, by name."""
        return self._order.get(name, len(self.labels)), name

    def require(self, name: str) -> Label:
        """Return a label by name. Raises EditError with the nearest one where the scheme lacks it."""
        if name not in self._by_name:
            hint = near_match(name, self._by_name) or f"Its labels: {', '.join(self._by_name)}."
            raise EditError(f'The label scheme "{self.name}" has no label "{name}".', hint)
        return self._by_name[name]


_FILE_KEYS = frozenset({"name", "title", "families", "labels"})
_LABEL_KEYS = frozenset({"key", "short", "guideline", "light", "dark"})
_COLOUR_KEYS = frozenset({"fill", "pale", "ink"})
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_QUIET = Colours("#E1E0D6", "#F1F0EA", "#453C2E"), Colours("#2E291B", "#24211C", "#A29F93")


def scheme_names(folder: Path | None = None) -> tuple[str, ...]:
    """Return the schemes that there are: those that ship, by name, then the user's in `folder`, by path."""
    own = sorted(folder.glob(f"*{_SUFFIX}")) if folder else []
    return (*assets.names("schemes", _SUFFIX), *map(str, own))


def load_scheme(name: str = DEFAULT_SCHEME) -> Scheme:
    """Return a scheme that ships, by its name, or one of a file, by a path that ends in `.toml`.

    Raises UsageError where there is none, with the nearest name; InputError for a file that is no scheme.
    """
    return parse_scheme(scheme_text(name), Path(name).name if name.endswith(_SUFFIX) else f"{name}{_SUFFIX}")


def scheme_text(name: str) -> str:
    """Return the text of a scheme's file, by name or path; raises as `load_scheme`."""
    if name.endswith(_SUFFIX):
        try:
            return Path(name).expanduser().read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise UsageError(f"The label scheme {name} cannot be read: {error}.") from error
    known = assets.names("schemes", _SUFFIX)
    if name not in known:
        raise UsageError(f'There is no label scheme "{name}".', near_match(name, known))
    return assets.read_text("schemes", f"{name}{_SUFFIX}")


def parse_scheme(text: str, file_name: str) -> Scheme:
    """Return the scheme of a TOML file's text. Raises InputError naming the file and what is wrong in it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file_name} is not a label scheme: {error}.") from error
    table = _table(data, _FILE_KEYS, "a label scheme", file_name)
    rows = _table(table.get("labels"), None, "[labels]", file_name)
    if not rows:
        raise InputError(f"{file_name} is not a label scheme: it has no label.")
    labels = {name: _label(name, row, file_name) for name, row in rows.items()}
    families = _families(table.get("families", []), labels, file_name)
    scheme = Scheme(str(table.get("name", "")), str(table.get("title", "")), families)
    _check_keys(scheme, file_name)
    return scheme


def _table(value: object, keys: frozenset[str] | None, what: str, file_name: str) -> Mapping[str, Any]:
    """Return a table of the file. Raises InputError if it is none, or has a key that is not known."""
    if not isinstance(value, dict):
        raise InputError(f"{file_name} is not a label scheme: {what} is missing or is no table.")
    for key in value:
        if keys is not None and key not in keys:
            hint = near_match(key, keys) or f"Known are {', '.join(sorted(keys))}."
            raise InputError(f'{file_name}: {what} has no "{key}".', hint)
    return value


def _families(value: object, labels: Mapping[str, Label], file_name: str) -> tuple[tuple[Label, ...], ...]:
    """Return the labels in their families, those that are in none as the last one."""
    if not isinstance(value, list) or not all(isinstance(family, list) for family in value):
        raise InputError(f"{file_name}: families is no list of lists of labels.")
    left = dict(labels)
    for name in (name for family in value for name in family):
        if left.pop(name, None) is None:
            raise InputError(f'{file_name}: families names "{name}" twice, or it is not among the labels.')
    families = tuple(tuple(labels[name] for name in family) for family in value)
    return (*families, tuple(left.values())) if left else families


def _label(name: str, value: object, file_name: str) -> Label:
    row = _table(value, _LABEL_KEYS, f"[labels.{name}]", file_name)
    light, dark = (
        _colours(row[theme], f"{theme} of {name}", file_name) if theme in row else quiet
        for theme, quiet in zip(("light", "dark"), _QUIET, strict=True)
    )
    key, short = str(row.get("key", "")).upper(), str(row.get("short", name))
    return Label(name, key, short, str(row.get("guideline", "")), light, dark)


def _colours(value: object, what: str, file_name: str) -> Colours:
    row = _table(value, _COLOUR_KEYS, what, file_name)
    for key in sorted(_COLOUR_KEYS):
        if not _COLOUR.fullmatch(str(row.get(key, ""))):
            raise InputError(f"{file_name}: {key} in {what} is no colour such as #FEF0A7.")
    return Colours(**row)


def _check_keys(scheme: Scheme, file_name: str) -> None:
    taken: dict[str, str] = {}
    for label in scheme:
        if not label.key:
            continue
        if len(label.key) != 1 or not label.key.isalnum() or label.key in RESERVED_KEYS:
            raise InputError(
                f'{file_name}: the key "{label.key}" of {label.name} cannot be used.',
                "A key is one letter, and not M or S.",
            )
        if label.key in taken:
            raise InputError(
                f'{file_name}: {taken[label.key]} and {label.name} have the same key "{label.key}".'
            )
        taken[label.key] = label.name
