"""The settings: one table of rows, kept in a sparse TOML file; and where the default store lies."""

import getpass
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import platformdirs
import tomli_w

from core.atomic import atomic_file
from core.errors import InputError, UsageError, near_match

_APP = "rubricator"
KEYS = "keys"
"""The name of the table of the user's own keys in the file."""
Value = TypeVar("Value", str, int, bool, float | None)


@dataclass(frozen=True, slots=True)
class Setting(Generic[Value]):
    """A row of the table. `key` is its name in the file; `text` says what it does, as the dialog shows it.

    `choices` are the only values allowed, where there are any; `least` and `most` bound a number.
    """

    key: str
    default: Value
    group: str
    text: str
    kind: type = str
    choices: tuple[Value, ...] = ()
    least: float | None = None
    most: float | None = None

    def fault(self, value: object) -> str:
        """Return what is wrong with a value for this setting, such as `is not a whole number`, or nothing."""
        if value is None and self.default is None:
            return ""
        number = int | float if self.kind is float else self.kind
        if not isinstance(value, number) or (isinstance(value, bool) and self.kind is not bool):
            return f"is not {_KINDS[self.kind]}"
        if self.choices and value not in self.choices:
            return f"is none of {', '.join(str(choice) for choice in self.choices)}"
        if (
            self.least is not None
            and self.most is not None
            and not self.least <= cast(float, value) <= self.most
        ):
            return f"does not lie between {self.least:g} and {self.most:g}"
        return ""


_KINDS = {str: "text", int: "a whole number", bool: "true or false", float: "a number"}

ANNOTATOR = Setting("annotator", "", "Work", "Your name in the history. Empty: your login name.")
SCHEME = Setting("scheme", "ontonotes", "Work", "The label scheme: a name, or the path of a file.")
ENGINE = Setting("engine", "", "Work", "The engine: a name, or a model's folder. Empty: the default one.")
DOUBTFUL_BELOW: Setting[float | None] = Setting(
    "doubtful_below",
    None,
    "Work",
    "Proposals that score below this are doubtful. Empty: what the engine recommends.",
    kind=float,
    least=0.0,
    most=1.0,
)
MEMORY = Setting(
    "memory", True, "Work", "Weigh proposals by what was decided in the store before.", kind=bool
)
OPEN_NEXT = Setting(
    "open_next", True, "Work", "Open the next article when one is marked as reviewed.", kind=bool
)
BACKUPS_KEPT = Setting(
    "backups_kept",
    10,
    "Store",
    "How many backups of each kind stay beside the store. 0: none are made.",
    kind=int,
    least=0,
    most=1000,
)
BACKUP_DAILY = Setting(
    "backup_daily", True, "Store", "Each day that the store is open has a backup made beside it.", kind=bool
)
BACKUP_ABOVE = Setting(
    "backup_above",
    100,
    "Store",
    "A change to more articles than this has a backup made before it.",
    kind=int,
    least=1,
    most=1_000_000,
)
THEME = Setting("theme", "system", "Look", "Light or dark.", choices=("system", "light", "dark"))
PALETTE = Setting(
    "palette", "usual", "Look", "The colours.", choices=("usual", "high-contrast", "colour-blind")
)
FONT = Setting("font", "", "Look", "The font of the article: a name, sans or fixed. Empty: a serif.")
ZOOM = Setting("zoom", 100, "Look", "Size of the article's text, in per cent.", kind=int, least=50, most=400)
READING_WIDTH = Setting(
    "reading_width",
    76,
    "Look",
    "Width of the article's column, in characters.",
    kind=int,
    least=50,
    most=120,
)
LINE_HEIGHT = Setting(
    "line_height",
    100,
    "Look",
    "Height of the article's lines, in per cent of the usual one.",
    kind=int,
    least=100,
    most=200,
)
DIRECTION = Setting(
    "direction",
    "auto",
    "Look",
    "Direction of the article's text.",
    choices=("auto", "left-to-right", "right-to-left"),
)

SETTINGS: tuple[Setting[Any], ...] = (
    ANNOTATOR,
    SCHEME,
    ENGINE,
    DOUBTFUL_BELOW,
    MEMORY,
    OPEN_NEXT,
    BACKUPS_KEPT,
    BACKUP_DAILY,
    BACKUP_ABOVE,
    THEME,
    PALETTE,
    FONT,
    ZOOM,
    READING_WIDTH,
    LINE_HEIGHT,
    DIRECTION,
)


