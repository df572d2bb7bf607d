"""What other annotators have marked in the same article: to be seen beside one's own spans, never edited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.span import State


@dataclass(frozen=True, slots=True)
class Theirs:
    """A place that other layers have marked with a label; `signs` are the beginnings of their names."""

    start: int
    end: int
    label: str
    signs: str

    @property
    def place(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


class OtherLayers:
    """The layers of one article but one's own, each with the sign that tells it from the others."""

    def __init__(self, layers: Iterable[AnnotatedArticle] = ()) -> None:
        self._layers = tuple(layers)
        self._signs = signs([layer.layer for layer in self._layers])

    def __len__(self) -> int:
        return len(self._layers)

    def overlapping(self, start: int, end: int) -> list[Theirs]:
        """Return what is marked and not rejected in `[start, end)`, in reading order.

        Where several layers have the same place and label, it is one with the signs of all of them.
        """
        found: dict[tuple[int, int, str], list[str]] = {}
        for layer, sign in zip(self._layers, self._signs, strict=True):
            for span in layer.overlapping(start, end):
                if span.state is not State.REJECTED:
                    found.setdefault((span.start, -span.end, span.label), []).append(sign)
        return [
            Theirs(begin, -minus_end, label, "+".join(named))
            for (begin, minus_end, label), named in sorted(found.items())
        ]


def signs(names: Sequence[str]) -> list[str]:
    """Return for each name its shortest beginning that no other one has, or all of it.

    >>> signs(["anna", "bo", "bernd"])
    ['a', 'bo', 'be']
    """
    return [_sign(name, [other for other in names if other != name]) for name in names]


def _sign(name: str, others: Sequence[str]) -> str:
    lengths = range(1, len(name))
    length = next((n for n in lengths if not any(one.startswith(name[:n]) for one in others)), len(name))
    return name[:length]
