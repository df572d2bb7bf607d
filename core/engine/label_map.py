"""What a model's labels are called in the scheme: a table of well-known sets, and the user's own words.

`resources/engines/labels.toml` is the table. A user's file is TOML with a table `[labels]` of a model's label
and what it is to be proposed as; an empty word means that such spans are not proposed.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from core import assets
from core.engine.labels import ALL
from core.errors import EngineError

FILE = "labels.toml"
"""The name of a user's file in a model's own folder."""


@cache
def well_known() -> Mapping[str, str]:
    """Return OntoNotes' word for each label of the table, by the label in small letters."""
    sets = tomllib.loads(assets.read_text("engines", FILE))["set"]
    known = {label.casefold(): word for one in sets for label, word in one["labels"].items()}
    return {**known, **{label.casefold(): label for label in ALL}}


def label_map(labels: Iterable[str], own: Mapping[str, str]) -> dict[str, str]:
    """Return what each of a model's labels is proposed as; what the user says (`own`) comes first.

    A label that is in no table stays as it is.
    """
    known = well_known()
    return {label: own.get(label, known.get(label.casefold(), label)) for label in labels}


def unmapped(labels: Mapping[str, str]) -> list[str]:
    """Return the labels that stay as they are although OntoNotes has none of that name."""
    return sorted(label for label, word in labels.items() if word == label and label not in ALL)


def read_own(*files: Path) -> dict[str, str]:
    """Return what the user says in these files, a later one before an earlier one; none need be there.

    Raises EngineError for a file that is not what it should be.
    """
    own: dict[str, str] = {}
    for file in files:
        try:
            rows = tomllib.loads(file.read_text(encoding="utf-8"))["labels"]
            own.update(_checked(rows))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError) as fault:
            hint = 'It is TOML with a table [labels] of rows such as MISC = "NORP".'
            raise EngineError(f"{file} cannot be read as a table of labels ({fault}).", hint) from fault
    return own


def _checked(rows: Mapping[str, str]) -> Mapping[str, str]:
    for label, word in rows.items():
        if not isinstance(word, str):
            raise ValueError(f"{label} is not given as text")
    return rows
