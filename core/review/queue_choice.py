"""In which order the articles of a layer are worked through, and which of them: values, cheap to import."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.annotation.correction import Status
from core.store.queue_filter import QueueFilter


class Order(StrEnum):
    """By what the queue is ordered."""

    IMPORT = "import"
    UNSURE = "unsure"
    UNDECIDED = "undecided"
    DISAGREEMENT = "disagreement"
    FLAGGED = "flagged"
    FINDINGS = "findings"
    RANDOM = "random"


ORDER_WORDS = {
    Order.IMPORT: "In order of import",
    Order.UNSURE: "Least sure first",
    Order.UNDECIDED: "Most undecided first",
    Order.DISAGREEMENT: "Most disagreement first",
    Order.FLAGGED: "Flagged ones",
    Order.FINDINGS: "Most findings first",
    Order.RANDOM: "At random",
}
"""What the orders are called."""


@dataclass(frozen=True, slots=True)
class QueueChoice:
    """An order, a filter (without a status: all that is not reviewed), and the seed of the random order."""

    order: Order = Order.IMPORT
    wanted: QueueFilter = field(default_factory=QueueFilter)
    seed: int = 0

    @property
    def is_usual(self) -> bool:
        """Whether it is the order of import with nothing left out: that needs no queue."""
        return self.order is Order.IMPORT and self.wanted == QueueFilter()

    @property
    def filter_words(self) -> str:
        """Which articles the filter lets through, such as `with GPE, of anna`; empty: all."""
        wanted = self.wanted
        statuses = " or ".join(
            str(status).replace("_", " ") for status in Status if status in wanted.statuses
        )
        parts = (
            (statuses, statuses),
            (wanted.text, f"with “{wanted.text}”"),
            (wanted.label, f"with {wanted.label}"),
            (wanted.source, f"from {wanted.source}"),
            (wanted.annotator, f"of {wanted.annotator}"),
        )
        return ", ".join(words for value, words in parts if value)
