"""A proposed span: what is said about a stretch of text, how sure that is, and which part says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

MODEL_STAGE = "engine"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that the engine proposes.

    `start` and `end` count Unicode code points of the article's text, `end` exclusive. `score` lies
    between 0 and 1 and orders spans by how likely they are right. `origin` names who proposed it:
    `engine:NAME@VERSION` for the statistical model, `rule:ID` for a rule, `gazetteer:NAME` for a
    list of names, `article:PASS` for what was carried over from elsewhere in the same article.
    `opinions` are what other stages proposed at this place, overruled or in agreement; they make no
    other proposal of it and have none themselves.
    """

    start: int
    end: int
    label: str
    score: float
    origin: str
    opinions: tuple["Proposal", ...] = field(default=(), compare=False)

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def stage(self) -> str:
        """The kind of stage that proposes it: engine, rule, gazetteer, article or memory."""
        return self.origin.partition(":")[0]

    @property
    def support(self) -> str:
        """The stage with those that agree, such as `engine+gazetteer`."""
        agreeing = {opinion.stage for opinion in self.opinions if not self.differs(opinion)}
        return "+".join((self.stage, *sorted(agreeing)))

    def overlaps(self, other: "Proposal") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def differs(self, other: "Proposal") -> bool:
        """Whether the two have another label or other boundaries."""
        return (self.start, self.end, self.label) != (other.start, other.end, other.label)

    def moved(self, offset: int) -> "Proposal":
        """Return the proposal for a text that begins `offset` code points earlier."""
        opinions = tuple(opinion.moved(offset) for opinion in self.opinions)
        return replace(self, start=self.start + offset, end=self.end + offset, opinions=opinions)

    def relabelled(self, label: str, score: float, origin: str) -> "Proposal":
        """Return the proposal as another stage would have it; what it was before stays as an opinion."""
        return Proposal(self.start, self.end, label, score, origin, (*self.opinions, self._alone()))

    def hearing(self, loser: "Proposal") -> "Proposal":
        """Return the proposal with the opinion of one that it stands against, where that tells something.

        One of the same stage tells nothing, nor does a rule or a list that only found a part ("Korean" in
        "Korean War").
        """
        is_part = self.start <= loser.start and loser.end <= self.end and len(loser) < len(self)
        if loser.stage == self.stage or (is_part and loser.stage != MODEL_STAGE):
            return self
        return replace(self, opinions=(*self.opinions, loser._alone()))

    def to_json(self) -> dict[str, Any]:
        """Return the proposal's fields; `opinions` only where there are some."""
        row: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "label": self.label,
            "score": self.score,
            "origin": self.origin,
        }
        if self.opinions:
            row["opinions"] = [opinion.to_json() for opinion in self.opinions]
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Return the proposal of what `to_json` returned."""
        opinions = tuple(map(cls.from_json, row.get("opinions", ())))
        return cls(row["start"], row["end"], row["label"], row["score"], row["origin"], opinions)

    def _alone(self) -> "Proposal":
        return replace(self, opinions=()) if self.opinions else self
