"""The list of names that people chose to have proposed always, `always.tsv` in a folder of lists and rules.

It is changed by rows: comments and the order of what people wrote by hand stay.
"""

from pathlib import Path

from core.atomic import atomic_file
from core.engine.knowledge.lists import HEAD, is_row
from core.engine.name_index import NameIndex
from core.errors import EditError, InputError

FILE = "always.tsv"
_BEGINNING = ("# names that are always proposed under this label; may be edited by hand", HEAD)


def check_name(name: str) -> None:
    """Raise EditError for a name that no list can hold."""
    try:
        NameIndex[str]().add(name, "")
        name.encode()
    except ValueError as fault:
        raise EditError(f"This cannot stand in a list: {fault}.") from fault
    if len(name.splitlines()) > 1 or "\t" in name or not is_row(f"{name}\t"):
        raise EditError("This cannot stand in a list: a name has no tab or line break in it.")


def add_entry(folder: Path, name: str, label: str) -> str:
    """Have a name always proposed under a label; return the label that it had in the list, or nothing.

    The folder is made if it is not there. Raises EditError for a name that no list can hold, and InputError
    where the file cannot be read or written.
    """
    check_name(name)
    file = folder / FILE
    lines = _lines(file) or list(_BEGINNING)
    row = f"{name}\t{label}"
    place = _place(lines, name)
    before = "" if place is None else lines[place].split("\t")[1].strip()
    if place is None:
        lines.append(row)
    else:
        lines[place] = row
    if before != label:
        _write(file, lines)
    return before


def remove_entry(folder: Path, name: str) -> bool:
    """Take a name out of the list; return whether it was there. Raises InputError as `add_entry` does."""
    file = folder / FILE
    lines = _lines(file)
    place = _place(lines, name)
    if place is None:
        return False
    del lines[place]
    _write(file, lines)
    return True


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(f"{file} cannot be read, and is left as it is.", "Mend or remove it.") from fault


def _place(lines: list[str], name: str) -> int | None:
    """Return where the first row of a name stands: it is the one that counts."""
    rows = (place for place, line in enumerate(lines) if is_row(line) and line.startswith(f"{name}\t"))
    return next(rows, None)


def _write(file: Path, lines: list[str]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise InputError(f"{file.parent} cannot be made: {fault.strerror}.") from fault
    with atomic_file(file) as out:
        out.write("".join(f"{line}\n" for line in lines).encode("utf-8"))
