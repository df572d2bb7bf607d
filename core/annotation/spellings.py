"""Where a surface stands in a text as whole words, however it is spelled."""

import re

_SEPARATOR = re.compile(r"[\s\-‐‑–]+")
_APOSTROPHES = "'’"


class Spellings:
    """A surface in all its spellings: in any case, with hyphens or blanks, over two lines.

    Made once and used on many texts: a set of letters to begin with is sought many times faster than a
    pattern that ignores case.
    """

    def __init__(self, surface: str) -> None:
        words = [[_in_any_case(letter) for letter in word] for word in _SEPARATOR.split(surface) if word]
        self._pattern = re.compile(_pattern(words)) if words else None

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return its places in code points, in order: no letter or digit touches them."""
        return [match.span() for match in self._pattern.finditer(text)] if self._pattern else []


def entity_name(surface: str) -> str:
    """Return what all spellings of a surface have in common: no case, one blank between words.

    >>> entity_name("NORTH-Korea")
    'north korea'
    """
    return " ".join(_SEPARATOR.split(surface.strip(" -"))).replace("’", "'").casefold() or surface


def _pattern(words: list[list[str]]) -> str:
    # The look-behind stands after the first letter, so that the search can begin with a set of letters.
    first = words[0][0]
    words[0][0] = rf"{first}(?<!\w{first})"
    return rf"{_SEPARATOR.pattern.join(map(''.join, words))}(?!\w)"


def _in_any_case(letter: str) -> str:
    if letter in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    cases = {letter, letter.lower(), letter.upper(), letter.casefold()}
    return f"[{''.join(re.escape(case) for case in sorted(cases) if len(case) == 1)}]"
