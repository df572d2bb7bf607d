"""The acts that a line of a script can name: what a person can do in the window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.merge import merge, merge_partner
from core.annotation.edits.note import note
from core.annotation.edits.propagate import propagate
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.edits.remove import remove
from core.annotation.edits.resize import resize
from core.annotation.edits.split import split
from core.annotation.edits.status import set_status
from core.annotation.scheme import Scheme
from core.annotation.span import Span, State
from core.errors import EditError, near_match
from core.formats.json_fields import integer, string

Corrections = tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A line of a script and what it is about."""

    annotated: AnnotatedArticle
    record: dict[str, Any]
    batch: Batch
    scheme: Scheme

    @property
    def place(self) -> tuple[int, int]:
        """The line's `start` and `end`. Raises ValueError where one is missing."""
        where = f'the action "{self.record["action"]}"'
        return integer(self.record, "start", where), integer(self.record, "end", where)

    @property
    def span(self) -> Span:
        """The span at the line's place, with its `label` if it names one; rather not a rejected one.

        Raises EditError where there is none, or several and the line names no label.
        """
        start, end = self.place
        there = self.annotated.at(start, end)
        label = string(self.record, "label")
        found = [span for span in there if label in ("", span.label)]
        if not found:
            what = f"{label} span" if label else "span"
            raise EditError(
                f'The layer "{self.annotated.layer}" has no {what} at {start} to {end}.', _else(there)
            )
        if len({span.label for span in found}) > 1:
            raise EditError(f"Several spans lie at {start} to {end}.", f'Give a "label". {_else(there)}')
        return min(found, key=lambda span: span.state is State.REJECTED)

    def label(self, key: str) -> str:
        """Return a label of the scheme, or one that the article has already. Raises EditError."""
        label = string(self.record, key)
        if not label:
            raise ValueError(f'the action "{self.record["action"]}" needs "{key}"')
        return label if self.annotated.count(label=label) else self.scheme.require(label).name

    def number(self, key: str, otherwise: int | None = None) -> int:
        """Return a whole number; `otherwise` where it is missing, if that is given."""
        if otherwise is not None and self.record.get(key) is None:
            return otherwise
        return integer(self.record, key, f'the action "{self.record["action"]}"')


def _else(there: list[Span]) -> str:
    return f"There is {', '.join(span.label for span in there)}." if there else ""


def _add(act: Act) -> Corrections:
    return add(act.annotated, *act.place, act.label("label"), act.batch)


def _accept(act: Act) -> Corrections:
    left = [span for span in act.annotated if not span.decided]
    return accept(left if act.record.get("all") is True else [act.span], act.batch)


def _reject(act: Act) -> Corrections:
    return reject([act.span], act.batch, act.annotated.relations)


def _remove(act: Act) -> Corrections:
    return remove([act.span], act.batch, act.annotated.relations)


def _relabel(act: Act) -> Corrections:
    return relabel([act.span], act.label("new_label"), act.batch)


def _resize(act: Act) -> Corrections:
    span = act.span
    if act.record.get("new_start") is None and act.record.get("new_end") is None:
        raise ValueError('the action "resize" needs "new_start" or "new_end"')
    start, end = act.number("new_start", span.start), act.number("new_end", span.end)
    return resize(act.annotated, span, start, end, act.batch)


def _split(act: Act) -> Corrections:
    return split(act.annotated, act.span, act.number("at"), act.batch)


def _merge(act: Act) -> Corrections:
    span = act.span
    return merge(span, merge_partner(act.annotated, span), act.batch, act.annotated.relations)


def _propagate(act: Act) -> Corrections:
    return propagate(act.annotated, act.span, act.batch)


def _note(act: Act) -> Corrections:
    if "note" not in act.record:
        raise ValueError('the action "note" needs "note"')
    return note(act.span, string(act.record, "note"), act.batch)


def _status(act: Act) -> Corrections:
    status = string(act.record, "status")
    if status not in list(Status):
        hint = near_match(status, Status) or f"There are {', '.join(Status)}."
        raise EditError(f'There is no status "{status}".', hint)
    return set_status(act.annotated, Status(status), act.batch)


ACTS: dict[str, Callable[[Act], Corrections]] = {
    "add": _add,
    "accept": _accept,
    "reject": _reject,
    "remove": _remove,
    "relabel": _relabel,
    "resize": _resize,
    "split": _split,
    "merge": _merge,
    "propagate": _propagate,
    "note": _note,
    "status": _status,
}
