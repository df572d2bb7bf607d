"""The walk through a sample of what was accepted unread: each span is opened, and judged right or wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.annotation.span import Span
from core.annotation.span_filter import SpanFilter
from core.errors import RubricatorError
from core.progress import Progress
from core.review.assessment import Assessment, assess
from core.review.residual import draw, next_to_inspect
from core.store.samples import Sample, SampledSpan, Verdict, keep_verdict, samples, unread_spans

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

Result = TypeVar("Result")

_LOOKING = "looking for what was accepted unread"


class Inspection(QObject):
    """The last sample of the session's layer; verdicts are kept in the store as they are given."""

    counted = Signal()
    """`unread` is known."""
    assessed = Signal()
    """`assessment` is another one."""
    moved = Signal()
    """`current` is another one, and shown in the main window, or the walk has ended."""
    failed = Signal(str)

    def __init__(self, session: Session, bound: float) -> None:
        super().__init__()
        self._session = session
        self._layer = session.layer
        self._sample: Sample | None = None
        self.bound = bound
        self.unread: int | None = None
        self.assessment: Assessment | None = None
        self.current: SampledSpan | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the article of the current span is open: what is not seen cannot be judged."""
        session = self._session
        return self.current is not None and session.is_open(self.current.span.article_id)

    @property
    def span(self) -> Span | None:
        """The current span as it is now; None where it is not shown, or no longer there."""
        annotated = self._session.annotated
        if self.current is None or annotated is None or not self.is_shown:
            return None
        return annotated.get(self.current.span.span_id)

    def begin(self) -> None:
        """Look how many spans were accepted unread, and for the last sample."""

        def look(store: Store, _progress: Progress) -> tuple[int, Assessment | None]:
            found = samples(store, self._layer)
            return len(unread_spans(store, self._layer)), assess(found[-1], self.bound) if found else None

        def done(found: tuple[int, Assessment | None]) -> None:
            self.unread = found[0]
            self.counted.emit()
            if found[1]:
                self._take(found[1])

        self._start(look, done)

    def draw(self, size: int) -> None:
        """Draw a new sample, and begin to walk through it."""
        layer, annotator = self._layer, self._session.annotator

        def work(store: Store, _progress: Progress) -> Assessment:
            seed = len(samples(store, layer))
            return assess(draw(store, layer, size, annotator, seed), self.bound)

        self._start(work, self._take)

    def set_bound(self, bound: float) -> None:
        """Wish for another share of errors at most."""
        self.bound = bound
        if sample := self._sample:
            self._session.query(lambda _store: assess(sample, bound), self._show)

    def judge(self, verdict: Verdict) -> None:
        """Say of the span that is shown whether it is right."""
        if self.current is not None and self.is_shown:
            self._keep(self.current, verdict)

    def go_on(self) -> None:
        """Show the first span that was not judged."""
        self._move(next_to_inspect(self._sample) if self._sample else None)

    def go_back(self) -> None:
        """Take the last verdict before the current span back, and show that one."""
        spans = self._sample.spans if self._sample else ()
        end = self.current.position if self.current else len(spans)
        judged = [one for one in spans[:end] if one.verdict]
        if judged:
            self._keep(judged[-1], None)
            self.go_on()

    def show_current(self) -> None:
        """Open the current span's article, and focus it there."""
        session = self._session
        if self.current is None:
            return
        if not self.is_shown or session.layer != self._layer:
            # Another may have become the current one by then, so it is asked again.
            session.open_article(self.current.span.article_id, self.show_current, self._layer)
            return
        if (span := self.span) is not None:
            if not session.filter.shows(span):
                session.set_filter(SpanFilter(rejected=True))
            session.set_focus(span.id)
        self.moved.emit()

    def _keep(self, one: SampledSpan, verdict: Verdict | None) -> None:
        assert self._sample is not None
        spans = tuple(
            replace(other, verdict=verdict) if other.position == one.position else other
            for other in self._sample.spans
        )
        sample = self._sample = replace(self._sample, spans=spans)
        bound, annotator = self.bound, self._session.annotator

        def work(store: Store) -> Assessment:
            keep_verdict(store, sample.id, one.position, verdict, annotator)
            return assess(sample, bound)

        self._session.saving.then(work, self._show)

    def _take(self, assessment: Assessment) -> None:
        self._sample = assessment.sample
        self._show(assessment)
        self.go_on()

    def _show(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.assessed.emit()

    def _move(self, one: SampledSpan | None) -> None:
        self.current = one
        self.moved.emit()
        self.show_current()

    def _start(self, work: Callable[[Store, Progress], Result], done: Callable[[Result], None]) -> None:
        try:
            self._session.long_work.start(_LOOKING, work, done, self._fail, instead=_LOOKING)
        except RubricatorError as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self.failed.emit(" ".join(filter(None, (error.sentence, error.hint))))
