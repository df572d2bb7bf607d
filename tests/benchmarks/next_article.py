"""Ctrl+Enter to the next article painted: articles of 4 kB with 100 spans, in the real window.

    python tests/benchmarks/next_article.py

The baseline is a bare QTextEdit in a window of the same size that is given the same texts.
"""

import os
import tempfile
import time
from argparse import Namespace
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.span import Span
from core.settings import Settings
from core.store.store import Store
from core.trace import Trace
from gui.article_view.view import ArticleView
from gui.desktop import Desktop

ARTICLES = 40
WORDS, SPANS = 570, 100
REST = 0.5
"""Seconds that a person takes at least: meanwhile the next article is read."""


def make_store(path: Path) -> list[str]:
    """Make a store of articles with proposals; return their texts."""
    labels = ("PERSON", "ORG", "GPE", "DATE")
    with Store.open(path) as store:
        for number in range(ARTICLES):
            text = f"Article {number}\n" + " ".join(f"word{at % 97:02}" for at in range(WORDS))
            article = store.add_article(Article(f"Article {number}", text))
            batch = Batch(article.id, "bench", "engine")
            starts = range(len(f"Article {number}\n"), len(text) - 7, len(text) // SPANS)
            made = (
                Span(at, at + 6, labels[at % 4], "bench", origin="engine:x@1", score=0.9) for at in starts
            )
            store.commit([batch.correction(Action.PROPOSE, None, span) for span in made])
        return [store.article(article_id).text for article_id in store.article_ids()]


def wait(seconds: float) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def ours(path: Path) -> tuple[list[float], list[float]]:
    """Return milliseconds of each step from the key to the next article painted: clock, processor."""
    options = Namespace(files=[], store=path, article="", annotator="bench", trace=None, screenshot=None)
    desktop = Desktop(options, Settings(None), Trace())
    desktop.proposing.start = lambda: None  # type: ignore[method-assign]
    desktop.window.resize(1440, 900)
    desktop.open()
    while not desktop.session.can_edit:
        wait(0.01)
    view = desktop.window.findChild(ArticleView)
    view.setFocus()
    painted: list[str] = []
    view.painted.connect(lambda: painted.append(desktop.session.annotated.article.id))
    clock, processor = [], []
    for _ in range(ARTICLES - 2):
        wait(REST)
        here = desktop.session.annotated.article.id
        painted.clear()
        begun, used = time.perf_counter(), time.process_time()
        QTest.keySequence(view, "Ctrl+Return")
        while not painted or painted[-1] == here:
            QApplication.processEvents()
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
    desktop.window.close()
    desktop.close()
    return clock, processor


def bare(texts: list[str]) -> list[float]:
    """Return milliseconds of a bare editor for each text."""
    window, editor = QMainWindow(), QTextEdit()
    window.setCentralWidget(editor)
    window.resize(1440, 900)
    window.show()
    times = []
    for text in texts:
        QApplication.processEvents()
        begun = time.perf_counter()
        editor.setPlainText(text)
        editor.viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def main() -> None:
    """Measure and print."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        path = Path(folder, "store.db")
        texts = make_store(path)
        clock, processor = ours(path)
        baseline = median(bare(texts))
    for name, times in (("by the clock", clock), ("of the processor", processor)):
        most = quantiles(times, n=20)[-1]
        print(f"Ctrl+Enter to the next painted, {name:18} median {median(times):6.1f}   p95 {most:6.1f} ms")
    print(f"a bare editor given the same text: {baseline:.1f} ms, ratio {median(clock) / baseline:.1f}")
    application.quit()


if __name__ == "__main__":
    main()
