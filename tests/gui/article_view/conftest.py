"""A desk: one view with one article on it, and a hand that clicks and drags."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.scheme import Scheme, load_scheme
from core.annotation.span import Span, State
from gui.article_view.view import ArticleView
from gui.theme import Theme, load_theme

THRESHOLD = 0.5
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Desk:
    """A view, the article that it shows, and where things are in it."""

    def __init__(self, qtbot: QtBot, scheme: Scheme) -> None:
        self.qtbot = qtbot
        self.scheme = scheme
        self.view = ArticleView()
        self.view.resize(700, 400)
        qtbot.addWidget(self.view)

    def show(
        self, text: str, *marks: tuple[str, str] | tuple[str, str, State] | tuple[str, str, State, float]
    ) -> ArticleView:
        """Show a text with spans at the first places of these surfaces: surface, label, state, score."""
        return self.show_spans(text, *(span_at(text, *mark) for mark in marks))

    def show_spans(self, text: str, *spans: Span, title: str = "An article") -> ArticleView:
        """Show a text with these spans; the view has the keyboard."""
        self.annotated = AnnotatedArticle(Article(title, text), "gold", spans)
        self.view.show_article(self.annotated, self.scheme, THRESHOLD)
        with self.qtbot.waitExposed(self.view):
            self.view.show()
        self.view.activateWindow()
        self.view.setFocus()
        self.qtbot.waitUntil(self.view.hasFocus)
        return self.view

    def span(self, surface: str, label: str | None = None) -> Span:
        """Return the first span with this surface (and label)."""
        found = (one for one in self.annotated if self.annotated.surface(one) == surface)
        return next(one for one in found if label in (None, one.label))

    def focus(self, surface: str) -> Span:
        """Focus a span."""
        span = self.span(surface)
        self.view.focus_span(span.id)
        return span

    def middle(self, surface: str) -> QPoint:
        """Return the middle of a text's first place, in the viewport."""
        start = self.annotated.text.index(surface)
        return self.view.place_rect(start, start + len(surface)).center()

    def knob(self, surface: str, at_end: bool) -> QPoint:
        """Return the place of a focused span's knob, in the viewport."""
        rect = self.view.span_rect(self.span(surface).id)
        return QPoint(rect.right() if at_end else rect.left(), rect.top() - 2)

    def click(self, point: QPoint) -> None:
        """Click with the left button."""
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=point)

    def drag(self, begin: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press, move in steps, release."""
        port = self.view.viewport()
        self.qtbot.mousePress(port, Qt.MouseButton.LeftButton, keys, begin)
        for step in range(1, 6):
            self.move(begin + (end - begin) * step / 5, keys)
        self.qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, keys, end)

    def move(self, point: QPoint, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Move the mouse with the left button down."""
        port = self.view.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(port.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            keys,
        )
        QApplication.sendEvent(port, event)

    def image(self) -> QImage:
        """Return the viewport's pixels."""
        return self.view.viewport().grab().toImage()

    def colours(self, surface: str) -> set[str]:
        """Return the colours of all pixels in the box of a text's first place."""
        start = self.annotated.text.index(surface)
        return colours_in(self.image(), self.view.place_rect(start, start + len(surface)))


def span_at(text: str, surface: str, label: str, state: State = State.PROPOSED, score: float = 0.9) -> Span:
    start = text.index(surface)
    return Span(start, start + len(surface), label, "gold", state=state, score=score)


def colours_in(image: QImage, rect: QRect) -> set[str]:
    ratio = image.devicePixelRatio()
    return {
        image.pixelColor(int(x * ratio), int(y * ratio)).name()
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
        if image.rect().contains(int(x * ratio), int(y * ratio))
    }


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme()


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


@pytest.fixture
def desk(qtbot: QtBot, scheme: Scheme) -> Desk:
    return Desk(qtbot, scheme)
