"""The table of consistency checks. A row names its module as text, so that listing them imports none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from core.annotation.annotated_article import AnnotatedArticle
from core.errors import UsageError, near_match
from core.review.corpus import Corpus
from core.review.finding import Finding

Check = Callable[[AnnotatedArticle, Corpus], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A row: the check's name, what it is called where people read it, what it looks for."""

    name: str
    title: str
    text: str

    def load(self) -> Check:
        """Return the check itself."""
        check: Check = import_module(f"core.review.checks.{self.name}").check
        return check


CHECKS = (
    CheckRow("two_labels", "Two labels", "the same string has another label elsewhere"),
    CheckRow("edge_variants", "Edge variants", "the same name is tagged with other edges elsewhere"),
    CheckRow("untagged_twins", "Untagged twins", "a string that is tagged elsewhere is not tagged here"),
    CheckRow("overlaps", "Overlaps", "spans cross, or a label lies inside itself"),
    CheckRow("edges", "Edges", "white space or punctuation at an edge"),
    CheckRow("unknown_labels", "Unknown labels", "labels that the scheme does not have"),
    CheckRow("duplicates", "Duplicates", "the same label twice at one place"),
    CheckRow("hasty_decisions", "Hasty decisions", "decided in a moment against a sure engine"),
    CheckRow("flips", "Flips", "decided one way, then another, then again"),
)


def find_checks(names: Iterable[str] = ()) -> tuple[CheckRow, ...]:
    """Return the rows with these names, or all. Raises UsageError with the nearest name."""
    by_name = {row.name: row for row in CHECKS}
    for name in names:
        if name not in by_name:
            hint = near_match(name, by_name) or f"There are {', '.join(by_name)}."
            raise UsageError(f'There is no check "{name}".', hint)
    return tuple(by_name[name] for name in names) or CHECKS
