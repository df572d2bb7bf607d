"""From article to article: the first, the next that is not reviewed, the neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.annotation.correction import Correction
from core.review.queue import neighbour, next_unreviewed
from gui.ahead import ReadArticle
from gui.session import Session

if TYPE_CHECKING:
    from core.store.store import Store


def open_first(session: Session) -> None:
    """Open the first article that is not reviewed; where all are, the very first."""

    def first(store: Store) -> str | None:
        return next_unreviewed(store, session.layer) or next(iter(store.article_ids()), None)

    def found(article_id: str | None) -> None:
        if article_id and session.annotated is None:
            session.open_article(article_id)
        elif article_id is None:
            session.settled.emit()

    session.query(first, found)


def open_next(session: Session) -> None:
    """Open the next article that is not reviewed, from memory where it was read; say so where none is."""
    if session.annotated and (read := session.ahead.take(session.annotated.article.id)):
        session.open_read(read)
        _catch_up(session, read)
        return
    layer = session.layer
    hint = "Open files with Ctrl+O, or choose an article in the library."
    _go(
        session,
        lambda store, here: next_unreviewed(store, layer, here),
        ("Nothing is left to do: every article is reviewed.", hint),
    )


def _catch_up(session: Session, read: ReadArticle) -> None:
    """Bring in what was written to an article after it was read; mostly there is nothing."""
    article_id, layer = read.annotated.article.id, session.layer

    def found(corrections: Sequence[Correction]) -> None:
        if others := [one for one in corrections if one.batch not in session.own_batches]:
            session.take(others)

    session.query(lambda store: store.corrections_after(read.seq, article_id, layer), found)


def open_neighbour(session: Session, forward: bool) -> None:
    """Open the article that was imported after this one, or before it; say so at the ends."""
    sentence = f"There is no {'further' if forward else 'earlier'} article."
    _go(session, lambda store, here: neighbour(store, here, forward), (sentence, ""))


def _go(session: Session, way: Callable[[Store, str], str | None], otherwise: tuple[str, str]) -> None:
    if session.annotated is None:
        return
    here = session.annotated.article.id

    def found(article_id: str | None) -> None:
        if article_id:
            session.open_article(article_id)
        else:
            session.tell(*otherwise)

    session.saving.then(lambda store: way(store, here), found)
