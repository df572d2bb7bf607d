"""Where a line that is too long to be laid out at once is broken for the eye.

Laying out takes a text document's paragraph as a whole: one of 10 MB would stop the window for seconds.
"""

from collections.abc import Iterator

from core.annotation.offsets import previous_character

LONGEST = 4000
"""Code points of a line that are shown without a break at most."""

_LINE_ENDS = "\n\r\u2029"


def long_line_breaks(text: str) -> list[int]:
    """Return the offsets at which the lines of a text that are longer than `LONGEST` are to be broken.

    Behind white space where there is some in the second half, else between two characters.
    """
    return list(_breaks(text))


def _breaks(text: str) -> Iterator[int]:
    start = 0
    while len(text) - start > LONGEST:
        limit = start + LONGEST
        line_end = _line_end(text, start, limit)
        if line_end is None:
            start = _break(text, start + LONGEST // 2, limit)
            yield start
        else:
            start = line_end


def _line_end(text: str, start: int, limit: int) -> int | None:
    """Return where the last line that ends in `[start, limit)` ends, behind its break."""
    ends = (text.rfind(sign, start, limit) for sign in _LINE_ENDS)
    return next((end + 1 for end in ends if end >= 0), None)


def _break(text: str, least: int, limit: int) -> int:
    space = text.rfind(" ", least, limit)
    return space + 1 if space >= 0 else max(previous_character(text, limit), least)
