"""An article with one layer of spans in memory: what the window shows and edits are made on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.annotation.article import Article
from core.annotation.correction import Correction, Status
from core.annotation.interval_index import IntervalIndex
from core.annotation.relation import Relation
from core.annotation.span import Span, State


@dataclass(frozen=True, slots=True)
class Changes:
    """What corrections touched: spans as they were and as they are, and whether the status changed.

    `old[i]` became `new[i]`; None stands for a span that was not there before or is gone after.
    """

    old: tuple[Span | None, ...] = ()
    new: tuple[Span | None, ...] = ()
    status: bool = False

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Every stretch of the text in which something looks different now."""
        return tuple({span.place for span in (*self.old, *self.new) if span is not None})


class AnnotatedArticle:
    """An article and one layer of its spans, kept in step with the history by `apply`."""

    def __init__(
        self,
        article: Article,
        layer: str,
        spans: Iterable[Span] = (),
        relations: Iterable[Relation] = (),
        status: Status = Status.TODO,
    ) -> None:
        self.article = article
        self.layer = layer
        self.status = status
        self._index = IntervalIndex(spans)
        self._relations = {relation.id: relation for relation in relations}
        self._counts = Counter((span.label, span.state) for span in self._index)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def __len__(self) -> int:
        return len(self._index)

    def __bool__(self) -> bool:
        """Return True: without spans it is an article all the same."""
        return True

    def __iter__(self) -> Iterator[Span]:
        """Yield all spans in reading order, the rejected ones too."""
        return iter(self._index)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations, the oldest first."""
        return tuple(self._relations.values())

    def get(self, span_id: str) -> Span | None:
        """Return the span with this id, if it is there."""
        return self._index.get(span_id)

    def surface(self, span: Span) -> str:
        """Return the text that a span covers."""
        return self.text[span.start : span.end]

    def overlapping(self, start: int, end: int) -> list[Span]:
        """Return the spans that share a code point with `[start, end)`, in reading order."""
        return self._index.overlapping(start, end)

    def at(self, start: int, end: int) -> list[Span]:
        """Return the spans that are exactly `[start, end)`."""
        return self._index.at(start, end)

    def after(self, span: Span | None) -> Iterator[Span]:
        """Yield the spans after one (all of them after None), in reading order."""
        return self._index.after(span.sort_key) if span else iter(self._index)

    def before(self, span: Span | None) -> Iterator[Span]:
        """Yield the spans before one (all of them before None), the nearest first."""
        return self._index.before(span.sort_key if span else (len(self.text) + 1, 0, ""))

    def count(self, state: State | None = None, label: str | None = None) -> int:
        """Return how many spans have this state and label (None: any)."""
        return sum(
            number
            for (one_label, one_state), number in self._counts.items()
            if state in (None, one_state) and label in (None, one_label)
        )

    @property
    def decided(self) -> int:
        """How many spans a person has decided."""
        return self.count(State.ACCEPTED) + self.count(State.REJECTED)

    def apply(self, corrections: Iterable[Correction]) -> Changes:
        """Make the present what the corrections say, in their order; return what they touched.

        A correction is taken at its word: that `before` is what stands here is checked by the store
        when it commits.
        """
        old: dict[str, Span | None] = {}
        status = False
        for correction in corrections:
            subject = correction.subject
            if correction.begins_work and self.status is Status.TODO:
                self.status = Status.IN_PROGRESS
                status = True
            if isinstance(subject, Span):
                old.setdefault(subject.id, self._index.get(subject.id))
                self._replace(subject.id, correction.after)
            elif isinstance(subject, Relation):
                self._relate(subject.id, correction.after)
            else:
                self.status = subject
                status = True
        new = tuple(self._index.get(span_id) for span_id in old)
        return Changes(tuple(old.values()), new, status)

    def _replace(self, span_id: str, after: object) -> None:
        before = self._index.get(span_id)
        if before is not None:
            self._counts[before.label, before.state] -= 1
        if isinstance(after, Span):
            self._counts[after.label, after.state] += 1
            self._index.add(after)
        else:
            self._index.discard(span_id)

    def _relate(self, relation_id: str, after: object) -> None:
        self._relations.pop(relation_id, None)
        if isinstance(after, Relation):
            self._relations[relation_id] = after
