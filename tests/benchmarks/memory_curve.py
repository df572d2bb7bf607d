"""What the memory saves: corrections per 1,000 words, article after article of one source.

    python tests/benchmarks/memory_curve.py FOLDER [--engine NAME] [--stretches N]

FOLDER holds JSON lines with `text` and `spans` (the data folder's `unified/dev`), one file a source. Its
articles are decided in their order as its gold has them: a right proposal is accepted for nothing, a wrong
label, a wrong edge, a wrong or a missed span cost one correction each. Labels that the source does not
annotate are left out. Printed for each stretch of the source: corrections per 1,000 words with the engine
alone, and with what was decided in the articles before.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.engine.catalogue import DEFAULT_ENGINE, load_engine
from core.engine.proposal import Proposal
from core.learning.memory import Evidence, Memory

MASKED = {"MISC", "NOMINAL"}
Gold = dict[tuple[int, int], str]


@dataclass
class Decided:
    """What was decided so far, as the store would hold it."""

    accepted: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    rejected: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    added: Counter[str] = field(default_factory=Counter)

    def memory(self) -> Memory:
        """Return the memory of it."""
        surfaces = {*self.accepted, *self.rejected}
        return Memory(
            {one: Evidence(self.accepted[one], self.rejected[one], self.added[one]) for one in surfaces}
        )


def correct(text: str, proposals: Iterable[Proposal], gold: Gold, decided: Decided) -> int:
    """Correct proposals until they are the gold; return how many corrections that took."""
    corrections, left = 0, dict(gold)
    rest = []
    for one in proposals:
        label = left.pop((one.start, one.end), None)
        if label is None:
            rest.append(one)
            continue
        corrections += label != one.label
        decided.accepted[text[one.start : one.end]][label] += 1
    for one in rest:
        corrections += 1
        crossed = next((place for place in left if place[0] < one.end and one.start < place[1]), None)
        if crossed is None:
            decided.rejected[text[one.start : one.end]][one.label] += 1
        else:
            decided.accepted[text[slice(*crossed)]][left.pop(crossed)] += 1
    for place, label in left.items():
        corrections += 1
        decided.accepted[text[slice(*place)]][label] += 1
        decided.added[text[slice(*place)]] += 1
    return corrections


def rates(costs: Sequence[tuple[int, int]], stretches: int) -> list[float]:
    """Return corrections per 1,000 words in equal stretches of (corrections, words)."""
    found = []
    for number in range(stretches):
        part = costs[number * len(costs) // stretches : (number + 1) * len(costs) // stretches]
        found.append(1000 * sum(cost for cost, _ in part) / max(1, sum(words for _, words in part)))
    return found


def main() -> None:
    """Replay each source and print its two curves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default=DEFAULT_ENGINE)
    parser.add_argument("--stretches", type=int, default=4)
    options = parser.parse_args()
    engine = load_engine(options.engine)
    for file in sorted(options.folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        counts = Counter(span["label"] for row in rows for span in row["spans"])
        labels = {label for label, number in counts.items() if number >= 10} - MASKED
        alone: list[tuple[int, int]] = []
        remembered: list[tuple[int, int]] = []
        decided = Decided()
        for row, found in zip(rows, engine.propose_many([row["text"] for row in rows]), strict=True):
            text, words = row["text"], len(row["text"].split())
            gold = {
                (one["start"], one["end"]): one["label"] for one in row["spans"] if one["label"] in labels
            }
            wanted = [one for one in found if one.label in labels]
            recalled = [one.proposal for one in decided.memory().recall(text, wanted)]
            alone.append((correct(text, wanted, gold, Decided()), words))
            remembered.append((correct(text, recalled, gold, decided), words))
        print(f"{file.stem} ({len(rows)} articles)")
        for name, costs in (("engine alone", alone), ("with memory", remembered)):
            print(f"  {name:13}", "  ".join(f"{rate:6.1f}" for rate in rates(costs, options.stretches)))


if __name__ == "__main__":
    main()
