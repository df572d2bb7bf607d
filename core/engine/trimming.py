"""Boundaries of a span: what stands at its edges and does not belong to it.

The words are data (`resources/rules/trimming.toml`): determiners, approximators ("about"), possessives and a
person's titles. A span never has white space or an opening or closing mark at an edge, nor a line break
inside.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core import assets
from core.engine.labels import NUMERIC
from core.engine.proposal import Proposal

_BEFORE = " \t\r\n\f\v\u00a0\"“”‘'’(),;:[]–—-/"
_AFTER = ' \t\r\n\f\v\u00a0"“”‘(,;:[–—-/'
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]")


@dataclass(frozen=True)
class Trimming:
    """Compiled edges: one expression for each kind of span."""

    numeric_start: re.Pattern[str]
    name_start: re.Pattern[str]
    title_start: re.Pattern[str]
    possessive_end: re.Pattern[str]

    def trim(self, text: str, proposal: Proposal) -> Proposal | None:
        """Return the proposal within its proper boundaries, or None if nothing is left of it."""
        start, end = self._bare(text, proposal.start, proposal.end)
        if broken := _LINE_BREAK.search(text, start, end):
            start, end = self._bare(text, start, broken.start())
        start = self._cut_start(text, start, end, proposal.label)
        if found := self.possessive_end.search(text, start, end):
            end = found.start()
        start, end = self._bare(text, start, end)
        if start >= end:
            return None
        if (start, end) == (proposal.start, proposal.end):
            return proposal
        return replace(proposal, start=start, end=end)

    def trim_all(self, text: str, proposals: Iterable[Proposal]) -> list[Proposal]:
        """Return the proposals within their proper boundaries, without those of which nothing is left."""
        return [kept for kept in (self.trim(text, proposal) for proposal in proposals) if kept]

    @staticmethod
    def _bare(text: str, start: int, end: int) -> tuple[int, int]:
        while start < end and (text[start] in _BEFORE or text[start].isspace()):
            start += 1
        while start < end and (text[end - 1] in _AFTER or text[end - 1].isspace()):
            end -= 1
        if text.startswith(")", end - 1) and "(" not in text[start:end]:
            end -= 1
        return start, end

    def _cut_start(self, text: str, start: int, end: int, label: str) -> int:
        edges = [self.numeric_start if label in NUMERIC else self.name_start]
        if label == "PERSON":
            edges.append(self.title_start)
        for edge in edges:
            while (found := edge.match(text, start, end)) and found.end() < end:
                start = found.end()
        return start


def load_trimming() -> Trimming:
    """Return the edges described by `resources/rules/trimming.toml`."""
    words = tomllib.loads(assets.read_text("rules", "trimming.toml"))
    determiners = words["determiners"]
    before_numbers = [word for word in determiners if word not in words["kept_before_numbers"]]
    possessives = sorted(words["possessives"], key=len, reverse=True)
    return Trimming(
        numeric_start=_leading(before_numbers + words["approximators"], re.IGNORECASE),
        name_start=_leading(determiners, re.IGNORECASE),
        title_start=_leading(words["titles"], re.NOFLAG),
        possessive_end=re.compile(f"(?<=.)(?:{_either(possessives)})\\Z", re.DOTALL),
    )


def _leading(words: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(sorted(words, key=len, reverse=True))})\s+", flags)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)
