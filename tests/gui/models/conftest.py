"""A store behind a session that answers when it is told to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.annotation.annotated_article import AnnotatedArticle
from core.store.store import Store


class FakeSession:
    """Queries are answered by `answer`, in their order."""

    layer = "maria"
    queueing = SimpleNamespace(reason=lambda _article_id: "", queue=None)

    def __init__(self, store: Store) -> None:
        self.store = store
        self.annotated: AnnotatedArticle | None = None
        self._waiting: list[Callable[[], None]] = []

    def query(self, work: Callable[[Store], Any], done: Callable[[Any], None]) -> None:
        self._waiting.append(lambda: done(work(self.store)))

    def answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        for tell in waiting:
            tell()


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[FakeSession]:
    with Store.open(tmp_path / "store.db") as store:
        yield FakeSession(store)
