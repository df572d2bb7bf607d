"""Which articles are worked through: a value, apart from what reads them, to be had when a window starts."""

from dataclasses import dataclass

from core.annotation.correction import Status


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which articles come into the queue; what is empty lets any through.

    `text` is sought as in the library, `label` is that of a span in the layer, `source` a beginning of
    the article's source, `annotator` whom it is assigned to.
    """

    text: str = ""
    statuses: frozenset[Status] = frozenset()
    label: str = ""
    source: str = ""
    annotator: str = ""
