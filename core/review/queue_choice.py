"""In which order the articles of a layer are worked through, and which of them: chosen, and remembered."""

import json
from dataclasses import asdict, dataclass, field, replace

from core.annotation.correction import Status
from core.annotation.scheme import Scheme
from core.progress import Progress
from core.review.queue import Order, Queue, make_queue
from core.store.queueing import QueueFilter
from core.store.reader import StoreReader
from core.store.store import Store

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

_NOT_REVIEWED = frozenset(Status) - {Status.REVIEWED}


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


def make_chosen(
    store: StoreReader, layer: str, choice: QueueChoice, scheme: Scheme, progress: Progress | None = None
) -> Queue | None:
    """Return the queue of a choice; None where it is the usual one.

    The order by disagreement compares with all other layers, that by findings runs the checks first:
    it may take minutes. Raises CancelledError.
    """
    if choice.is_usual:
        return None
    progress = progress or Progress()
    others, findings = [], []
    if choice.order is Order.DISAGREEMENT:
        others = [name for name in store.names("layer") if name != layer]
    if choice.order is Order.FINDINGS:
        from core.review.auditing import audit_apart

        pages = audit_apart(store.path, layer, scheme, progress)
        findings = [finding.article_id for page in pages for finding, _title in page]
    wanted = replace(choice.wanted, statuses=choice.wanted.statuses or _NOT_REVIEWED)
    return make_queue(store, layer, choice.order, wanted, seed=choice.seed, others=others, findings=findings)


def remember_choice(store: Store, layer: str, choice: QueueChoice) -> None:
    """Have the store remember how a layer is queued."""
    store.set_setting(_key(layer), json.dumps(asdict(choice), default=sorted))


def remembered_choice(store: StoreReader, layer: str) -> QueueChoice:
    """Return how a layer was queued last; the usual way where nobody chose, or it cannot be read."""
    try:
        kept = json.loads(store.setting(_key(layer), "{}"))
        wanted = kept.get("wanted", {})
        statuses = frozenset(map(Status, wanted.pop("statuses", ())))
        return QueueChoice(
            Order(kept.get("order", Order.IMPORT)),
            QueueFilter(statuses=statuses, **wanted),
            int(kept.get("seed", 0)),
        )
    except (ValueError, TypeError, AttributeError):
        return QueueChoice()


def _key(layer: str) -> str:
    return f"queue, {layer}"
