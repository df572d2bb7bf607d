"""Headlines in title case, where a capital letter says nothing about a word."""

import re
from collections.abc import Iterator, Sequence

from core.engine.labels import NAMES
from core.engine.proposal import Proposal

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_FEWEST_WORDS = 5
_CAPITAL_SHARE = 0.75
_LONG_NAME = 4


def is_headline(line: str) -> bool:
    """Whether a line is in title case: no sentence's end, nearly all of its longer words with a capital."""
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    if len(words) < _FEWEST_WORDS or line.rstrip().endswith((".", "!", "?", '"', "”")):
        return False
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) >= _CAPITAL_SHARE * len(words)


def without_headline_runs(text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals without long names in headlines: there the model joins words that are no name."""
    headlines = list(_headlines(text))
    return [proposal for proposal in proposals if not _is_run(text, proposal, headlines)]


def _headlines(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        if is_headline(line.group()):
            yield line.span()


def _is_run(text: str, proposal: Proposal, headlines: Sequence[tuple[int, int]]) -> bool:
    if proposal.label not in NAMES or len(text[proposal.start : proposal.end].split()) < _LONG_NAME:
        return False
    return any(start <= proposal.start and proposal.end <= end for start, end in headlines)
