"""Faults that a user can mend: a sentence, a hint, an exit code. Everything else is a bug and propagates."""

import difflib
from collections.abc import Iterable


class RubricatorError(Exception):
    """A fault told to the user in a sentence, never as a traceback.

    `sentence` says what happened; `hint` says what to do about it (it may be empty); `exit_code` is
    what the command line ends with.
    """

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".rstrip()


class UsageError(RubricatorError):
    """The command was called wrongly: an unknown name, a missing or contradictory option."""

    exit_code = 2


class InputError(RubricatorError):
    """A file or folder cannot be read as what it was taken for."""


class EditError(RubricatorError):
    """An edit cannot be made: outside the text, empty, no such label, nothing to merge with."""


class EngineError(RubricatorError):
    """An engine or its model cannot be loaded or run."""


class BusyError(RubricatorError):
    """Other long work goes on; the same call will go through when it has ended."""


class StoreError(RubricatorError):
    """The store cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another program holds the store's write lock; the same call may go through later."""


class StoreFullError(StoreError):
    """The disk has no room; the same call may go through once there is some."""


class ConflictError(StoreError):
    """Another window changed the same span or status first; nothing of the batch was written."""


def near_match(word: str, choices: Iterable[str]) -> str:
    """Return `Did you mean "x"?` for the choice closest to `word`, or an empty string.

    >>> near_match("jsnl", ["jsonl", "spacy"])
    'Did you mean "jsonl"?'
    """
    by_folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1)
    return f'Did you mean "{by_folded[close[0]]}"?' if close else ""
