"""Which of several overlapping proposals stands: one flat set out of many proposals.

The stated precedence, highest first:

1. strong rules (money, percent, quantities, clock times, dates with a month or a year's range, named storms
   and wars: patterns that are hardly ever wrong), except within a longer name of the same label that the
   model found ("Chinese Civil War");
2. names found by the statistical model;
3. dates, times and numbers found by the statistical model, except where a weak rule has a longer span of that
   label;
4. weak rules (bare numbers, ordinals, durations), which fill what is still free;
5. the pass over the article (a surname after the full name, an acronym after its long form);
6. gazetteers (countries, capitals, nationalities, regions, organisations).

Within one tier the longer span wins, then the one that starts first. The pass over the article and the
gazetteers may also give a standing name another label; its boundaries stay, so nothing can overlap by that. A
name of which the model is not sure (a score below 0.5) gives way to the gazetteer's names inside it.
"""

from bisect import bisect_left
from collections.abc import Iterable

from core.engine.proposal import Proposal


class FlatSet:
    """Proposals of which no two overlap, in reading order; a newcomer enters only where it is free."""

    def __init__(self, proposals: Iterable[Proposal] = ()) -> None:
        self._starts: list[int] = []
        self._proposals: list[Proposal] = []
        self.fill(proposals)

    def fill(self, tier: Iterable[Proposal]) -> None:
        """Add a tier's proposals, the longest first, each only where nothing stands yet.

        What stands in the way of one hears its opinion.
        """
        for proposal in sorted(tier, key=lambda p: (-len(p), p.start)):
            first = bisect_left(self._starts, proposal.start)
            last = bisect_left(self._starts, proposal.end, first)
            if first and self._proposals[first - 1].end > proposal.start:
                first -= 1
            if first == last:
                self._starts.insert(first, proposal.start)
                self._proposals.insert(first, proposal)
            for place in range(first, last):
                self._proposals[place] = self._proposals[place].hearing(proposal)

    def in_order(self) -> list[Proposal]:
        """Return the proposals in reading order."""
        return list(self._proposals)


def resolve(*tiers: Iterable[Proposal]) -> list[Proposal]:
    """Return one flat set in reading order: an earlier tier stands against every later one."""
    flat = FlatSet()
    for tier in tiers:
        flat.fill(tier)
    return flat.in_order()
