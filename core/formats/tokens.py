"""Words and sentences for formats that know tokens alone: simple, fast, the same every time."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

Place = tuple[int, int]

_MARKS = "\u0300-\u036f\u200d\ufe0f"
_TOKEN = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}|\d+(?:[.,]\d+)+|(?:[^\W_][{_MARKS}]*)+(?:['’](?:[^\W_][{_MARKS}]*)+)*|[^\s][{_MARKS}]*"
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-z])|\n[ \t]*\r?\n\s*|\r?\n")


@lru_cache(maxsize=1)
def tokens_of(text: str) -> Sequence[Place]:
    """Return the places of words, numbers and single signs; white space is in none."""
    return [match.span() for match in _TOKEN.finditer(text)]


def cut_at(tokens: Sequence[Place], edges: set[int]) -> list[Place]:
    """Return the tokens, those that hold an edge inside cut there: then every span fits."""
    sorted_edges = sorted(edges)
    cut: list[Place] = []
    for start, end in tokens:
        inside = sorted_edges[bisect_right(sorted_edges, start) : bisect_left(sorted_edges, end)]
        bounds = [start, *inside, end]
        cut += pairwise(bounds)
    return cut


def sentences_of(text: str, tokens: Sequence[Place], spans: Sequence[Place] = ()) -> list[list[Place]]:
    """Return the tokens by sentence; a sentence ends at a full stop or a line break, never in a span."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    ordered = sorted(spans)
    ends = _outside(ends, ordered)
    sentences: list[list[Place]] = [[]]
    at = 0
    for token in tokens:
        while at < len(ends) and ends[at] <= token[0]:
            at += 1
            if sentences[-1]:
                sentences.append([])
        sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]


def covered(tokens: Sequence[Place], start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last token that share a character with `[start, end)`, or None."""
    first = bisect_right(tokens, start, key=lambda token: token[1])
    last = bisect_left(tokens, end, key=lambda token: token[0]) - 1
    return (first, last) if first <= last else None


def _outside(ends: list[int], spans: Sequence[Place]) -> list[int]:
    """Return the ends that lie in no span."""
    kept, at, reach = [], 0, 0
    for end in ends:
        while at < len(spans) and spans[at][0] < end:
            reach = max(reach, spans[at][1])
            at += 1
        if reach <= end:
            kept.append(end)
    return kept
