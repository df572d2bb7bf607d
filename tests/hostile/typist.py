"""The real program with somebody at its keyboard: `python typist.py SEED ARGUMENT ...`.

The arguments are those of `rubricator`. As soon as an article can be corrected, keys come in one after the
other, as the window system brings them, until the program is killed. The engine is left out: its proposals
are in the store.
"""

import random
import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import main
from gui.article_view.view import ArticleView
from gui.desktop import Desktop

KEYS = (
    *("Tab", "Tab", "F8", "Return", "Return", "P", "O", "G", "Delete", "Shift+Right", "Shift+Left"),
    *("Alt+Shift+Left", "M", "S", "=", "Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Return", "Alt+Up"),
)
_BETWEEN_MS = 8


class Typist(QObject):
    """Presses a key whenever the one before has been heard."""

    def __init__(self, desktop: Desktop, source: random.Random) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self._source = source
        self._timer = QTimer(self, interval=_BETWEEN_MS)
        self._timer.timeout.connect(self._press)
        desktop.session.article_opened.connect(self._timer.start)

    def _press(self) -> None:
        if self._desktop.session.can_edit:
            view = self._desktop.window.findChild(ArticleView)
            QTest.keySequence(QApplication.focusWidget() or view, self._source.choice(KEYS))


def with_typist(seed: int) -> None:
    """Have the next window typed at from the moment it is shown."""
    shown = Desktop.open

    def show(desktop: Desktop) -> None:
        desktop.proposing.start = lambda: None  # type: ignore[method-assign]
        Typist(desktop, random.Random(seed))
        shown(desktop)

    Desktop.open = show  # type: ignore[method-assign]


if __name__ == "__main__":
    with_typist(int(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
