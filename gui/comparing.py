"""Layers of the open article beside each other, and gold made of them, one difference after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.annotation.annotated_article import AnnotatedArticle, Changes
from core.annotation.other_layers import OtherLayers
from core.annotation.side_by_side import SideBySide
from core.annotation.span import GOLD, Span, State

if TYPE_CHECKING:
    from core.review.adjudication import Comparison, Difference, Kind
    from core.store.store import Store
    from gui.session import Session

_REST_MS = 100
_ALL_AT_ONCE = 200
"""From this many changed places on, all is read again rather than looked up one by one."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the store has to compare in an article; `comparison` is None where one layer alone is there.

    `outcomes` is what gold took of each difference (None: it is not settled), `missing` are spans that
    all layers have and gold has not.
    """

    names: tuple[str, ...]
    layers: tuple[str, ...]
    comparison: Comparison | None
    agreed: AnnotatedArticle | None
    outcomes: list[tuple[Span, ...] | None]
    missing: int


class Comparing(QObject):
    """While it is shown, the differences of the open article are known, and what gold has of them.

    `layers` are compared: the first one is above the words, the others below. Who decides works in gold
    from then on. `changed`: other differences, or what gold has of them; `moved`: another one is looked
    at; `keyboard_wanted`: the list of differences is what one works with now.
    """

    changed = Signal()
    moved = Signal()
    keyboard_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._question = 0
        self._chosen: tuple[str, ...] = ()
        self._is_shown = False
        self._read: Read | None = None
        self.kind: Kind | None = None
        self.current: Difference | None = None
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self.look)
        session.article_opened.connect(self._start)
        session.changed.connect(self._follow)
        session.library_changed.connect(self._soon.start)

    # What is compared

    @property
    def names(self) -> tuple[str, ...]:
        """The layers of the store that can be compared."""
        return self._read.names if self._read else ()
