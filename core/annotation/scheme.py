"""The label scheme: which labels there are, with keys, colours, guidelines. Data in `resources/schemes`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core import assets
from core.errors import EditError, InputError, UsageError, near_match

DEFAULT_SCHEME = "ontonotes"
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
    """One label. `key` is the upper-case letter that applies it, or empty; `short` fits a narrow tag."""

    name: str
    key: str
    short: str
    guideline: str
    light: Colours
    dark: Colours


class Scheme:
    """The labels in their order, grouped in families of related ones."""

    def __init__(self, name: str, title: str, families: tuple[tuple[Label, ...], ...]) -> None:
        self.name = name
        self.title = title
        self.families = families
        self.labels = tuple(label for family in families for label in family)
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


_QUIET = Colours("#E1E0D6", "#F1F0EA", "#453C2E"), Colours("#2E291B", "#24211C", "#A29F93")


def load_scheme(name: str = DEFAULT_SCHEME) -> Scheme:
    """Return a scheme that ships. Raises UsageError with the nearest name where there is none."""
    known = assets.names("schemes", ".toml")
    if name not in known:
        raise UsageError(f'There is no label scheme "{name}".', near_match(name, known))
    return parse_scheme(assets.read_text("schemes", f"{name}.toml"), f"{name}.toml")


def parse_scheme(text: str, file_name: str) -> Scheme:
    """Return the scheme of a TOML file's text. Raises InputError naming the file and what is wrong in it."""
    try:
        data = tomllib.loads(text)
        labels = {name: _label(name, table) for name, table in data["labels"].items()}
        families = tuple(tuple(labels.pop(name) for name in family) for family in data["families"])
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file_name} is not a label scheme: {error}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file_name} is not a label scheme: it lacks {error}.") from error
    if labels:
        families = (*families, tuple(labels.values()))
    scheme = Scheme(str(data.get("name", "")), str(data.get("title", "")), families)
    _check_keys(scheme, file_name)
    return scheme


def _label(name: str, table: Mapping[str, Any]) -> Label:
    light, dark = (
        Colours(**table[theme]) if theme in table else quiet
        for theme, quiet in zip(("light", "dark"), _QUIET, strict=True)
    )
    key, short = str(table.get("key", "")).upper(), str(table.get("short", name))
    return Label(name, key, short, str(table.get("guideline", "")), light, dark)


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
