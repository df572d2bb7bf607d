"""One command of the program: what menus, palette, help and keys are made from."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from gui.context import Context, Predicate, always


class Scope(Enum):
    """Where a command's keys are heard: in the whole window, or while the article has the keyboard."""

    WINDOW = "window"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table.

    `keys` are Qt key sequences in their portable form, the first is shown. `menu` names where it
    stands (`Span`, or `Span/Label` for a submenu). `section` starts a new group there. `checked` is
    given for a command that is on or off. `words` gives the text where it depends on what is open.
    """

    id: str
    text: str
    run: Callable[[Context], None]
    menu: str
    keys: tuple[str, ...] = ()
    enabled: Predicate = always
    scope: Scope = Scope.WINDOW
    section: bool = False
    checked: Predicate | None = None
    words: Callable[[Context], str] | None = None
