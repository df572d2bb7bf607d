"""Memory of the window with a 1 MB article of 50,000 spans open, beside a bare window with the same text.

    python tests/benchmarks/memory_of_window.py

Each is a process of its own, whose resident memory is read once it has painted and come to rest.
"""

import os
import subprocess
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SETTLED_MS = 3000


def make_store(path: Path) -> None:
    """Make a store with the article."""
    from article_view_speed import CHARACTERS, SPANS, make_article

    from core.annotation.correction import Action, Batch
    from core.annotation.span import Span
    from core.store.store import Store

    made = make_article(CHARACTERS, SPANS)
    with Store.open(path) as store:
        article = store.add_article(made.article)
        batch = Batch(article.id, "bench", "engine")
        spans = (Span(one.start, one.end, one.label, "bench", origin="engine:x@1", score=0.9) for one in made)
        store.commit([batch.correction(Action.PROPOSE, None, span) for span in spans])


def ours(path: Path) -> None:
    """Open the window on the store, and tell the memory."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from core.settings import Settings
    from core.trace import Trace
    from gui.desktop import Desktop

    application = QApplication([])
    options = Namespace(files=[], store=path, article="", annotator="bench", trace=None, screenshot=None)
    desktop = Desktop(options, Settings(None), Trace())
    desktop.proposing.start = lambda: None  # type: ignore[method-assign]
    desktop.session.article_opened.connect(lambda: QTimer.singleShot(SETTLED_MS, tell))
    desktop.open()
    application.exec()


def bare(path: Path) -> None:
    """Show the text in a bare window, and tell the memory."""
    import sqlite3

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    application = QApplication([])
    text = sqlite3.connect(path).execute("SELECT text FROM articles").fetchone()[0]
    window, editor = QMainWindow(), QTextEdit()
    editor.setReadOnly(True)
    editor.setPlainText(text)
    window.setCentralWidget(editor)
    window.resize(1440, 900)
    window.show()
    QTimer.singleShot(SETTLED_MS, tell)
    application.exec()


def tell() -> None:
    """Print this process's resident memory in MB, and end it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    print(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, flush=True)
    os._exit(0)


def main() -> None:
    """Measure both and print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "store.db")
        make_store(path)
        environment = {**os.environ, "HOME": folder, "XDG_STATE_HOME": folder}
        figures = {}
        for name in ("ours", "bare"):
            command = [sys.executable, __file__, name, str(path)]
            done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
            figures[name] = float(done.stdout.split()[-1])
    own, baseline = figures["ours"], figures["bare"]
    print(f"1 MB with 50,000 spans open: {own:.0f} MB; bare: {baseline:.0f} MB; {own / baseline:.2f} times")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"ours": ours, "bare": bare}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
