"""Find text in an article."""

import re
from dataclasses import dataclass

from core.errors import UsageError


@dataclass(frozen=True, slots=True)
class Query:
    """What is sought: words, or a regular expression, and how they must match."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    is_pattern: bool = False


def find(text: str, query: Query) -> list[tuple[int, int]]:
    """Return the places of a query in a text, in order, as `[start, end)` in code points.

    White space in words matches any white space, a line break too. A regular expression may take for
    ever: see `core.annotation.pattern_search`. Raises UsageError where it is none.
    """
    pattern = compile_query(query)
    if pattern is None:
        return []
    return [match.span() for match in pattern.finditer(text) if match.end() > match.start()]


def compile_query(query: Query) -> re.Pattern[str] | None:
    """Return the regular expression of a query; None where nothing is sought.

    Raises UsageError with what is wrong in the user's own.
    """
    words = [re.escape(word) for word in query.text.split()]
    if not words:
        return None
    source = query.text if query.is_pattern else r"\s+".join(words)
    if query.whole_words:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    flags = re.MULTILINE if query.match_case else re.MULTILINE | re.IGNORECASE
    try:
        if query.is_pattern:
            re.compile(query.text)
        return re.compile(source, flags)
    except (re.error, RecursionError, OverflowError) as error:
        raise UsageError(f"This is no regular expression: {error}.") from error
