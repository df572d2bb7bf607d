"""Sentences: UAX #29's boundaries, but that an initial, a title and an abbreviation do not end one."""

import re

from core.annotation.offsets import trimmed

_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*\s+(?![a-z])"
    r"|[。！？]+[」』”）]*"
    r"|[^\S\n\r\u2029]*[\n\r\u2029]\s*"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Pres|St|Jr|Sr|vs|No|al|etc|cf|Art"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b\w|\.\w)\.$"
)
_LONGEST = 5000
"""A sentence is not sought farther off than this, in code points: a text may have none."""
_LONGEST_ABBREVIATION = 8


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Return the sentence `[start, end)` that holds the code point at `offset`, without white space around.

    A line break ends one too: headlines have no full stop.

    >>> sentence_at("He left. Mr. Kim stayed.", 12)
    (9, 24)
    """
    start = max(offset - _LONGEST, 0)
    limit = min(offset + _LONGEST, len(text))
    for match in _END.finditer(text, start, limit):
        if _is_abbreviation(text, match):
            continue
        if match.end() > offset:
            return trimmed(text, start, match.end())
        start = match.end()
    return trimmed(text, start, limit)


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    """Whether what ends with this full stop is an abbreviation, on one line with what follows."""
    sign = match.start() + 1
    if text[match.start()] != "." or any(break_ in match.group() for break_ in "\n\r\u2029"):
        return False
    return _ABBREVIATED.search(text[max(sign - _LONGEST_ABBREVIATION, 0) : sign]) is not None
