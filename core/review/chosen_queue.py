"""The queue of a choice: made, and the choice remembered in the store."""

import json
from dataclasses import asdict, replace

from core.annotation.correction import Status
from core.annotation.scheme import Scheme
from core.progress import Progress
from core.review.queue import Queue, make_queue
from core.review.queue_choice import Order, QueueChoice
from core.store.queue_filter import QueueFilter
from core.store.reader import StoreReader
from core.store.store import Store

_NOT_REVIEWED = frozenset(Status) - {Status.REVIEWED}


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
