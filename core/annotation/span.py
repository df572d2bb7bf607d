"""A labelled stretch of an article's text, and how spans lie to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from core.annotation.identity import new_id


class State(StrEnum):
    """What has been decided about a span."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


HUMAN = "human"
"""The origin of a span that a person made."""
MEMORY = "memory"
"""The origin of a proposal that goes by what people decided before."""

GOLD = "gold"
"""The layer of what was adjudicated: nobody's own, and no engine proposes into it by itself."""


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)` of an article's text, in code points, with a label.

    `origin` says who made it: `engine:NAME@VERSION`, `rule:ID`, `memory`, `human`, `import:FORMAT`.
    `score` is 0 to 1, or None where nobody gave one. `annotator` is who touched it last.
    """

    start: int
    end: int
    label: str
    layer: str
    state: State = State.PROPOSED
    origin: str = HUMAN
    score: float | None = None
    annotator: str = ""
    note: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    id: str = field(default_factory=new_id)

    @property
    def decided(self) -> bool:
        """Whether a person has accepted or rejected it."""
        return self.state is not State.PROPOSED

    @property
    def place(self) -> tuple[int, int]:
        """Its start and end."""
        return self.start, self.end

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Reading order: by start, the longer first, then by id (which is by age)."""
        return self.start, -self.end, self.id

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a code point with `[start, end)`."""
        return self.start < end and start < self.end

    def contains(self, start: int, end: int) -> bool:
        """Whether `[start, end)` lies inside it (or equals it)."""
        return self.start <= start and end <= self.end

    def doubtful(self, threshold: float) -> bool:
        """Whether it is undecided and its score is below the engine's threshold."""
        return not self.decided and self.score is not None and self.score < threshold

    def to_json(self) -> dict[str, Any]:
        """Return its JSON, as corrections keep it."""
        return {
            "id": self.id,
            "layer": self.layer,
            "start": self.start,
            "end": self.end,
            "label": self.label,
            "state": str(self.state),
            "origin": self.origin,
            "score": self.score,
            "annotator": self.annotator,
            "note": self.note,
            "meta": dict(self.meta),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Span":
        """Return the span of `to_json`'s JSON. Raises KeyError or ValueError where it is not one."""
        return cls(**{**data, "state": State(data["state"])})

    def changed(self, **fields: Any) -> "Span":
        """Return a copy with some fields changed."""
        return replace(self, **fields)
