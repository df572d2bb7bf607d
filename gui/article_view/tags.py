"""Where the labels' tags go beneath a line, and how much of each name fits. Needs no widget."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.annotation.scheme import Label
from gui.article_view.paragraph import Line

_GAP = 5.0
"""Least white space between two tags, in pixels."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A tag that a span wants beneath a line: where its text begins, and at which baseline.

    `order` sorts tags that begin at one place, as the scheme sorts labels. `score` follows the name,
    `signs` of other layers, whose the span is, stand before it.
    """

    span_id: str
    label: Label
    doubtful: bool
    line: Line
    begin: float
    baseline: float
    order: tuple[int, str]
    score: str = ""
    signs: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as placed; `text` is empty where nothing fitted. `left` is its left edge in pixels."""

    span_id: str
    label: Label
    line: Line
    text: str
    full: str
    left: float
    width: float
    baseline: float


def place_tags(
    wishes: Iterable[Wish], column_end: float, width_of: Callable[[str], float], mirror: float | None
) -> list[Tag]:
    """Return the tags of one line, each as long a form of its name as fits before the next one.

    `column_end` is where the column ends. With `mirror`, the sum of the column's two edges, `begin` is
    the right edge of the tag (right-to-left text) and all is placed from right to left.
    """
    mirrored = [(mirror - wish.begin if mirror is not None else wish.begin, wish) for wish in wishes]
    mirrored.sort(key=lambda item: (item[0], item[1].order))
    groups = [(begin, [wish for _, wish in items]) for begin, items in groupby(mirrored, lambda i: i[0])]
    limits = [*(begin - _GAP for begin, _ in groups[1:]), column_end]
    tags = []
    for (begin, group), limit in zip(groups, limits, strict=False):
        for wish, text, left, width in _fitted(group, begin, limit, width_of):
            left = left if mirror is None else mirror - left - width
            full = _forms(wish)[0]
            tags.append(Tag(wish.span_id, wish.label, wish.line, text, full, left, width, wish.baseline))
    return tags


def _fitted(
    group: Sequence[Wish], begin: float, limit: float, width_of: Callable[[str], float]
) -> list[tuple[Wish, str, float, float]]:
    """Return the tags that begin at one place side by side, all in the longest form that fits."""
    for form in range(3):
        placed = []
        left = begin
        for wish in group:
            text = _forms(wish)[form]
            width = width_of(text) if text else 0.0
            placed.append((wish, text, left, width))
            left += width + _GAP
        if left - _GAP <= limit:
            return placed
    return [(wish, text if left + width <= limit else "", left, width) for wish, text, left, width in placed]


def _forms(wish: Wish) -> tuple[str, str, str]:
    """Return what a tag may say: the full name, the short one, the key."""
    mark = "?" if wish.doubtful else ""
    names = wish.label.name, wish.label.short, wish.label.key
    whose = f"{wish.signs}: " if wish.signs else ""
    full, short, key = (whose + name + mark if name else "" for name in names)
    return full + wish.score, short + wish.score, key
