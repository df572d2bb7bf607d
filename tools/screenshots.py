"""Draws the README's pictures with the real window, offscreen: `make screenshots`."""

import os
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import assets
from core.settings import THEME, Settings
from core.trace import Trace
from gui.article_view.view import ArticleView
from gui.desktop import Desktop

IMAGES = Path(__file__).resolve().parent.parent / "docs/images"
SAMPLE = assets.path("samples", "000_37ceacafcc040ebd.txt")
ANNOTATOR = "maria"
DECIDED = 30


def main() -> None:
    """Draw the window in the middle of the work, light and dark."""
    application = QApplication([])
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        # The window is the usual one, and leaves no trace of its layout.
        os.environ["XDG_STATE_HOME"] = folder
        store = Path(folder, "articles.db")
        command = [sys.executable, "-m", "core", "import", str(SAMPLE), "--store", str(store)]
        subprocess.run([*command, "--extract", "--annotator", ANNOTATOR], check=True, capture_output=True)
        options = Namespace(
            files=[], store=store, article="", annotator=ANNOTATOR, trace=None, screenshot=None
        )
        desktop = Desktop(options, Settings(None), Trace())
        desktop.open()
        wait_until(lambda: desktop.session.engine_words.startswith("news"))
        view = desktop.window.findChild(ArticleView)
        work(desktop, view)
        for theme in ("light", "dark"):
            desktop.window.look.choose(THEME, theme)
            wait(500)
            desktop.window.grab().save(str(IMAGES / f"window-{theme}.png"))
            print(f"docs/images/window-{theme}.png")
        desktop.window.close()
        desktop.close()
    application.quit()


def work(desktop: Desktop, view: ArticleView) -> None:
    """Decide some spans by keys, and stop before one that is not decided yet."""
    QTest.keySequence(view, "Tab")
    for _ in range(DECIDED):
        QTest.keySequence(view, "Return")
        wait_until(lambda: desktop.session.saving.is_idle)
    wait(300)


def wait(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    while not condition():
        wait(20)


if __name__ == "__main__":
    main()
