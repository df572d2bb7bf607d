"""Key to repainted and to durable, over 200 corrections: on the sample, beside an audit, in 1 MB.

    python tests/benchmarks/corrections.py

The window is the real one on a real store; keys are real key events; the times are the trace's own. The
baselines, on the sample: a bare QTextEdit with the same text in a window of the same size, repainted whole
at a key; and a bare sqlite3 transaction of one row with the same durability, on the same disk.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from core import assets
from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.propose import propose
from core.annotation.scheme import load_scheme
from core.annotation.span import Span
from core.progress import Progress
from core.review.auditing import audit_apart
from core.settings import Settings
from core.store.store import Store
from core.trace import Trace
from gui.article_view.view import ArticleView
from gui.desktop import Desktop
from gui.program import InputClock

SAMPLE = assets.path("samples", "000_37ceacafcc040ebd.txt")
CORRECTIONS = 200
SENTENCE = "Kim met Ana in Oslo.\n"
KEYS = ("Tab", "P", "Shift+Right", "O", "Shift+Left", "Return", "G", "Delete", "Ctrl+Z", "Return")


def corrections(
    folder: Path, fill: Callable[[Path], None], audits: bool = False
) -> tuple[list[float], list[float]]:
    """Return milliseconds from the key to repainted, and to durable, of each correction.

    `audits`: the store is checked for consistency all the while, as the Findings panel does it.
    """
    folder.mkdir()
    store, trace_file = folder / "store.db", folder / "trace.jsonl"
    fill(store)
    trace = Trace.to_file(trace_file)
    application = QApplication.instance()
    assert application
    clock = InputClock(trace, application)
    application.installEventFilter(clock)
    options = Namespace(
        files=[], store=store, article="", annotator="bench", trace=trace_file, screenshot=None
    )
    desktop = Desktop(options, Settings(None), trace)
    desktop.proposing.start = lambda: None  # type: ignore[method-assign]
    desktop.window.resize(1440, 900)
    desktop.open()
    wait_until(lambda: desktop.session.can_edit)
    view = desktop.window.findChild(ArticleView)
    view.setFocus()
    if audits:
        desktop.session.long_work.start("auditing", audit_again_and_again, print, print)
    wait_until(lambda: False, 0.5)
    for key in cycle(KEYS):
        QTest.keySequence(view, key)
        wait_until(lambda: desktop.session.saving.is_idle)
        wait_until(lambda: False, 0.02)
        if len(by_batch(trace_file)) >= CORRECTIONS:
            break
    application.removeEventFilter(clock)
    desktop.window.close()
    desktop.close()
    times = by_batch(trace_file).values()
    return (
        [one["painted"] - one["input"] for one in times],
        [one["durable"] - one["input"] for one in times],
    )


def the_sample(store: Path) -> None:
    """Make a store with the sample and the engine's proposals."""
    command = [sys.executable, "-m", "core", "import", str(SAMPLE), "--store", str(store)]
    subprocess.run([*command, "--extract", "--annotator", "bench"], check=True, capture_output=True)


def a_megabyte(path: Path) -> None:
    """Make a store with an article of 1 MB and 50,000 proposals."""
    text = SENTENCE * 50_000
    with Store.open(path) as store:
        article = store.add_article(Article("1 MB", text))
        starts = range(0, len(text), len(SENTENCE))
        spans = [Span(at, at + 3, "PERSON", "bench", score=0.9, origin="engine:bench@1") for at in starts]
        annotated = store.annotated(article.id, "bench")
        store.commit(propose(annotated, spans, Batch(article.id, "bench", "engine")))


def audit_again_and_again(store: Store, progress: Progress) -> None:
    """Check the store until it is cancelled."""
    while True:
        for _ in audit_apart(store.path, "bench", load_scheme(), progress):
            progress.check()


def by_batch(trace_file: Path) -> dict[str, dict[str, float]]:
    """Return the times of each batch that was begun, painted and made durable."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for event in map(json.loads, trace_file.read_text(encoding="utf-8").splitlines()):
        if "batch" in event:
            found[event["batch"]].setdefault(event["event"], event["ms"])
    return {batch: times for batch, times in found.items() if len(times) == 3}


class Repainted(QObject):
    """Notes when a widget was painted."""

    at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the time of a paint and leave it be."""
        if event.type() is QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


def bare_repaints() -> list[float]:
    """Return milliseconds from a key to repainted in a bare QTextEdit."""
    window, text, clock = QMainWindow(), QTextEdit(), Repainted()
    text.setPlainText(SAMPLE.read_text(encoding="utf-8"))
    window.setCentralWidget(text)
    window.resize(1440, 900)
    window.show()
    text.viewport().installEventFilter(clock)
    times = []
    for _ in range(CORRECTIONS):
        begun = time.perf_counter()
        QTest.keyClick(text, Qt.Key.Key_Right)
        text.viewport().update()
        wait_until(lambda begun=begun: clock.at > begun)
        times.append((clock.at - begun) * 1000)
    return times


def bare_commits(folder: Path) -> list[float]:
    """Return milliseconds of a durable one-row transaction."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE corrections (seq INTEGER PRIMARY KEY, after TEXT)")
    times = []
    for _ in range(CORRECTIONS):
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO corrections (after) VALUES (?)", ("x" * 300,))
        connection.execute("COMMIT")
        times.append((time.perf_counter() - begun) * 1000)
    connection.close()
    return times


def wait_until(condition: object, seconds: float = 20.0) -> None:
    """Let Qt work until something holds, or time is up; between two events the thread sleeps, as it does."""
    end = time.perf_counter() + seconds
    beat = QTimer(interval=5)
    beat.start()
    while not condition() and time.perf_counter() < end:  # type: ignore[operator]
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def row(name: str, own: list[float], bare: list[float]) -> str:
    """Return a line of the table: median and 95th percentile of both, and the ratio of the medians."""
    own_p95, bare_p95 = quantiles(own, n=20)[-1], quantiles(bare, n=20)[-1]
    ours = f"median {median(own):6.2f} ms  p95 {own_p95:6.2f} ms"
    theirs = f"median {median(bare):6.2f} ms  p95 {bare_p95:6.2f} ms"
    return f"{name:16} {ours}   bare: {theirs}   ratio {median(own) / median(bare):.2f}"


def main() -> None:
    """Measure, and print the table."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        painted, durable = corrections(folder / "alone", the_sample)
        painted_beside, durable_beside = corrections(folder / "beside an audit", the_sample, audits=True)
        painted_large, durable_large = corrections(folder / "large", a_megabyte)
        commits, repaints = bare_commits(folder), bare_repaints()
    print(f"{len(painted)} corrections on the sample")
    print(row("key to repainted", painted, repaints))
    print(row("key to durable", durable, commits))
    print("while the store is audited")
    print(row("key to repainted", painted_beside, repaints))
    print(row("key to durable", durable_beside, commits))
    print("in an article of 1 MB with 50,000 spans")
    print(row("key to repainted", painted_large, repaints))
    print(row("key to durable", durable_large, commits))
    application.quit()


if __name__ == "__main__":
    main()
