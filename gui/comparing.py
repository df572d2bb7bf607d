"""Layers of the open article beside each other: where they differ, and what gold has of that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.annotation.annotated_article import AnnotatedArticle, Changes
from core.annotation.other_layers import OtherLayers
from core.annotation.side_by_side import SideBySide
from core.annotation.span import GOLD, Span, State

if TYPE_CHECKING:
    from core.review.adjudication import Comparison, Difference, Key, Kind
    from core.store.store import Store
    from gui.session import Session

Outcome = tuple[Span, ...] | None
"""What gold accepted of a difference; None: it is not settled."""

_REST_MS = 100
_ALL_AT_ONCE = 200
"""From this many changed places on, all is read again rather than looked up one by one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What the store told of an article: `outcomes` by where a difference starts.

    `above` and `below` are the differences by side, `settled` what of them is decided; `agreed` is what all
    layers have, `untaken` how much of that gold lacks.
    """

    comparison: Comparison
    above: OtherLayers
    below: OtherLayers
    agreed: AnnotatedArticle
    outcomes: dict[int, Outcome]
    settled: set[Key]
    untaken: int

    def settle(self, difference: Difference, outcome: Outcome) -> None:
        """Take what gold has of a difference now."""
        self.outcomes[difference.start] = outcome
        if outcome is None:
            self.settled.difference_update(difference.keys)
        else:
            self.settled.update(difference.keys)


class Comparing(QObject):
    """Follows the open article while it is shown.

    `layers` are compared, the first one above the words, the others below; `absent` are those of them that
    do not have this article; `differences` are those listed, in reading order. `changed`: other
    differences, or other outcomes; `moved`: another one is looked at; `keyboard_wanted`: the list of
    differences is what one works with now.
    """

    layers_changed = Signal()
    changed = Signal()
    moved = Signal()
    keyboard_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._question = 0
        self._is_shown = False
        self._compared: Compared | None = None
        self.names: tuple[str, ...] = ()
        """The layers of the store that can be compared."""
        self.layers: tuple[str, ...] = ()
        self.absent: tuple[str, ...] = ()
        self.kind: Kind | None = None
        """The kind of difference that is listed; None: all."""
        self.differences: tuple[Difference, ...] = ()
        self.current: Difference | None = None
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self._look)
        session.article_opened.connect(self._start)
        session.changed.connect(self._follow)
        session.library_changed.connect(self._soon.start)

    def show(self, shown: bool) -> None:
        """Say whether anybody sees it: only then is the store asked."""
        self._is_shown = shown
        self.names = ()
        self._look()
        self.changed.emit()

    def choose(self, layers: Sequence[str]) -> None:
        """Compare other layers."""
        self.layers = tuple(layers)
        self._forget()
        self._look()

    def choose_kind(self, kind: Kind | None) -> None:
        """List the differences of one kind alone, or all."""
        self.kind = kind
        self._list()
        self.changed.emit()

    # What there is

    @property
    def is_known(self) -> bool:
        """Whether the open article has been compared."""
        return self._compared is not None

    @property
    def untaken(self) -> int:
        """How many spans that all layers have gold lacks."""
        return self._compared.untaken if self._compared else 0

    def outcome(self, difference: Difference) -> Outcome:
        """Return what gold has of a difference of the open article."""
        return self._compared.outcomes.get(difference.start) if self._compared else None

    @property
    def sides(self) -> SideBySide | None:
        """What the article is to show: its differences that are not settled; None while gold is not open."""
        session, one = self._session, self._compared
        if not (self._is_shown and session.layer == GOLD and session.can_edit):
            return None
        if one is None:
            return SideBySide()
        place = (self.current.start, self.current.end) if self.current else None
        return SideBySide(one.above, one.below, one.agreed, frozenset(one.settled), place)

    # Going from one to the other

    def go(self, difference: Difference) -> None:
        """Look at a difference; no span is focused then."""
        self._session.set_focus(None)
        self.current = difference
        self.moved.emit()

    def next_open(self) -> Difference | None:
        """Return the next difference of those listed that is not settled, round the end."""
        listed, at = self.differences, self.current.start if self.current else -1
        behind = [one for one in listed if one.start > at]
        turn = (*behind, *listed[: len(listed) - len(behind)])
        return next((one for one in turn if self.outcome(one) is None), None)

    # Reading

    def _start(self) -> None:
        annotated, compared = self._session.annotated, self._compared
        if annotated is None or compared is None or compared.agreed.article.id != annotated.article.id:
            self._forget()
        self._look()

    def _forget(self) -> None:
        self._compared, self.current, self.absent = None, None, ()
        self._list()
        self.changed.emit()

    def _list(self) -> None:
        found = self._compared.comparison.differences if self._compared else ()
        self.differences = tuple(one for one in found if self.kind in (None, one.kind))

    def _look(self) -> None:
        session = self._session
        if not self._is_shown or session.annotated is None or not session.can_edit:
            return
        self._question += 1
        question, article_id = self._question, session.annotated.article.id
        names, layers, own = self.names, self.layers, session.annotator
        known = self._compared.comparison if self._compared else None

        def work(store: Store) -> _Answer:
            return _read(store, article_id, names, layers, own, known)

        def done(answer: _Answer) -> None:
            if question == self._question:
                self._take(answer)

        session.saving.then(work, done)

    def _take(self, answer: _Answer) -> None:
        before, after = self._compared, answer.compared
        is_new_layer, self.layers = self.layers != answer.layers, answer.layers
        self.names, self.absent, self._compared = answer.names, answer.absent, after
        if before is None or after is None or before.comparison is not after.comparison:
            start = self.current.start if self.current else -1
            self._list()
            self.current = next((one for one in self.differences if one.start == start), None)
        if is_new_layer:
            self.layers_changed.emit()
        self.changed.emit()
        if self.current is None and (first := self.next_open()):
            self.go(first)

    def _follow(self, changes: Changes, _who: object) -> None:
        """See what a change of gold settled or opened again."""
        compared, annotated = self._compared, self._session.annotated
        if compared is None or annotated is None or self._session.layer != GOLD:
            return
        from core.review.adjudication import outcome

        # What is being read is older than this.
        self._question += 1
        if len(changes.places) > _ALL_AT_ONCE:
            self._soon.start()
            return
        touched = list(_touched(compared.comparison.differences, changes.places))
        for one in touched:
            compared.settle(one, outcome(annotated, one))
        if touched:
            self.changed.emit()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is asked of the store at once; `compared` is None where there is nothing to compare."""

    names: tuple[str, ...]
    layers: tuple[str, ...]
    absent: tuple[str, ...]
    compared: Compared | None


