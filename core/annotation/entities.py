"""The names of an article: its spans by label and surface, kept in step with its corrections."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from core.annotation.annotated_article import AnnotatedArticle, Changes
from core.annotation.scheme import Label, Scheme
from core.annotation.span import Span, State


class Order(StrEnum):
    """What comes first among the names of a label; then by how often they occur, then by name."""

    COUNT = "count"
    NAME = "name"
    STATE = "state"
    PLACE = "place"


@dataclass(slots=True, eq=False)
class Entity:
    """One surface under one label: its spans, and how many are accepted, proposed and doubtful."""

    label: str
    surface: str
    accepted: int = 0
    proposed: int = 0
    doubtful: int = 0
    _spans: dict[str, Span] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many spans it has."""
        return len(self._spans)

    @property
    def spans(self) -> list[Span]:
        """Its spans in reading order."""
        return sorted(self._spans.values(), key=lambda span: span.sort_key)

    def sort_key(self, order: Order) -> tuple[object, ...]:
        """Return what it is sorted by: what is doubtful, then what is undecided, comes first by state."""
        first: dict[Order, Callable[[], tuple[object, ...]]] = {
            Order.COUNT: tuple,
            Order.NAME: lambda: (self.surface.casefold(),),
            Order.STATE: lambda: (-self.doubtful, -self.proposed),
            Order.PLACE: lambda: min(span.sort_key for span in self._spans.values()),
        }
        return (*first[order](), -self.count, self.surface)

    def next_after(self, span: Span | None) -> Span:
        """Return its first span after one in reading order, round the end (None: its first)."""
        spans = self.spans
        later = (one for one in spans if span and one.sort_key > span.sort_key)
        return next(later, spans[0])


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The entities of one label in their order, and how many spans they have together.

    `Entities.groups` returns the same object until a span of the label changes.
    """

    label: Label
    count: int
    entities: tuple[Entity, ...]


class Entities:
    """The visible (not rejected) spans of an article, grouped by label and surface.

    White space in a surface is folded, so that a name broken over two lines is one name. A span takes
    constant time to add or discard; only the labels that were touched are sorted again.
    """

    def __init__(self, text: str, scheme: Scheme, threshold: float, spans: Iterable[Span] = ()) -> None:
        self._text = text
        self._scheme = scheme
        self._threshold = threshold
        self._labels: dict[str, dict[str, Entity]] = {}
        self._groups: dict[str, Group] = {}
        self._order = Order.COUNT
        self.spans = 0
        for span in spans:
            self.add(span)

    @classmethod
    def of(cls, annotated: AnnotatedArticle, scheme: Scheme, threshold: float) -> "Entities":
        """Return the names of an annotated article."""
        return cls(annotated.text, scheme, threshold, annotated)

    def __len__(self) -> int:
        """How many names there are; the same surface under two labels is two."""
        return sum(map(len, self._labels.values()))

    def add(self, span: Span) -> None:
        """Count a span in; a rejected one is passed over."""
        if span.state is State.REJECTED:
            return
        surface = self._surface(span)
        surfaces = self._labels.setdefault(span.label, {})
        entity = surfaces.get(surface)
        if entity is None:
            entity = surfaces[surface] = Entity(span.label, surface)
        entity._spans[span.id] = span
        self._tally(entity, span, 1)

    def discard(self, span: Span) -> None:
        """Take out a span as it was when it was added."""
        entity = self.find(span)
        if entity is None or entity._spans.pop(span.id, None) is None:
            return
        self._tally(entity, span, -1)
        if not entity.count:
            del self._labels[span.label][entity.surface]
            if not self._labels[span.label]:
                del self._labels[span.label]

    def apply(self, changes: Changes) -> None:
        """Follow what corrections changed."""
        for old in changes.old:
            if old is not None:
                self.discard(old)
        for new in changes.new:
            if new is not None:
                self.add(new)

    def find(self, span: Span) -> Entity | None:
        """Return the entity that a span's label and surface name, if there is one."""
        return self._labels.get(span.label, {}).get(self._surface(span))

    def sort_by(self, order: Order) -> None:
        """Have the names of each label in another order."""
        self._order = order
        self._groups.clear()

    def groups(self) -> tuple[Group, ...]:
        """Return the groups in the scheme's order; in each the names in theirs."""
        return tuple(self.each_group())

    def each_group(self) -> Iterator[Group]:
        """Yield what `groups` returns, each group sorted when it is asked for.

        A label that loses its last name in between is passed over.
        """
        for label in sorted(self._labels, key=self._scheme.order):
            if label in self._labels:
                yield self._groups.get(label) or self._sorted(label)

    def _sorted(self, label: str) -> Group:
        entities = sorted(self._labels[label].values(), key=lambda one: one.sort_key(self._order))
        count = sum(one.count for one in entities)
        group = self._groups[label] = Group(self._scheme[label], count, tuple(entities))
        return group

    def _surface(self, span: Span) -> str:
        return " ".join(self._text[span.start : span.end].split())

    def _tally(self, entity: Entity, span: Span, step: int) -> None:
        if span.state is State.ACCEPTED:
            entity.accepted += step
        elif span.doubtful(self._threshold):
            entity.doubtful += step
        else:
            entity.proposed += step
        self.spans += step
        self._groups.pop(entity.label, None)
