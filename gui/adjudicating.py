"""Gold is made of what layers have: one difference after the other, or by a ready merge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, TypeVar

from core.annotation.span import GOLD
from core.errors import RubricatorError
from core.progress import Progress

if TYPE_CHECKING:
    from core.annotation.correction import Correction
    from core.review.adjudication import Difference, Vote
    from core.store.store import Store
    from gui.session import Session

Result = TypeVar("Result")

_SEEKING = "looking for a difference"
_MERGING = "merging layers"


def take(session: Session, layers: Collection[str]) -> None:
    """Have gold take what these layers have at the difference that is looked at, and go on to the next."""
    comparing = session.comparing
    if difference := comparing.current:

        def act() -> None:
            _decide(session, difference, layers)
            if following := comparing.next_open():
                comparing.go(following)
            else:
                hint = "F7 goes to the next article that has one."
                session.tell("Every difference of this article is settled.", hint)
            comparing.keyboard_wanted.emit()

        _in_gold(session, act)


def edit(session: Session) -> None:
    """Focus what gold has at the difference; where it has nothing, what the first layer has that has any."""
    comparing = session.comparing
    if difference := comparing.current:

        def act() -> None:
            if not comparing.outcome(difference):
                first = next(layer for layer in comparing.layers if difference.spans[layer])
                _decide(session, difference, (first,))
            if taken := comparing.outcome(difference):
                session.set_focus(taken[0].id)

        _in_gold(session, act)


def go_on(session: Session) -> None:
    """Go to the next difference that is not settled: in this article, or in the next that has one."""
    comparing = session.comparing
    if following := comparing.next_open():
        comparing.go(following)
        comparing.keyboard_wanted.emit()
    elif comparing.is_known or comparing.absent:
        # What was decided last is to be in the store before it is asked.
        session.saving.then(lambda _store: None, lambda _nothing: _open_next(session))


def merge(session: Session, vote: Vote) -> None:
    """Make gold by a vote of the layers, in all articles that they share, as one batch; gold is open then."""
    layers, annotator = session.comparing.layers, session.annotator

    def work(store: Store, progress: Progress) -> tuple[Correction, ...]:
        from core.review.adjudication import merge_layers

        return merge_layers(store, layers, vote, annotator, progress=progress)

    def done(corrections: Sequence[Correction]) -> None:
        session.take(corrections)
        session.undoing.ask()
        _in_gold(session, session.comparing.keyboard_wanted.emit)
        _tell_merged(session, corrections)

    _start(session, _MERGING, work, done)


def _tell_merged(session: Session, corrections: Sequence[Correction]) -> None:
    if not corrections:
        session.tell("Gold has decided all of that already.")
        return
    spans, articles = len(corrections), len({one.article_id for one in corrections})
    many = "1 span" if spans == 1 else f"{spans:,} spans"
    where = "1 article" if articles == 1 else f"{articles:,} articles"
    undo = session.undoing.undo
    session.tell(f"Gold has {many} more in {where}.", action_text="Undo", action=undo, action_key="Ctrl+Z")


def _decide(session: Session, difference: Difference, layers: Collection[str]) -> None:
    from core.review.adjudication import adjudicate

    session.edit(lambda annotated, batch: adjudicate(annotated, difference, layers, batch))


def _in_gold(session: Session, act: Callable[[], None]) -> None:
    if session.layer == GOLD:
        act()
    else:
        session.work_in(GOLD, act)


def _open_next(session: Session) -> None:
    comparing, annotated = session.comparing, session.annotated
    layers, kind, here = comparing.layers, comparing.kind, annotated.article.id if annotated else None
    queue = session.queueing.queue
    order = [entry.article_id for entry in queue.entries] if queue else None

    def work(store: Store, progress: Progress) -> str | None:
        from core.review.adjudication import next_differing

        return next_differing(store, layers, here, kind, order, progress)

    def found(article_id: str | None) -> None:
        if article_id is None:
            where = "every article of the queue" if queue else "every article"
            session.tell(f"Every difference between these layers is settled, in {where}.")
        else:
            session.open_article(article_id, comparing.keyboard_wanted.emit)

    _start(session, _SEEKING, work, found)


def _start(
    session: Session, what: str, work: Callable[[Store, Progress], Result], done: Callable[[Result], None]
) -> None:
    def fail(error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        session.tell_error(error)

    try:
        session.long_work.start(what, work, done, fail, instead=_SEEKING)
    except RubricatorError as error:
        session.tell_error(error)