class Settings:
    """The values in force. What differs from the default is all that the file holds."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        self._changed: set[str] = set()
        self._readable = True
        self.warnings: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path | None = None) -> "Settings":
        """Return the settings of a file (None: the user's own).

        A file that cannot be read, an unknown key, a value of the wrong type never stop the program: the
        default is in force, and `warnings` has a sentence for each.
        """
        settings = cls(path or _default_path())
        settings.warnings = tuple(settings._read())
        return settings

    @property
    def folder(self) -> Path | None:
        """The folder of the file, in which other files of the user's own lie; None without a home folder."""
        return self._path.parent if self._path else None

    def __getitem__(self, setting: Setting[Value]) -> Value:
        """Return a setting's value: the file's, else the default."""
        value = self._values.get(setting.key)
        usable = value is not None and not setting.fault(value)
        return cast(Value, value) if usable else setting.default

    def set(self, setting: Setting[Value], value: Value) -> None:
        """Change a value; `save` makes it last. Raises UsageError where it does not fit the setting."""
        fault = setting.fault(value)
        if fault:
            raise UsageError(f'The setting {setting.key} cannot be "{value}": it {fault}.')
        self._changed.add(setting.key)
        if value == setting.default:
            self._values.pop(setting.key, None)
        else:
            self._values[setting.key] = value

    @property
    def keys(self) -> Mapping[str, str]:
        """The user's own keys: the id of a command, its key (empty: none), from the table `[keys]`."""
        table = self._values.get(KEYS)
        pairs = table.items() if isinstance(table, dict) else ()
        return {command: key for command, key in pairs if isinstance(key, str)}

    def set_key(self, command: str, key: str | None) -> None:
        """Give a command a key of the user's own; None: its usual ones. `save` makes it last."""
        others = {name: own for name, own in self.keys.items() if name != command}
        self._changed.add(KEYS)
        self._values[KEYS] = others if key is None else {**others, command: key}
        if not self._values[KEYS]:
            del self._values[KEYS]

    def save(self) -> None:
        """Write the file, whole or not at all; what was not changed here stays as it is in it by now.

        Raises InputError where it cannot be written, or was not readable: it is not overwritten then.
        """
        if self._path is None:
            raise InputError("There is no home folder to keep the settings in.")
        own = {key: self._values.get(key) for key in self._changed}
        self._read()
        if not self._readable:
            raise InputError(f"{self._path} cannot be read, and is left as it is.", "Mend or remove it.")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{self._path.parent} cannot be made: {error.strerror}.") from error
        for key, value in own.items():
            if value is None:
                self._values.pop(key, None)
            else:
                self._values[key] = value
        with atomic_file(self._path) as file:
            tomli_w.dump(self._values, file)

    def _read(self) -> list[str]:
        if self._path is None:
            return []
        self._readable = True
        try:
            self._values = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except (OSError, ValueError) as error:
            self._readable = False
            reason = error.strerror if isinstance(error, OSError) else error
            return [f"{self._path} cannot be read: {reason}. The default settings are in force."]
        return [warning for key, value in self._values.items() if (warning := self._warning(key, value))]

    def _warning(self, key: str, value: object) -> str:
        if key == KEYS:
            sound = isinstance(value, dict) and len(self.keys) == len(value)
            return "" if sound else f"{self._path}: keys is not a table of keys; the others are in force."
        setting = next((one for one in SETTINGS if one.key == key), None)
        if setting is None:
            hint = near_match(key, (one.key for one in SETTINGS))
            return f'{self._path}: there is no setting "{key}". {hint}'.rstrip()
        fault = setting.fault(value)
        if not fault:
            return ""
        hint = near_match(str(value), map(str, setting.choices)) if setting.choices else ""
        default = setting.default if setting.default not in ("", None) else "the default"
        return f"{self._path}: {key} {fault}; {default} is in force. {hint}".rstrip()


def annotator_name(settings: Settings) -> str:
    """Return who works: the setting, else the login name, else `annotator`."""
    if settings[ANNOTATOR].strip():
        return settings[ANNOTATOR].strip()
    try:
        return getpass.getuser() or "annotator"
    except (KeyError, OSError, ImportError):
        return "annotator"


def default_store_path() -> Path:
    """Return where the store lies without --store, its folder made.

    Raises InputError where there is no home folder, or none that may be written.
    """
    folder = platformdirs.user_data_path(_APP)
    hint = "Name a store with --store."
    if not folder.is_absolute():
        raise InputError("There is no home folder to keep the store in.", hint)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {error.strerror}.", hint) from error
    return folder / "rubricator.db"


def _default_path() -> Path | None:
    """Return where the user's settings lie; None without a home folder, which `~` then still stands for."""
    folder = platformdirs.user_config_path(_APP)
    return folder / "settings.toml" if folder.is_absolute() else None
