"""A proposed span: what is said about a stretch of text, how sure that is, and which part says so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that the engine proposes.

    `start` and `end` count Unicode code points of the article's text, `end` exclusive. `score` lies
    between 0 and 1 and orders spans by how likely they are right. `origin` names who proposed it:
    `engine:NAME@VERSION` for the statistical model, `rule:ID` for a rule, `gazetteer:NAME` for a
    list of names, `article:PASS` for what was carried over from elsewhere in the same article.
    """

    start: int
    end: int
    label: str
    score: float
    origin: str

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Proposal") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end
