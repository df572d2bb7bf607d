"""Cutting a long text into pieces that fit in memory, at the borders of paragraphs, sentences or words."""

import re
from collections.abc import Iterator

PIECE = 50_000
"""The most code points of a piece; an article is nearly always one piece."""
FIRST = 6_000
"""The most of the first piece of a text that needs several: what is on the screen first is read first."""

_BORDERS = (re.compile(r"\n\s*\n"), re.compile(r"\n|[.!?][\"”’')]*\s"), re.compile(r"\s"))


def pieces(text: str, size: int = PIECE) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece) so that the pieces joined are the text; none is longer than `size`.

    Of several the first is no longer than `FIRST`.
    """
    offset = 0
    while offset < len(text):
        most = min(size, FIRST) if not offset and len(text) > size else size
        end = _cut(text, offset, min(offset + most, len(text)))
        yield offset, text[offset:end]
        offset = end


def _cut(text: str, start: int, limit: int) -> int:
    if limit == len(text):
        return limit
    # a border is looked for in the second half, so that pieces do not become tiny
    middle = (start + limit) // 2
    for border in _BORDERS:
        ends = [found.end() for found in border.finditer(text, middle, limit)]
        if ends:
            return ends[-1]
    return limit
