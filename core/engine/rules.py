"""Rules: patterns kept as data that find dates, times and numbers.

`resources/rules/NAME.toml` holds rows of `[[rule]]`: `id`, `label`, `strength` ("strong" stands against the
model, "weak" fills what is free), `score`, `pattern`, `needs` (strings of which the text must hold one for
the pattern to be worth running) and `examples`, sentences in which [brackets] show what the rule finds.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from core import assets
from core.engine.proposal import Proposal

STRONG = "strong"
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Rule:
    """A pattern that proposes spans of one label."""

    id: str
    label: str
    strength: str
    score: float
    pattern: str
    needs: tuple[str, ...]
    examples: tuple[str, ...]

    @property
    def is_strong(self) -> bool:
        """Whether it stands against the model's dates and numbers."""
        return self.strength == STRONG

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The compiled pattern. Raises re.error for a pattern that is none."""
        return re.compile(self.pattern, re.VERBOSE)

    def find(self, text: str) -> Iterator[Proposal]:
        """Yield what the rule proposes, from left to right."""
        if self.needs and not any(need in text for need in self.needs):
            return
        for match in self.expression.finditer(text):
            start, end = match.span()
            if start < end:
                yield self.proposal(start, end)

    def proposal(self, start: int, end: int) -> Proposal:
        """Return what the rule proposes at a place."""
        return Proposal(start, end, self.label, self.score, f"rule:{self.id}")


def load_rules(names: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules of `resources/rules/NAME.toml`, in the order of the names and of the rows.

    Raises FileNotFoundError for a name without a file.
    """
    rows = (row for name in names for row in tomllib.loads(assets.read_text("rules", f"{name}.toml"))["rule"])
    return tuple(
        Rule(
            id=row["id"],
            label=row["label"],
            strength=row["strength"],
            score=row["score"],
            pattern=fill(row["pattern"]),
            needs=tuple(row.get("needs", ())),
            examples=tuple(row["examples"]),
        )
        for row in rows
    )


def fill(pattern: str) -> str:
    """Return a pattern with the parts that it names in braces. Raises KeyError for an unknown one."""
    return _fill(pattern, _fragments())


@cache
def _fragments() -> Mapping[str, str]:
    expanded: dict[str, str] = {}
    for name, pattern in tomllib.loads(assets.read_text("rules", "fragments.toml"))["fragments"].items():
        expanded[name] = f"(?:{_fill(pattern, expanded)})"
    return expanded


def _fill(pattern: str, fragments: Mapping[str, str]) -> str:
    return _FRAGMENT.sub(lambda match: fragments[match.group(1)], pattern)
