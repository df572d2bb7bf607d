"""Somebody who works at a window."""

import sqlite3
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import assets
from core.annotation.span import Span
from gui.article_view.view import ArticleView
from gui.desktop import Desktop
from gui.widgets.message_bar import MessageBar

SAMPLE = assets.path("samples", "000_37ceacafcc040ebd.txt")
SECONDS = 20_000


class User:
    """Somebody who works at a window: presses keys, clicks, and looks at the screen and the store."""

    def __init__(self, qtbot: QtBot, desktop: Desktop) -> None:
        self.qtbot = qtbot
        self.desktop = desktop
        self.session = desktop.session
        self.window = desktop.window
        self.view: ArticleView = self.window.findChild(ArticleView)

    def press(self, *keys: str) -> None:
        """Press keys, such as `Shift+Right`, where the keyboard is, and wait until all is durable."""
        for key in keys:
            where = QApplication.focusWidget() or self.view
            QTest.keySequence(where, key)
            self.wait_until(lambda: self.session.unsaved == 0 and self.session.saving.is_idle)

    def enter(self, text: str) -> None:
        """Type text where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(condition, timeout=SECONDS)

    def focused(self) -> tuple[str, str, str] | None:
        """Return surface, label and state of the focused span."""
        span = self.session.focus
        return (self.surface(span), span.label, str(span.state)) if span else None

    def surface(self, span: Span) -> str:
        """Return what a span covers."""
        assert self.session.annotated
        return self.session.annotated.surface(span)

    def focus(self, surface: str) -> Span:
        """Focus the first span with this surface, as a click in the entities panel does."""
        span = self.span(surface)
        self.session.set_focus(span.id)
        return span

    def span(self, surface: str) -> Span:
        """Return the first span with this surface."""
        assert self.session.annotated
        return next(span for span in self.session.annotated if self.surface(span) == surface)

    def place(self, words: str) -> tuple[int, int]:
        """Return where words first stand in the article."""
        assert self.session.annotated
        start = self.session.annotated.text.index(words)
        return start, start + len(words)

    def point(self, start: int, end: int) -> QPoint:
        """Return the middle of a stretch of the article, in the viewport."""
        self.view.reveal(start, end)
        return self.view.place_rect(start, end).center()

    def click(self, words: str, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Click on words of the article."""
        self.qtbot.mouseClick(self.view.viewport(), button, pos=self.point(*self.place(words)))

    def drag(
        self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Drag in the article from one point to another."""
        port = self.view.viewport()
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(port, left, modifier, start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, left, modifier, end)

    def message(self) -> str:
        """Return the sentence in the message bar, or nothing."""
        current = self.window.findChild(MessageBar).current
        return current.sentence if current else ""

    def rows(self) -> list[tuple[str, str | None, str | None]]:
        """Return what people did, from the store: action, and the surface-free span before and after."""
        query = """
            SELECT action,
                   json_extract(before, '$.label') || ' ' || json_extract(before, '$.state'),
                   json_extract(after, '$.label') || ' ' || json_extract(after, '$.state')
            FROM corrections WHERE action <> 'propose' ORDER BY seq
        """
        connection = sqlite3.connect(self.session.path)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def actions(self) -> list[str]:
        """Return the actions of the rows."""
        return [row[0] for row in self.rows()]

    def action(self, command_id: str) -> QAction:
        """Return the action of a command, as menus show it."""
        return self.window.findChild(QAction, command_id)


OpenWindow = Callable[..., User]
