"""What an integrity check reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be.

    `kind` is damage, orphan, text, place, surface, replay, count, status, search or undo. The ids are
    empty where it is about no article, or no span.
    """

    kind: str
    article_id: str
    span_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How much was checked, and what was found."""

    articles: int
    spans: int
    corrections: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
