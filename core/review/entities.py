"""The entities of the corpus: counted, and decided at once, all their spans in all articles as one batch."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from core.annotation.correction import Batch, Correction
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.apart import apart
from core.progress import Progress
from core.store.entities import spans_of_entity
from core.store.entity_counting import TOO_MANY, corrections_behind, refresh_entities
from core.store.occurrences import relations_of
from core.store.store import Store


class EntityAct(StrEnum):
    """What is done with the spans of entities."""

    ACCEPT = "accept"
    RELABEL = "relabel"
    REJECT = "reject"


def bring_up_to_date(store: Store, layer: str, progress: Progress) -> None:
    """Bring the counts of a layer's entities up to date; where much is to be counted, in another process.

    Raises what `refresh_entities` and `core.apart.apart` do.
    """
    if corrections_behind(store, layer) <= TOO_MANY:
        refresh_entities(store, layer, progress)
        return
    for _nothing in apart(partial(_refresh, store.path, layer), progress):
        pass


def _refresh(path: Path, layer: str, progress: Progress) -> Iterable[None]:
    with Store.open(path, create=False) as store:
        refresh_entities(store, layer, progress)
    return ()


def decide_entities(
    store: Store,
    entities: Iterable[str],
    act: EntityAct,
    batch: Batch,
    label: str = "",
    only_undecided: bool = False,
) -> tuple[Correction, ...]:
    """Do an act on the spans of entities in the batch's layer, commit it and return the corrections.

    `label` is the new one of a relabel, and else the one that spans must have (empty: any). Rejected
    spans stay rejected. Raises what `Store.commit` raises; nothing is written then.
    """
    of_label = label if act is not EntityAct.RELABEL else ""
    spans = [
        (article_id, span)
        for entity in entities
        for article_id, span in spans_of_entity(store, batch.layer, entity)
        if span.state is not State.REJECTED
        and of_label in ("", span.label)
        and not (only_undecided and span.decided)
    ]
    relations = relations_of(store, (span for _, span in spans)) if act is EntityAct.REJECT else ()
    corrections = tuple(
        correction
        for article_id, span in spans
        for correction in _ACTS[act]([span], label, replace(batch, article_id=article_id), relations)
    )
    store.commit(corrections)
    return corrections


_Make = Callable[[Iterable[Span], str, Batch, Sequence[Relation]], Sequence[Correction]]
_ACTS: dict[EntityAct, _Make] = {
    EntityAct.ACCEPT: lambda spans, _, batch, __: accept(spans, batch),
    EntityAct.RELABEL: lambda spans, label, batch, _: relabel(spans, label, batch),
    EntityAct.REJECT: lambda spans, _, batch, relations: reject(spans, batch, relations),
}
