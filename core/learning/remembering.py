"""The memory that a store holds: for a text that is proposed on, and string by string to be looked at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.annotation.scheme import Scheme
from core.engine.proposal import Proposal
from core.learning.evidence import Remembered, evidence_of, remembered_of
from core.learning.habits import Habits
from core.learning.memory import Memory
from core.learning.pieces import runs
from core.store.decisions import Decision, decisions_on, newest_decisions, with_surroundings
from core.store.pins import Order, known_strings, pins_on
from core.store.reader import StoreReader

PAGE = 200
_TOLD_BY_WORDS = 8
"""Of how many decisions on a string the text around is read: the newest."""


def memory_for(
    store: StoreReader,
    layer: str,
    text: str,
    proposals: Collection[Proposal],
    scheme: Scheme,
    part: tuple[int, int] | None = None,
) -> Memory:
    """Return what is remembered in a layer of the strings in `part` of a text (None: all of it).

    Only the labels of `scheme` count. It takes some milliseconds, however large the store:
    each string and the layer count by their newest decisions. Raises StoreError.
    """
    surfaces = {*runs(text, *(part or (0, len(text)))), *(text[one.start : one.end] for one in proposals)}
    decisions = decisions_on(store, layer, surfaces)
    pins = pins_on(store, layer, surfaces)
    found = {surface: _in_scheme(decisions.get(surface, ()), scheme) for surface in {**decisions, **pins}}
    asked = {surface for surface, some in found.items() if _asks_for_text(surface, some)}
    newest = _in_scheme(newest_decisions(store, layer), scheme)
    told = (one for surface in asked for one in found[surface][:_TOLD_BY_WORDS])
    seen = {one.span_id: one for one in with_surroundings(store, {*newest, *told})}
    strings = {}
    for surface, some in found.items():
        with_text = [seen.get(one.span_id, one) for one in some] if surface in asked else some
        remembered = remembered_of(surface, with_text, _pin(pins.get(surface), scheme))
        if not remembered.is_empty:
            strings[surface] = remembered
    return Memory(strings, Habits(seen[one.span_id] for one in newest))


@dataclass(frozen=True, slots=True)
class KnownString:
    """A string with what is remembered of it."""

    surface: str
    remembered: Remembered


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the strings that are known; `next` is where the following page begins, None on the last."""

    strings: tuple[KnownString, ...]
    next: int | None


def known_page(
    store: StoreReader,
    layer: str,
    scheme: Scheme,
    text: str = "",
    order: Order = "often",
    offset: int = 0,
    limit: int = PAGE,
) -> Page:
    """Return a page of the strings with `text` in them that something is remembered of. Raises StoreError."""
    surfaces = known_strings(store, layer, text, order, offset, limit)
    decisions, pins = decisions_on(store, layer, surfaces), pins_on(store, layer, surfaces)
    found = []
    for surface in surfaces:
        some = _in_scheme(decisions.get(surface, ()), scheme)
        remembered = remembered_of(surface, some, _pin(pins.get(surface), scheme))
        if not remembered.is_empty:
            found.append(KnownString(surface, remembered))
    return Page(tuple(found), offset + limit if len(surfaces) == limit else None)


def _asks_for_text(surface: str, decisions: Iterable[Decision]) -> bool:
    """Whether the text around tells more of a string: it is ambiguous, or made of common words."""
    evidence = evidence_of(surface, decisions)
    return evidence.mixed or (surface.islower() and bool(evidence.accepted))


def _pin(pin: str | None, scheme: Scheme) -> str | None:
    """Return a pin, unless its label is not in the scheme in force."""
    return None if pin and pin not in scheme else pin


def _in_scheme(decisions: Iterable[Decision], scheme: Scheme) -> list[Decision]:
    return [one for one in decisions if one.label in scheme]
