"""The memory that a store holds: for a text that is proposed on, and string by string to be looked at."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from core.annotation.scheme import Scheme
from core.engine.proposal import Proposal
from core.learning.evidence import Remembered, remembered_of
from core.learning.habits import Habits
from core.learning.memory import Memory
from core.learning.pieces import runs
from core.store.decisions import Decision, decisions_on, newest_decisions, with_surroundings
from core.store.pins import Order, known_strings, pins_on
from core.store.reader import StoreReader

PAGE = 200


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
    wanted = _in_scheme(newest_decisions(store, layer), scheme)
    strings = {
        surface: _remembered(
            store, surface, _in_scheme(decisions.get(surface, ()), scheme), pins.get(surface), scheme
        )
        for surface in {**decisions, **pins}
    }
    known = {surface: one for surface, one in strings.items() if not one.is_empty}
    return Memory(known, Habits(with_surroundings(store, wanted)))


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


def _remembered(
    store: StoreReader, surface: str, decisions: Sequence[Decision], pin: str | None, scheme: Scheme
) -> Remembered:
    """Return what is remembered of a string; the text around is read only where it tells something."""
    remembered = remembered_of(surface, decisions, _pin(pin, scheme))
    if remembered.evidence.mixed or (surface.islower() and remembered.evidence.accepted):
        return remembered_of(surface, with_surroundings(store, decisions), remembered.pin)
    return remembered


def _pin(pin: str | None, scheme: Scheme) -> str | None:
    """Return a pin, unless its label is not in the scheme in force."""
    return None if pin and pin not in scheme else pin


def _in_scheme(decisions: Iterable[Decision], scheme: Scheme) -> list[Decision]:
    return [one for one in decisions if one.label in scheme]
