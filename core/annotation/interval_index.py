"""Spans in reading order, found by position in logarithmic time."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from core.annotation.span import Span

_Key = tuple[int, int, str]


class IntervalIndex:
    """A sorted set of spans that answers "which overlap this stretch?" however they nest.

    Spans are kept in classes by length (powers of two), each sorted by start. In the class of lengths
    below 2**k whatever reaches into a stretch starts less than 2**k before it, so a long span never
    makes the search among short ones longer.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._by_id = {span.id: span for span in spans}
        self._keys = sorted(span.sort_key for span in self._by_id.values())
        self._classes: dict[int, list[_Key]] = {}
        for key in self._keys:
            self._classes.setdefault(_length_class(key), []).append(key)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Span]:
        """Yield the spans in reading order."""
        return (self._by_id[key[2]] for key in self._keys)

    def __contains__(self, span_id: str) -> bool:
        return span_id in self._by_id

    def get(self, span_id: str) -> Span | None:
        """Return the span with this id, if there is one."""
        return self._by_id.get(span_id)

    def add(self, span: Span) -> None:
        """Add a span, or put it in the place of the one with its id."""
        before = self._by_id.get(span.id)
        if before is not None and before.place == span.place:
            self._by_id[span.id] = span
            return
        self.discard(span.id)
        self._by_id[span.id] = span
        insort(self._keys, span.sort_key)
        insort(self._classes.setdefault(_length_class(span.sort_key), []), span.sort_key)

    def discard(self, span_id: str) -> None:
        """Take a span out, if it is there."""
        span = self._by_id.pop(span_id, None)
        if span is None:
            return
        for keys in (self._keys, self._classes[_length_class(span.sort_key)]):
            del keys[bisect_left(keys, span.sort_key)]

    def overlapping(self, start: int, end: int) -> list[Span]:
        """Return the spans that share a code point with `[start, end)`, in reading order."""
        found: list[_Key] = []
        for length_class, keys in self._classes.items():
            first = bisect_left(keys, (start - (1 << length_class), 0, ""))
            last = bisect_left(keys, (end, -(1 << 62), ""))
            found += [key for key in keys[first:last] if -key[1] > start]
        return [self._by_id[key[2]] for key in sorted(found)]

    def at(self, start: int, end: int) -> list[Span]:
        """Return the spans that are exactly `[start, end)`, the oldest first."""
        keys = self._classes.get(_length_class((start, -end, "")), [])
        first = bisect_left(keys, (start, -end, ""))
        found = []
        for key in keys[first:]:
            if key[:2] != (start, -end):
                break
            found.append(self._by_id[key[2]])
        return found

    def after(self, key: _Key) -> Iterator[Span]:
        """Yield the spans after a sort key, in reading order."""
        for index in range(bisect_left(self._keys, (*key[:2], key[2] + "\0")), len(self._keys)):
            yield self._by_id[self._keys[index][2]]

    def before(self, key: _Key) -> Iterator[Span]:
        """Yield the spans before a sort key, the nearest first."""
        for index in range(bisect_left(self._keys, key) - 1, -1, -1):
            yield self._by_id[self._keys[index][2]]


def _length_class(key: _Key) -> int:
    """Return the k for which the span is shorter than 2**k code points."""
    return (-key[1] - key[0]).bit_length()
