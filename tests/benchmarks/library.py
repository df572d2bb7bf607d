"""How fast a library of 100,000 articles is shown, filtered and sorted, from the wish to the painted rows.

    python tests/benchmarks/library.py [--articles 100000]

The panel is the real one on a real store of short articles with a proposal each, a third of them reviewed.
The baseline is the statement of a first page in bare sqlite3 on the same file.
"""

import argparse
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.scheme import load_scheme
from core.annotation.span import Span
from core.store.library import AS_IMPORTED, LibrarySort, SortKey
from core.store.store import Store
from core.trace import Trace
from gui.models.library_model import LibraryModel
from gui.panels.library import LibraryPanel
from gui.session import Session
from gui.theme import apply_theme, load_theme

AT_ONCE = 2_000
LAYER = "anna"
TOPICS = ("grain", "steel", "coffee", "harvest", "election", "summit", "merger", "storm")


def make_store(path: Path, number: int) -> None:
    """Make a store of short articles with a proposal each, a third of them reviewed."""
    with Store.open(path) as store:
        for start in range(0, number, AT_ONCE):
            some = [
                Article(f"Report {one} on {TOPICS[one % 8]}", f"Report {one}. {TOPICS[one % 7]} rose again.")
                for one in range(start, min(start + AT_ONCE, number))
            ]
            made = store.add_articles(some)
            store.commit([proposal(one, number) for number, one in enumerate(made)])
            store.commit(
                [
                    Batch(one.id, LAYER, LAYER).correction(Action.STATUS, Status.TODO, Status.REVIEWED)
                    for one in made[::3]
                ]
            )


def proposal(article: Article, number: int) -> Correction:
    """Return the proposal of a span at the beginning of an article."""
    span = Span(0, 6, ("ORG", "GPE")[number % 2], LAYER, origin="engine:bench@1")
    return Batch(article.id, LAYER, "engine").correction(Action.PROPOSE, None, span)


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    beat = QTimer(interval=1)
    beat.start()
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def shown(path: Path) -> tuple[float, LibraryPanel, Session]:
    """Return the milliseconds from the wish to open the store to the first rows painted."""
    session = Session(path, LAYER, load_scheme(), Trace())
    panel = LibraryPanel(session, load_theme("light"))
    panel.resize(260, 800)
    panel.show()
    QApplication.processEvents()
    model = panel.findChild(LibraryModel)
    begun = time.perf_counter()
    session.open_store()
    until(lambda: model.rowCount() > 0)
    panel.repaint()
    return (time.perf_counter() - begun) * 1000, panel, session


def filtered(
    panel: LibraryPanel, text: str, status: Status | None, label: str, sort: LibrarySort
) -> tuple[float, float]:
    """Return the milliseconds from a filter and a sort to the rows: by the clock, and of the processor.

    The second is what a busy machine leaves unspoilt.
    """
    model, told = panel.findChild(LibraryModel), []
    connection = model.counted.connect(lambda *counts: told.append(counts))
    begun, used = time.perf_counter(), time.process_time()
    model.set_filter(text, status, label, sort)
    until(lambda: bool(told))
    panel.repaint()
    spent = (time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000
    model.disconnect(connection)
    return spent


def bare(path: Path) -> float:
    """Return the milliseconds of a first page in bare sqlite3."""
    begun = time.perf_counter()
    connection = sqlite3.connect(path)
    connection.execute("SELECT seq, id, title, added_at FROM articles LIMIT 200").fetchall()
    connection.close()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    number = parser.parse_args().articles
    application = QApplication([])
    apply_theme(application, load_theme("light"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.db")
        make_store(path, number)
        base = median(bare(path) for _ in range(5))
        spent, panel, session = shown(path)
        print(f"library of {number:,} articles; a first page in bare sqlite3: {base:.1f} ms")
        print(f"{'shown, from opening the store':44} {spent:8.1f} ms")
        for name, text, status, label, sort in (
            ("filtered by a word in title or text", "harvest", None, "", AS_IMPORTED),
            ("filtered by the beginning of a word", "har", None, "", AS_IMPORTED),
            ("filtered by status", "", Status.REVIEWED, "", AS_IMPORTED),
            ("filtered by a word and status", "storm", Status.TODO, "", AS_IMPORTED),
            ("filtered by a label", "", None, "ORG", AS_IMPORTED),
            *((f"sorted by {key}", "", None, "", LibrarySort(key, descending=True)) for key in SortKey),
        ):
            times = [filtered(panel, text, status, label, sort) for _ in range(7)]
            clock, processor = (median(part) for part in zip(*times, strict=True))
            print(f"{name:44} median {clock:8.1f} ms   processor {processor:8.1f} ms")
        session.close()
    application.quit()


if __name__ == "__main__":
    main()
