"""An article is opened, the engine is asked, its proposals go into the store and onto the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from core.annotation.correction import Correction
from core.errors import RubricatorError
from gui.engine_process import EngineProcess
from gui.session import Session

if TYPE_CHECKING:
    from core.store.store import Store


class Proposing(QObject):
    """Asks the engine about each opened article that nobody worked on, and takes in what it says.

    An article with a history in this layer is left as it is; `ask_again` asks all the same.
    """

    def __init__(self, session: Session, engine: str, doubtful_below: float | None = None) -> None:
        super().__init__(session)
        self._doubtful_below = doubtful_below
        self._session = session
        self._name = engine
        self.process = EngineProcess(engine, self)
        self.process.ready.connect(self._ready)
        self.process.proposed.connect(self._proposed)
        self.process.died.connect(self._died)
        self.process.failed.connect(self._failed)
        session.article_opened.connect(self._ask)

    def start(self) -> None:
        """Start the engine's process."""
        self._say("engine starting")
        self.process.start()

    def ask_again(self) -> None:
        """Ask about the open article, whatever its history; what was decided stays."""
        if annotated := self._session.annotated:
            if not self.process.process_id:
                self.start()
            self.process.propose(annotated.article.id, annotated.text)

    def _ask(self) -> None:
        annotated, layer = self._session.annotated, self._session.layer
        if annotated is None or not self._session.can_edit:
            return
        article = annotated.article

        def known(history: Sequence[Correction]) -> None:
            if history:
                self._session.settled.emit()
            else:
                self.process.propose(article.id, article.text)

        self._session.query(lambda store: store.history(article_id=article.id, layer=layer, limit=1), known)

    def _proposed(self, article_id: str, proposals: list[dict[str, Any]]) -> None:
        session = self._session
        session.saving.then(lambda store: _commit(store, article_id, session.layer, proposals), self._taken)

    def _taken(self, corrections: Sequence[Correction]) -> None:
        self._session.take(corrections, self)
        self._session.paint_trace.add("proposals_painted", spans=len(corrections))
        self._session.settled.emit()

    def _ready(self, version: str, threshold: float) -> None:
        self._session.trace("engine_ready")
        self._session.set_threshold(threshold if self._doubtful_below is None else self._doubtful_below)
        self._say(f"{self._name} {version}")

    def _died(self, again: bool) -> None:
        if again:
            self._say("engine restarting")
            self._session.tell("The engine stopped and is being restarted.", "Your corrections are safe.")
        else:
            self._say("no engine")
            error = RubricatorError(
                "The engine stopped again.", "Your corrections are safe; it can be restarted."
            )
            self._session.tell_error(error, "Restart it", self.start)

    def _failed(self, error: RubricatorError) -> None:
        if not self.process.process_id:
            self._say("no engine")
        self._session.tell_error(error)

    def _say(self, words: str) -> None:
        self._session.engine_words = words
        self._session.engine_changed.emit()


def _commit(
    store: Store, article_id: str, layer: str, proposals: list[dict[str, Any]]
) -> Sequence[Correction]:
    """Put the worker's JSON objects into the store. What it takes is imported when there is something."""
    from core.engine.proposal import Proposal
    from core.transfer.proposing import commit_proposals

    return commit_proposals(store, article_id, layer, (Proposal(**proposal) for proposal in proposals))
