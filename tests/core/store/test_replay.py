"""Whatever is done, in whatever order: the store is what the memory is, and what the history gives."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.merge import merge, merge_partner
from core.annotation.edits.note import note
from core.annotation.edits.propagate import propagate
from core.annotation.edits.propose import propose
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.edits.remove import remove
from core.annotation.edits.resize import resize
from core.annotation.edits.split import split, split_point
from core.annotation.edits.status import set_status
from core.annotation.edits.undo import redo, undo
from core.annotation.span import Span
from core.errors import EditError
from core.store.store import Store

TEXT = "Ann met Bob.\r\nAnn 🙂 met Zoë’s EU friend; Bob met Ann in Oslo."
LAYERS = ("anna", "bob")
SPACE = st.integers(0, len(TEXT))
LABEL = st.sampled_from(["PERSON", "ORG", "GPE"])
PICK = st.integers(0, 50)


class StoreMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store.open(Path(self.folder.name) / "a.db")
        self.article = self.store.add_article(Article("Title", TEXT))
        self.layer = LAYERS[0]
        self.memory = {layer: AnnotatedArticle(self.article, layer) for layer in LAYERS}

    def teardown(self) -> None:
        report = self.store.check()
        assert report.sound, report.findings
        self.store.close()
        self.folder.cleanup()

    @property
    def annotated(self) -> AnnotatedArticle:
        return self.memory[self.layer]

    def batch(self) -> Batch:
        return Batch(self.article.id, self.layer, self.layer)

    def do(self, corrections: tuple[Correction, ...]) -> None:
        self.store.commit(corrections)
        self.annotated.apply(corrections)

    def span(self, pick: int) -> Span | None:
        spans = list(self.annotated)
        return spans[pick % len(spans)] if spans else None

    @rule(layer=st.sampled_from(LAYERS))
    def switch_layer(self, layer: str) -> None:
        self.layer = layer

    @rule(start=SPACE, end=SPACE, label=LABEL)
    def add(self, start: int, end: int, label: str) -> None:
        try:
            self.do(add(self.annotated, start, end, label, self.batch()))
        except EditError:
            return

    @rule(places=st.lists(st.tuples(SPACE, SPACE, LABEL), max_size=5), score=st.floats(0, 1))
    def propose(self, places: list[tuple[int, int, str]], score: float) -> None:
        spans = [
            Span(start, end, label, self.layer, origin="engine:x@1", score=score)
            for start, end, label in places
            if start < end
        ]
        self.do(propose(self.annotated, spans, self.batch()))

    @rule(pick=PICK, other=PICK, act=st.sampled_from([accept, reject, remove]))
    def decide(self, pick: int, other: int, act: type) -> None:
        spans = {span.id: span for span in (self.span(pick), self.span(other)) if span}
        self.do(act(spans.values(), self.batch()))

    @rule(pick=PICK, label=LABEL, text=st.text(max_size=5))
    def relabel_and_note(self, pick: int, label: str, text: str) -> None:
        span = self.span(pick)
        if span:
            self.do(relabel([span], label, self.batch()))
            span = self.annotated.get(span.id)
            assert span
            self.do(note(span, text, self.batch()))

    @rule(pick=PICK, start=SPACE, end=SPACE)
    def reshape(self, pick: int, start: int, end: int) -> None:
        span = self.span(pick)
        if span:
            try:
                self.do(resize(self.annotated, span, start, end, self.batch()))
            except EditError:
                return

    @rule(pick=PICK)
    def merge_split_propagate(self, pick: int) -> None:
        span = self.span(pick)
        if span is None:
            return
        self.do(propagate(self.annotated, span, self.batch()))
        try:
            self.do(merge(span, merge_partner(self.annotated, span), self.batch()))
            merged = self.annotated.get(span.id)
            assert merged
            self.do(split(self.annotated, merged, split_point(TEXT, merged, 0), self.batch()))
        except EditError:
            return

    @rule(status=st.sampled_from(Status), pick=PICK)
    def finish(self, status: Status, pick: int) -> None:
        batch = self.batch()
        span = self.span(pick)
        accepted = accept([span], batch) if span else ()
        self.do((*accepted, *set_status(self.annotated, status, batch)))

    @rule()
    def undo(self) -> None:
        candidate = self.store.undo_candidate(self.layer)
        if candidate:
            self.do(undo(self.store.batch(candidate), self.batch()))

    @rule()
    def redo(self) -> None:
        candidate = self.store.redo_candidate(self.layer)
        if candidate:
            self.do(redo(self.store.batch(candidate), self.batch()))

    @invariant()
    def store_is_memory(self) -> None:
        for layer, memory in self.memory.items():
            stored = self.store.annotated(self.article.id, layer)
            assert list(stored) == list(memory)
            assert stored.status is memory.status
            replayed = AnnotatedArticle(self.article, layer)
            replayed.apply(self.store.history(layer=layer, newest_first=False))
            assert list(replayed) == list(memory)
            assert replayed.status is memory.status
            (row,) = self.store.library(layer=layer)
            assert (row.decided, row.total) == (memory.decided, len(memory))


TestStore = StoreMachine.TestCase
TestStore.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
