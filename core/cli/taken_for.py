"""What files were taken for where the format was looked for: told by format, with how sure that was."""

from pathlib import PurePath

from core.cli.output import counted
from core.cli.terminal import tell
from core.formats.registry import find_format
from core.formats.sniffing import Guess


class TakenFor:
    """Collects what files were taken for; `every` tells also of those whose names say the same."""

    def __init__(self, every: bool) -> None:
        self._every = every
        self._found: dict[Guess, tuple[int, str]] = {}

    def take(self, name: str, guess: Guess) -> None:
        """Take what a file was taken for."""
        expected = PurePath(name).suffix.lower() in find_format(guess.name).suffixes
        if self._every or guess.other or not expected:
            count, first = self._found.get(guess, (0, name))
            self._found[guess] = count + 1, first

    def tell(self) -> None:
        """Write a line for each format, the commonest first."""
        for guess, (count, first) in sorted(self._found.items(), key=lambda one: -one[1][0]):
            other = f"; it could be {guess.other}, too: name the one with --format" if guess.other else ""
            which = first if count == 1 else f"{counted(count, 'file')}, the first {first},"
            tell(f"{which} taken for {guess.name}, {guess.sure:.0%} sure{other}.")
