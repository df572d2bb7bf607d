"""An article is opened, the engine is asked, its proposals go into the store and onto the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from core.annotation.article import Article
from core.annotation.correction import Correction
from core.annotation.scheme import Scheme
from core.engine.knowledge.folders import folders
from core.errors import RubricatorError
from gui.engine_process import EngineProcess
from gui.session import Session

if TYPE_CHECKING:
    from core.store.store import Store


@dataclass(frozen=True, slots=True)
class _Taken:
    """What came into the store, and what is to be said about it."""

    corrections: Sequence[Correction]
    sentence: str


class Proposing(QObject):
    """Asks the engine about each opened article that nobody worked on, and takes in what it says.

    An article with a history in this layer is left as it is; `ask_again` asks all the same.
    """

    def __init__(
        self,
        session: Session,
        engine: str,
        recommended: float = 0.0,
        doubtful_below: float | None = None,
        remember: bool = True,
    ) -> None:
        """`doubtful_below` is the user's own threshold; without one, it is what the engine recommends."""
        super().__init__(session)
        self._session = session
        self.remember = remember
        """Whether proposals are weighed by what was decided before."""
        self._recommended = recommended
        self._ready_words = Path(engine).name
        self._asked: dict[str, str] = {}
        """The layer for which an article was last asked about: the answer may come when another is open."""
        self.process = EngineProcess(engine, folders(session.path.absolute()), self)
        self.process.ready.connect(self._ready)
        self.process.proposed.connect(self._proposed)
        self.process.died.connect(self._died)
        self.process.failed.connect(self._failed)
        self.process.knowledge_faults.connect(self._knowledge_faulty)
        self.set_doubtful_below(doubtful_below)
        session.article_opened.connect(self._ask)

    def start(self) -> None:
        """Start the engine's process."""
        self._say("engine starting")
        self.process.start()

    @property
    def engine(self) -> str:
        """The engine that proposes: its name, or its path."""
        return self.process.engine

    def use(self, engine: str) -> None:
        """Have another engine propose from now on; what was proposed stays."""
        self._ready_words = Path(engine).name
        self._say("engine starting")
        self.process.use(engine)

    def set_doubtful_below(self, score: float | None) -> None:
        """Take the score below which a proposal is doubtful; None: what the engine recommends."""
        self._doubtful_below = score
        self._session.set_threshold(self._recommended if score is None else score)

    def ask_again(self) -> None:
        """Ask about the open article, whatever its history; what was decided stays."""
        if annotated := self._session.annotated:
            if not self.process.process_id:
                self.start()
            self._propose(annotated.article, self._session.layer)

    @property
    def is_reading(self) -> bool:
        """Whether the engine still reads the open article."""
        annotated = self._session.annotated
        return annotated is not None and self.process.is_reading(annotated.article.id)

    def stop_reading(self) -> None:
        """Leave the rest of the open article unread; what was proposed stays."""
        if self.is_reading and self._session.annotated:
            self.process.cancel(self._session.annotated.article.id)
            self._say(self._ready_words)
            self._session.settled.emit()
            self._session.tell(
                "The engine reads no further in this article.", "It goes on when the article is opened again."
            )

    def _propose(self, article: Article, layer: str) -> None:
        self._asked[article.id] = layer
        self.process.propose(article.id, article.text)

    def _ask(self) -> None:
        annotated, layer = self._session.annotated, self._session.layer
        if annotated is None or not self._session.can_edit:
            return
        article = annotated.article

        def known(wanted: bool) -> None:
            if wanted:
                self._propose(article, layer)
            else:
                self._session.settled.emit()

        def ask(store: Store) -> bool:
            from core.transfer.proposing import wants_proposals

            return wants_proposals(store, article.id, layer)

        self._session.query(ask, known)

    def _proposed(self, article_id: str, answer: dict[str, Any]) -> None:
        layer = self._asked[article_id]

        def taken(found: _Taken) -> None:
            self._session.take(found.corrections, self)
            self._session.paint_trace.add("proposals_painted", spans=len(found.corrections))
            self._say_how_far(article_id, answer)
            if found.sentence:
                self._session.tell(found.sentence)
            if "notice" in answer:
                self._session.tell(answer["notice"])
            if answer["done"]:
                self._session.settled.emit()

        remember = self._session.scheme if self.remember else None
        self._session.saving.then(lambda store: _commit(store, article_id, layer, answer, remember), taken)

    def _say_how_far(self, article_id: str, answer: dict[str, Any]) -> None:
        annotated = self._session.annotated
        if answer["done"]:
            self._say(self._ready_words)
        elif annotated and annotated.article.id == article_id:
            self._say(f"{self._ready_words}, {answer['part'][1] * 100 // len(annotated.text)} % read")

    def _ready(self, version: str, threshold: float) -> None:
        self._session.trace("engine_ready")
        self._recommended = threshold
        self.set_doubtful_below(self._doubtful_below)
        self._ready_words = f"{Path(self.engine).name} {version}"
        self._say(self._ready_words)

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

    def _knowledge_faulty(self, faults: Sequence[str]) -> None:
        more = f"There are {len(faults) - 1} faults more. " if len(faults) > 1 else ""
        hint = f"{more}The rest of your lists and rules is in use."
        self._session.tell_error(RubricatorError(faults[0], hint))

    def _say(self, words: str) -> None:
        self._session.engine_words = words
        self._session.engine_changed.emit()


def _commit(
    store: Store, article_id: str, layer: str, answer: dict[str, Any], remember: Scheme | None
) -> _Taken:
    """Put the worker's answer into the store, around what was decided in an earlier version of the article.

    What that takes is imported when there is one.
    """
    from core.engine.proposal import Proposal
    from core.review.versions import Carried, carried_from_version
    from core.transfer.proposing import commit_proposals

    start, end = answer["part"]
    carried = carried_from_version(store, article_id, layer) if remember else Carried()
    proposals = [
        proposal
        for proposal in map(Proposal.from_json, answer["proposals"])
        if (proposal.start, proposal.end, proposal.label) not in carried.unwanted
    ]
    with store.one_transaction():
        store.commit(carried.corrections)
        made = commit_proposals(store, article_id, layer, proposals, (start, end), remember)
    return _Taken((*carried.corrections, *made), carried.sentence if carried.corrections else "")
