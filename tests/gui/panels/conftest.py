"""A session with a real store that answers at once, or when it is told to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Subject
from core.annotation.scheme import load_scheme
from core.annotation.span import Span, State
from core.store.backup_rules import BackupRules
from core.store.store import Store
from gui.comparing import Comparing
from gui.label_choice import LabelChoice
from gui.long_work import LongWork
from gui.queueing import Queueing
from gui.theme import Theme, load_theme

TEXT = "Kim met Trump in Hanoi. Kim left the U.N. Security Council. Trump stayed in Hanoi."


class FakeSession(QObject):
    """The session's properties and signals; with `hold`, answers wait for `answer`."""

    store_opened = Signal()
    article_opened = Signal()
    changed = Signal(object, object)
    focus_moved = Signal()
    selection_moved = Signal()
    saved_changed = Signal()
    library_changed = Signal()
    engine_changed = Signal()
    scheme_changed = Signal()
    message = Signal(object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.labels = LabelChoice(self)
        self.scheme = load_scheme()
        self.threshold = 0.5
        self.layer = "maria"
        self.annotator = "Maria Keller"
        self.engine_words = "news-en 1.0"
        self.unsaved = 0
        self.can_edit = True
        self.long_work = LongWork(store.path, BackupRules())
        self.ahead = SimpleNamespace(forget=lambda: None)
        self.annotated: AnnotatedArticle | None = None
        self.selection: tuple[int, int] | None = None
        self.hold = False
        self.closed = False
        self._waiting: list[Callable[[], None]] = []
        self._focus = ""
        self.queueing = Queueing(self, store.path, BackupRules())  # type: ignore[arg-type]
        self.comparing = Comparing(self)  # type: ignore[arg-type]

    @property
    def focus(self) -> Span | None:
        return self.annotated.get(self._focus) if self.annotated else None

    def set_focus(self, span_id: str | None) -> None:
        self._focus = span_id or ""
        self.focus_moved.emit()

    def select(self, start: int, end: int) -> None:
        self._focus = ""
        self.selection = (start, end)
        self.selection_moved.emit()

    def query(self, work: Callable[[Store], Any], done: Callable[[Any], None]) -> None:
        if self.closed:
            return
        answer = work(self.store)
        if self.hold:
            self._waiting.append(lambda: done(answer))
        else:
            done(answer)

    def answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        for tell in waiting:
            tell()

    def open_article(self, article_id: str) -> None:
        self.annotated = self.store.annotated(article_id, self.layer)
        self._focus = ""
        self.selection = None
        self.article_opened.emit()

    def show(self, *spans: Span, text: str = TEXT) -> None:
        """Store an article with these proposals and open it."""
        article = self.store.add_article(Article("Kim meets Trump", text))
        batch = Batch(article.id, self.layer, "")
        self.store.commit([batch.correction(Action.PROPOSE, None, span) for span in spans])
        self.open_article(article.id)

    def correct(self, before: Subject | None, after: Subject | None, action: Action) -> None:
        assert self.annotated is not None
        batch = Batch(self.annotated.article.id, self.layer, self.annotator)
        correction = batch.correction(action, before, after)
        self.store.commit([correction])
        self.changed.emit(self.annotated.apply([correction]), None)
        self.library_changed.emit()


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[FakeSession]:
    with Store.open(tmp_path / "store.db") as store:
        session = FakeSession(store)
        yield session
        session.closed = True
        session.long_work.close()
        session.queueing.close()


@pytest.fixture
def theme(qapp: object) -> Theme:
    return load_theme("light")


@pytest.fixture
def make_span() -> Callable[..., Span]:
    def make(surface: str, label: str = "PERSON", nth: int = 0, score: float | None = 0.9) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(surface, start + 1)
        end = start + len(surface)
        return Span(start, end, label, "maria", State.PROPOSED, "engine:news-en@1.0", score)

    return make
