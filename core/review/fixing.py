"""The same act on many occurrences in many articles: one batch, all of it or nothing, one undo."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.annotation.correction import Action, Batch, Correction
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.relation import Relation
from core.annotation.span import HUMAN, Span, State
from core.progress import Progress
from core.review.occurrences import Hit, Kind
from core.store.occurrences import relations_of, spans_over
from core.store.store import Store

_AT_ONCE = 500


class Act(StrEnum):
    """What is done with the occurrences.

    `add` makes a span at each, `relabel` gives the spans there the label, `resize` gives the one span
    there the occurrence's edges, `reject` rejects the spans there (those that a person made go). `give`
    does what each needs to be a span of the label with the occurrence's edges.
    """

    ADD = "add"
    RELABEL = "relabel"
    RESIZE = "resize"
    REJECT = "reject"
    GIVE = "give"


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was done: the corrections of one batch, and how many occurrences had changed meanwhile."""

    corrections: tuple[Correction, ...]
    changed: int

    @property
    def batch(self) -> str:
        """The id of the batch, or empty where there was nothing to do."""
        return self.corrections[0].batch if self.corrections else ""

    @property
    def articles(self) -> int:
        """How many articles were touched."""
        return len({one.article_id for one in self.corrections})


def fix(
    store: Store, hits: Sequence[Hit], act: Act, label: str, batch: Batch, progress: Progress | None = None
) -> Fixed:
    """Do an act on occurrences and commit it: in the batch's layer, durable when it returns.

    An occurrence at which the spans are no longer as they were found is left alone and counted. The
    store backs itself up first where the articles are more than its rules say. Raises CancelledError
    before anything was written, and what `Store.commit` raises.
    """
    corrections: list[Correction] = []
    changed = 0
    progress = progress or Progress()
    for first in progress.over(range(0, len(hits), _AT_ONCE), what="preparing"):
        some = hits[first : first + _AT_ONCE]
        there = spans_over(store, batch.layer, [hit.place for hit in some])
        as_found = [hit for hit in some if there[hit.place] == hit.spans]
        changed += len(some) - len(as_found)
        relations = relations_of(store, (span for hit in as_found for span in hit.spans))
        corrections += _corrections(as_found, act, label, batch, relations)
    progress.check()
    store.commit(corrections)
    return Fixed(tuple(corrections), changed)


def _corrections(
    hits: Iterable[Hit], act: Act, label: str, batch: Batch, relations: Sequence[Relation]
) -> Iterator[Correction]:
    taken: set[str] = set()
    for hit in hits:
        # A span over two occurrences is not to be changed twice.
        if taken.isdisjoint(span.id for span in hit.spans) or act is Act.ADD:
            taken.update(span.id for span in hit.spans)
            yield from _ACTS[act](hit, label, replace(batch, article_id=hit.article_id), relations)


def _add(hit: Hit, label: str, batch: Batch, _: Sequence[Relation]) -> Iterable[Correction]:
    twins = [span for span in hit.spans if span.place == hit.place[1:] and span.label == label]
    if twins:
        return accept(twins, batch)
    span = Span(hit.start, hit.end, label, batch.layer, State.ACCEPTED, HUMAN, annotator=batch.annotator)
    return (batch.correction(Action.ADD, None, span),)


def _relabel(hit: Hit, label: str, batch: Batch, _: Sequence[Relation]) -> Iterable[Correction]:
    return relabel(_standing(hit), label, batch)


def _reject(hit: Hit, _: str, batch: Batch, relations: Sequence[Relation]) -> Iterable[Correction]:
    return reject(_standing(hit), batch, relations)


def _resize(hit: Hit, _: str, batch: Batch, __: Sequence[Relation]) -> Iterable[Correction]:
    spans = _standing(hit)
    if len(spans) != 1 or spans[0].place == hit.place[1:]:
        return ()
    after = spans[0].changed(start=hit.start, end=hit.end, state=State.ACCEPTED, annotator=batch.annotator)
    return (batch.correction(Action.RESIZE, spans[0], after),)


def _give(hit: Hit, label: str, batch: Batch, relations: Sequence[Relation]) -> Iterable[Correction]:
    if hit.kind in (Kind.UNTAGGED, Kind.SAME):
        return _add(hit, label, batch, relations)
    if hit.kind is Kind.OTHER_LABEL:
        return relabel([span for span in _standing(hit) if span.place == hit.place[1:]], label, batch)
    resized = tuple(_resize(hit, label, batch, relations))
    spans = [one.after for one in resized if isinstance(one.after, Span) and one.after.label != label]
    return (*resized, *relabel(spans, label, batch))


def _standing(hit: Hit) -> list[Span]:
    return [span for span in hit.spans if span.state is not State.REJECTED]


_ACTS: dict[Act, Callable[[Hit, str, Batch, Sequence[Relation]], Iterable[Correction]]] = {
    Act.ADD: _add,
    Act.RELABEL: _relabel,
    Act.RESIZE: _resize,
    Act.REJECT: _reject,
    Act.GIVE: _give,
}
