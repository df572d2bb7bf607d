"""What a consistency check reports, and the act that would mend it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.edits.resize import resize
from core.annotation.span import Span
from core.errors import EditError


@dataclass(frozen=True, slots=True)
class Repair:
    """An act on the finding's span, or for `add` on its place: accept, reject, relabel, resize or add.

    `label` is the new one; `start` and `end` are the new place of a resized span.
    """

    action: Action
    label: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something at `[start, end)` of an article that is not consistent; both 0 where it is about no place.

    `message` explains itself in a sentence. `span_id` is empty where no span is there.
    """

    check: str
    article_id: str
    layer: str
    start: int
    end: int
    label: str
    message: str
    span_id: str = ""
    repair: Repair | None = None

    @property
    def id(self) -> str:
        """What it is known by when it is waived: the same as long as check, place and label are."""
        named = (self.check, self.article_id, self.layer, str(self.start), str(self.end), self.label)
        return hashlib.sha256("\0".join(named).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def about(
    check: str, annotated: AnnotatedArticle, span: Span, message: str, repair: Repair | None = None
) -> Finding:
    """Return a finding about a span."""
    return Finding(
        check, annotated.article.id, annotated.layer, *span.place, span.label, message, span.id, repair
    )


def mend(annotated: AnnotatedArticle, finding: Finding, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections of a finding's repair.

    Raises EditError where it has none, or its span is no longer as it was found.
    """
    return tuple(_mend(annotated, finding, batch))


def _mend(annotated: AnnotatedArticle, finding: Finding, batch: Batch) -> Iterator[Correction]:
    repair = finding.repair
    if repair is None:
        raise EditError("This finding has no repair of its own.", "Open the article there, or waive it.")
    if repair.action is Action.ADD:
        yield from add(annotated, finding.start, finding.end, repair.label, batch)
        return
    span = annotated.get(finding.span_id)
    if span is None or (*span.place, span.label) != (finding.start, finding.end, finding.label):
        raise EditError("The span has changed since it was found.", "Run the checks again.")
    if repair.action is Action.RESIZE:
        yield from resize(annotated, span, repair.start, repair.end, batch)
    elif repair.action is Action.RELABEL:
        yield from relabel([span], repair.label, batch)
    elif repair.action is Action.ACCEPT:
        yield from accept([span], batch)
    else:
        yield from reject([span], batch, annotated.relations)
