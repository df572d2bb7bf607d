"""Somebody who works at a window."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from core import assets
from core.annotation.article import Article, title_of
from core.annotation.span import Span
from core.store.store import Store
from gui.article_view.label_palette import LabelPalette
from gui.article_view.view import ArticleView
from gui.desktop import Desktop
from gui.panels.status_bar import StatusBar
from gui.widgets.message_bar import MessageBar
from gui.widgets.text_label import TextLabel

SAMPLE = assets.path("samples", "000_37ceacafcc040ebd.txt")
SECONDS = 20_000
NONE = Qt.KeyboardModifier.NoModifier


def add_articles(store: Path, *texts: str) -> None:
    """Bring articles into a store, as an import does."""
    with Store.open(store) as opened:
        opened.add_articles([Article(title_of(text), text) for text in texts])


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
            self.press_only(key)
            self.wait_until(lambda: self.session.unsaved == 0 and self.session.saving.is_idle)

    def press_only(self, *keys: str) -> None:
        """Press keys and wait for nothing."""
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.view, key)

    def come_back(self) -> None:
        """Turn to this window, from another one."""
        self.window.activateWindow()
        self.view.setFocus()
        self.wait_until(lambda: self.window.isActiveWindow() and self.view.hasFocus())

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

    def double_click(self, words: str) -> None:
        """Click twice on words of the article."""
        point = self.point(*self.place(words))
        port, left = self.view.viewport(), Qt.MouseButton.LeftButton
        self.qtbot.mouseClick(port, left, pos=point)
        self.qtbot.mouseDClick(port, left, pos=point)

    def edge(self, offset: int) -> QPoint:
        """Return the point on a line of the article right before the character at an offset."""
        rect = self.view.place_rect(offset, offset + 1)
        return QPoint(rect.left() + 1, rect.center().y())

    def drag(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Drag in the article from one point to another."""
        self.hold(start, end, modifier)
        self.let_go(end, modifier)

    def hold(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press the mouse's button at one point and move to another."""
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, start)
        self.move((start + end) / 2, modifier)
        self.move(end, modifier)

    def move(self, point: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Move to a point with the mouse's left button down."""
        # QTest's own moves carry no button and no key.
        place, port, buttons = QPointF(point), self.view.viewport(), Qt.MouseButton
        kind, where = QEvent.Type.MouseMove, port.mapToGlobal(place)
        QApplication.sendEvent(
            port, QMouseEvent(kind, place, where, buttons.NoButton, buttons.LeftButton, modifier)
        )

    def let_go(self, end: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Let the mouse's button go."""
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, end)

    def message(self) -> str:
        """Return the sentence in the message bar, or nothing."""
        current = self.window.findChild(MessageBar).current
        return current.sentence if current else ""

    def read(self, sentence: str) -> None:
        """Wait for words in the message bar."""
        bar = self.window.findChild(MessageBar)

        def is_told() -> None:
            assert sentence in bar.accessibleName()
            assert bar.isVisible()

        self.qtbot.waitUntil(is_told, timeout=SECONDS)

    def status(self) -> str:
        """Return what the status bar says, part after part."""
        parts = self.window.findChild(StatusBar).findChildren(QWidget)
        return " ".join(part.accessibleName() for part in parts if part.isVisible())

    def do(self, command_id: str) -> None:
        """Choose a command in a menu."""
        action = self.action(command_id)
        assert action.isEnabled(), f"{command_id} is not offered"
        action.trigger()

    def push(self, words: str, within: QWidget | None = None) -> None:
        """Click on the button with these words."""
        buttons = (within or self.window).findChildren(QAbstractButton)
        button = next(one for one in buttons if one.isVisible() and one.accessibleName() == words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def panel(self, panel_id: str) -> QWidget:
        """Return a panel that is shown."""
        panel = self.window.findChild(QWidget, panel_id)
        assert panel is not None and panel.isVisible()
        return panel

    def lines(self, panel_id: str) -> list[str]:
        """Return the rows of a panel's list, as a screen reader says them."""
        model = self.panel(panel_id).findChild(QAbstractItemView).model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.data(model.index(row, 0), role)) for row in range(model.rowCount())]

    def words(self, panel_id: str) -> str:
        """Return what a panel says beside its rows."""
        labels = self.panel(panel_id).findChildren(TextLabel)
        return " ".join(label.accessibleName() for label in labels if label.isVisible())

    def choose(self, panel_id: str, words: str) -> None:
        """Click on the first row of a panel's list that has these words."""
        rows = self.panel(panel_id).findChild(QAbstractItemView)
        self.wait_until(lambda: any(words in line for line in self.lines(panel_id)))
        number = next(number for number, line in enumerate(self.lines(panel_id)) if words in line)
        index = rows.model().index(number, 0)
        rows.scrollTo(index)
        spot = rows.visualRect(index).center()
        self.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    @property
    def palette(self) -> LabelPalette:
        """The labels that open beside a selection."""
        found: LabelPalette = self.window.findChild(LabelPalette)
        return found

    def selected(self) -> str:
        """Return the selected text."""
        selection = self.session.selection
        assert self.session.annotated
        return self.session.annotated.text[slice(*selection)] if selection else ""

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the store's file, as any SQLite tool does."""
        with closing(sqlite3.connect(self.session.path)) as connection:
            return connection.execute(query).fetchall()

    def drop(self, *paths: Path) -> None:
        """Drop files and folders on the middle of the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = QPointF(self.window.rect().center())
        copy, left, handle = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, self.window.windowHandle()
        QApplication.sendEvent(handle, QDragEnterEvent(place.toPoint(), copy, data, left, NONE))
        QApplication.sendEvent(handle, QDropEvent(place, copy, data, left, NONE))

    def title(self) -> str:
        """Return the open article's title, or nothing."""
        annotated = self.session.annotated
        return annotated.article.title if annotated and self.session.can_edit else ""

    def opens(self, title: str) -> None:
        """Wait until an article is open."""
        self.wait_until(lambda: self.title() == title)

    def rows(self) -> list[tuple[str, str | None, str | None]]:
        """Return what people did, from the store: action, and the surface-free span before and after."""
        query = """
            SELECT action,
                   json_extract(before, '$.label') || ' ' || json_extract(before, '$.state'),
                   json_extract(after, '$.label') || ' ' || json_extract(after, '$.state')
            FROM corrections WHERE action <> 'propose' ORDER BY seq
        """
        return self.ask(query)

    def actions(self) -> list[str]:
        """Return the actions of the rows."""
        return [row[0] for row in self.rows()]

    def action(self, command_id: str) -> QAction:
        """Return the action of a command, as menus show it."""
        return self.window.findChild(QAction, command_id)


OpenWindow = Callable[..., User]
