"""What is done with the entities of the corpus: counted, decided, joined and split, beside all other work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.annotation.correction import Batch, Correction
from core.errors import RubricatorError
from core.progress import Progress
from core.review.entities import EntityAct, bring_up_to_date, decide_entities
from core.store.entities import EntityRow, join_entities, split_entity

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

Result = TypeVar("Result")

_COUNTING = "counting the names"
_DONE = {EntityAct.ACCEPT: "accepted", EntityAct.RELABEL: "labelled {}", EntityAct.REJECT: "rejected"}


class CorpusWork(QObject):
    """Each act on rows is one batch; what was done, and how it is undone, is told in the message bar."""

    counted = Signal()
    """The counts in the store are others now."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work = session.long_work
        self._is_behind = False
        self._work.progressed.connect(self._catch_up)

    def count(self) -> None:
        """Bring the counts up to date; while other long work is done, behind it."""
        self._is_behind = self._work.how_far is not None
        if not self._is_behind and self._session.store_is_open:
            layer = self._session.layer
            self._start(
                _COUNTING,
                lambda store, progress: bring_up_to_date(store, layer, progress),
                lambda _none: self.counted.emit(),
            )

    def decide(self, rows: Sequence[EntityRow], act: EntityAct, label: str = "") -> None:
        """Accept, relabel or reject all spans of some entities."""
        session, entities = self._session, [row.entity for row in rows]
        batch = Batch("", session.layer, session.annotator)

        def done(corrections: tuple[Correction, ...]) -> None:
            session.take(corrections, self)
            session.undoing.ask()
            self._tell(corrections, _DONE[act].format(label), rows)
            self.count()

        self._start("changing", lambda store, _: decide_entities(store, entities, act, batch, label), done)

    def join(self, rows: Sequence[EntityRow], into: EntityRow) -> None:
        """Have some entities be another one from now on."""
        others = [row for row in rows if row.entity != into.entity]
        if not others:
            self._session.tell("Choose several names with Ctrl or Shift; the last one is what they become.")
            return
        annotator = self._session.annotator

        def work(store: Store, _progress: Progress) -> None:
            for row in others:
                join_entities(store, row.entity, into.entity, annotator)

        names = ", ".join(f"“{row.name}”" for row in others)
        self._rename(work, f"{names} {'is' if len(others) == 1 else 'are'} “{into.name}” from now on.")

    def split(self, spelling: str) -> None:
        """Have a spelling be an entity of its own from now on."""
        annotator = self._session.annotator

        def work(store: Store, _progress: Progress) -> None:
            split_entity(store, spelling, annotator)

        self._rename(work, f"“{spelling}” is a name of its own from now on.")

    def _rename(self, work: Callable[[Store, Progress], None], sentence: str) -> None:
        def done(_none: None) -> None:
            self._session.tell(sentence)
            self.counted.emit()

        self._start("counting anew", work, done)

    def _start(
        self, what: str, work: Callable[[Store, Progress], Result], done: Callable[[Result], None]
    ) -> None:
        try:
            self._work.start(what, work, done, self._fail, self.counted.emit, instead=_COUNTING)
        except RubricatorError as error:
            self._session.tell_error(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._session.tell_error(error)

    def _catch_up(self) -> None:
        if self._is_behind and self._work.how_far is None:
            self.count()

    def _tell(self, corrections: Sequence[Correction], words: str, rows: Sequence[EntityRow]) -> None:
        count = len({one.span_id for one in corrections})
        names = f"“{rows[0].name}”" if len(rows) == 1 else f"{len(rows):,} names"
        if not count:
            self._session.tell(f"Nothing of {names} is left to be {words}.")
            return
        spans = "1 span" if count == 1 else f"{count:,} spans"
        sentence = f"{spans} of {names} {'was' if count == 1 else 'were'} {words}."
        undo = self._session.undoing.undo
        self._session.tell(sentence, action_text="Undo", action=undo, action_key="Ctrl+Z")
