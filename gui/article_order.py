"""From article to article: the first of the queue, the next, the neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.annotation.correction import Correction
from gui.ahead import ReadArticle
from gui.session import Session

if TYPE_CHECKING:
    from core.review.queue import Queue
    from core.store.store import Store

_ALL_REVIEWED = (
    "Nothing is left to do: every article is reviewed.",
    "Open files with Ctrl+O, or choose an article in the library.",
)
_THROUGH = (
    "The queue is through.",
    "Another order or filter can be chosen in the library, under its filter.",
)


def open_first(session: Session) -> None:
    """Open the first article of the queue; where nothing is left in it, the very first."""

    def found(article_id: str | None) -> None:
        if article_id and session.annotated is None:
            session.open_article(article_id)
        elif article_id is None:
            session.settled.emit()

    def ask() -> None:
        layer, queue = session.layer, session.queueing.queue
        session.query(
            lambda store: _following(store, layer, queue, None) or next(iter(store.article_ids()), None),
            found,
        )

    session.queueing.when_ready(ask)


def open_next(session: Session) -> None:
    """Open the next article of the queue, from memory where it was read; say so where there is none."""
    if session.annotated and (read := session.ahead.take(session.annotated.article.id)):
        session.open_read(read)
        _catch_up(session, read)
    elif session.queueing.queue is None:
        _open_following(session, lambda: session.tell(*_ALL_REVIEWED))
    else:
        _open_following(session, lambda: session.queueing.renew(lambda: _open_renewed(session)))


def _open_renewed(session: Session) -> None:
    _open_following(session, lambda: session.tell(*_THROUGH))


def _open_following(session: Session, otherwise: Callable[[], None]) -> None:
    layer, queue = session.layer, session.queueing.queue
    _go(session, lambda store, here: _following(store, layer, queue, here), otherwise)


def _catch_up(session: Session, read: ReadArticle) -> None:
    """Bring in what was written to an article after it was read; mostly there is nothing."""
    article_id, layer = read.annotated.article.id, session.layer

    def found(corrections: Sequence[Correction]) -> None:
        if others := [one for one in corrections if one.batch not in session.own_batches]:
            session.take(others)

    session.query(lambda store: store.corrections_after(read.seq, article_id, layer), found)


def open_neighbour(session: Session, forward: bool) -> None:
    """Open the article after this one in the queue, or before it, reviewed or not; say so at the ends."""
    queue = session.queueing.queue
    where = "" if queue is None else " in the queue"
    sentence = f"There is no {'further' if forward else 'earlier'} article{where}."
    _go(session, lambda store, here: _beside(store, queue, here, forward), lambda: session.tell(sentence))


def _go(session: Session, way: Callable[[Store, str], str | None], otherwise: Callable[[], None]) -> None:
    if session.annotated is None:
        return
    here = session.annotated.article.id

    def found(article_id: str | None) -> None:
        if article_id:
            session.open_article(article_id)
        else:
            otherwise()

    session.saving.then(lambda store: way(store, here), found)


def _following(store: Store, layer: str, queue: Queue | None, here: str | None) -> str | None:
    """Return what comes next in the queue. Its module is imported when it is needed: not to start."""
    from core.review.queue import following

    return following(store, layer, queue, here)


def _beside(store: Store, queue: Queue | None, here: str, forward: bool) -> str | None:
    from core.review.queue import beside

    return beside(store, queue, here, forward)
