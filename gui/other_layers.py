"""The spans of other layers beside one's own: read when they are asked for, shown in outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.annotation.other_layers import OtherLayers
from gui.article_view.view import ArticleView
from gui.look import Look
from gui.session import Session

if TYPE_CHECKING:
    from core.store.store import Store


class ShowingOthers(QObject):
    """Reads the other layers of each article that is opened while the look asks for them."""

    def __init__(self, session: Session, look: Look, view: ArticleView) -> None:
        super().__init__(view)
        self._session = session
        self._look = look
        self._view = view
        self._shown_in = ""
        session.article_opened.connect(self._start)
        look.article_changed.connect(self._follow)

    def _start(self) -> None:
        self._shown_in = ""
        self._follow()

    def _follow(self) -> None:
        annotated = self._session.annotated
        wanted = annotated.article.id if annotated and self._look.others and self._session.can_edit else ""
        if wanted == self._shown_in:
            return
        self._shown_in = wanted
        self._view.set_other_layers(OtherLayers())
        if wanted:
            self._read(wanted)

    def _read(self, article_id: str) -> None:
        own = self._session.layer

        def work(store: Store) -> OtherLayers:
            others = [layer for layer in store.layers(article_id) if layer != own]
            return OtherLayers(store.annotated(article_id, layer) for layer in others)

        def done(layers: OtherLayers) -> None:
            if article_id == self._shown_in:
                self._view.set_other_layers(layers)
                if not layers:
                    self._session.tell("Nobody else has worked on this article.")

        self._session.query(work, done)
