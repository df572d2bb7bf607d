"""An argument parser that tells what is wrong in a sentence, with a near match."""

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from core.errors import UsageError, near_match


class Parser(argparse.ArgumentParser):
    """argparse, with UsageError in the place of a usage text and an exit."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with argparse's message as a sentence."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", f'See "{self.prog} --help".')

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace | None:
        """Return the options, in whatever order they stand; None where help was asked for and printed.

        Raises UsageError.
        """
        if not {"-h", "--help"}.isdisjoint(arguments):
            self.print_help()
            return None
        self._check_names(arguments)
        options, unknown = self.parse_known_intermixed_args(arguments)
        if unknown:
            raise UsageError(f'"{unknown[0]}" is one argument too many.', self._more())
        return options

    def _check_names(self, arguments: Sequence[str]) -> None:
        """Raise UsageError for an unknown option, before argparse misses one that was only misspelt."""
        known = [name for action in self._actions for name in action.option_strings]
        for argument in arguments:
            name = argument.split("=")[0]
            if name == "--":
                break
            if name.startswith("--") and name not in known:
                raise UsageError(f'There is no option "{name}".', near_match(name, known) or self._more())

    def _more(self) -> str:
        return f'See "{self.prog} --help".'


def one_of(choices: Sequence[str], what: str) -> Callable[[str], str]:
    """Return a converter that takes one of the choices. It raises UsageError with a near match."""

    def convert(word: str) -> str:
        if word not in choices:
            hint = near_match(word, choices) or f"There are {', '.join(choices)}."
            raise UsageError(f'There is no {what} "{word}".', hint)
        return word

    return convert


def some_of(choices: Sequence[str], what: str) -> Callable[[str], frozenset[str]]:
    """Return a converter that takes some of the choices, with commas between them."""
    convert = one_of(choices, what)
    return lambda words: frozenset(convert(word.strip()) for word in words.split(","))


def whole_number(word: str) -> int:
    """Return a number from 1. Raises UsageError."""
    if not word.isdecimal() or int(word) < 1:
        raise UsageError(f'"{word}" is no number from 1.')
    return int(word)
