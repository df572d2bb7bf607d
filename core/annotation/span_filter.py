"""Which spans are shown, and can be walked through and clicked."""

from dataclasses import dataclass

from core.annotation.span import Span, State


@dataclass(frozen=True, slots=True)
class SpanFilter:
    """Shows rejected spans or not, accepted ones or not, those of one label (empty: of all)."""

    rejected: bool = False
    accepted: bool = True
    label: str = ""

    def shows(self, span: Span) -> bool:
        """Return whether a span is shown."""
        if span.state is State.REJECTED and not self.rejected:
            return False
        if span.state is State.ACCEPTED and not self.accepted:
            return False
        return self.label in ("", span.label)

    @property
    def hides(self) -> bool:
        """Whether anything is hidden that usually is shown."""
        return bool(self.label) or not self.accepted

    @property
    def words(self) -> str:
        """What is shown, such as `only undecided PERSON`; nothing where all is."""
        undecided = "" if self.accepted else "undecided"
        return " ".join(filter(None, ("only", undecided, self.label))) if self.hides else ""
