"""Find text in an article."""

import re


def find(text: str, query: str, match_case: bool = False, whole_words: bool = False) -> list[tuple[int, int]]:
    """Return the places of a query in a text, in order, as `[start, end)` in code points.

    White space in the query matches any white space, a line break too.
    """
    words = [re.escape(word) for word in query.split()]
    if not words:
        return []
    pattern = r"\s+".join(words)
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    flags = re.NOFLAG if match_case else re.IGNORECASE
    return [match.span() for match in re.finditer(pattern, text, flags)]