def _read(
    store: Store,
    article_id: str,
    names: tuple[str, ...],
    layers: tuple[str, ...],
    own: str,
    known: Comparison | None,
) -> _Answer:
    """Compare an article; where no layers were chosen, two that it has, one's own first.

    What is as `known` has it is that very one: nobody need compare them again.
    """
    from core.review.adjudication import compare

    names = names or tuple(one for one in store.names("layer") if one != GOLD)
    here = [one for one in store.layers(article_id) if one != GOLD]
    if not layers:
        present = sorted(here if len(here) > 1 else names, key=lambda name: (name != own, name))
        layers = tuple(present[:2]) if len(present) > 1 else ()
    absent = tuple(layer for layer in layers if layer not in here)
    if absent or not layers:
        return _Answer(names, layers, absent, None)
    found = compare([store.annotated(article_id, layer) for layer in layers])
    comparison = known if found == known else found
    return _Answer(names, layers, absent, _compared(comparison, store.annotated(article_id, GOLD)))


def _compared(found: Comparison, gold: AnnotatedArticle) -> Compared:
    from core.review.adjudication import outcome, untaken

    above, *below = (
        AnnotatedArticle(
            gold.article, layer, [span for one in found.differences for span in one.spans[layer]]
        )
        for layer in found.layers
    )
    agreed = AnnotatedArticle(gold.article, "", [Span(*key, "", State.ACCEPTED) for key in found.agreed])
    sides = OtherLayers([above]), OtherLayers(below)
    compared = Compared(found, *sides, agreed, {}, set(), untaken(gold, found))
    for one in found.differences:
        compared.settle(one, outcome(gold, one))
    return compared


def _touched(differences: Sequence[Difference], places: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """Yield the differences that changes touch; differences lie apart from each other."""
    ends = [one.end for one in differences]
    for start, end in places:
        for number in range(bisect_right(ends, start), len(differences)):
            if differences[number].start >= end:
                break
            yield differences[number]
