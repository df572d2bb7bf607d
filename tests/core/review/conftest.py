"""A store for reviewing, and a short way to write articles with spans into it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Status
from core.annotation.span import HUMAN, Span, State
from core.store.store import Store

Write = Callable[..., Article]
LAYER = "anna"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "review.db") as store:
        yield store


@pytest.fixture
def write(store: Store) -> Write:
    """Write an article: its spans as (surface, label, state) or (surface, label, state, more fields).

    The same surface twice is its second occurrence, and so on.
    """

    def write(
        text: str, *spans: tuple, layer: str = LAYER, status: Status | None = None, title: str = ""
    ) -> Article:
        article = store.add_article(Article(title or text[:20], text))
        batch, at, corrections = Batch(article.id, layer, layer), {}, []
        for surface, label, state, *more in spans:
            fields = {
                "origin": HUMAN if state == "accepted" else "engine:test@1",
                **(more[0] if more else {}),
            }
            start = fields.pop("start", None)
            if start is None:
                start = at[surface] = text.index(surface, at.get(surface, -1) + 1)
            span = Span(start, start + len(surface), label, layer, State(state), annotator=layer, **fields)
            corrections.append(batch.correction(Action.IMPORT, None, span))
        if status is not None:
            corrections.append(batch.correction(Action.STATUS, Status.TODO, status))
        store.commit(corrections)
        return article

    return write
