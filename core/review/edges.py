"""Edges that are a matter of habit: whether `the` and `'s` belong to a name."""

import re

_EDGE_WORDS = re.compile(r"(?:\W|_|\b(?:the|a|an|mr|mrs|ms|dr)\b|['’]s\b)*", re.IGNORECASE)


def differ_at_the_edges(longer: str, shorter: str) -> bool:
    """Whether one surface is the other with an article, a title, a possessive or punctuation at an edge.

    >>> differ_at_the_edges("the White House", "White House")
    True
    >>> differ_at_the_edges("Oslo Accords", "Oslo")
    False
    """
    at = longer.find(shorter)
    if at < 0 or len(longer) == len(shorter):
        return False
    return all(_EDGE_WORDS.fullmatch(rest) for rest in (longer[:at], longer[at + len(shorter) :]))
