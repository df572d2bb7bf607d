"""How fast the store is, beside bare SQLite: `python tests/benchmarks/store_speed.py [FOLDER [ARTICLES]]`.

FOLDER should lie on the disk that is to be measured; on one in memory an fsync costs nothing.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.relabel import relabel
from core.annotation.edits.undo import undo
from core.annotation.span import Span
from core.store.store import Store

LAYER = "anna"
SENTENCE = "the minister said on Tuesday that grain from Odesa would reach Kenya before the EU summit"
WORDS = SENTENCE.split()


def text_of(number: int, length: int = 3_000) -> str:
    words = [f"Article{number}"]
    while len(words) * 6 < length:
        words.append(WORDS[(len(words) * (number % 7 + 3)) % len(WORDS)])
    return " ".join(words)


def milliseconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def told(name: str, samples: list[float]) -> None:
    ordered = sorted(samples)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{name:52} p50 {statistics.median(ordered):8.3f} ms   p95 {p95:8.3f} ms   ({len(ordered)})")


def bare_inserts(path: Path, number: int) -> Iterator[float]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, event TEXT)")
        for _ in range(number):
            yield milliseconds(
                lambda: connection.execute("INSERT INTO events (event) VALUES (?)", ("x" * 600,))
            )


def spans_of(text: str, number: int) -> list[Span]:
    step = max(1, (len(text) - 10) // number)
    return [Span(at, at + 5, "ORG", LAYER, score=0.5 + at % 97 / 200) for at in range(0, number * step, step)]


def fill(store: Store, articles: int, spans: int) -> list[Article]:
    stored = store.add_articles(Article(f"Title {number}", text_of(number)) for number in range(articles))
    for article in stored:
        batch = Batch(article.id, LAYER, "engine")
        store.commit([batch.correction(Action.PROPOSE, None, span) for span in spans_of(article.text, spans)])
    return stored


def measure_commits(store: Store, article: Article, number: int) -> None:
    samples = []
    spans = list(store.annotated(article.id, LAYER))[:number]
    for turn in range(number):
        at = turn % len(spans)
        corrections = relabel([spans[at]], f"{spans[at].label}x", Batch(article.id, LAYER, "anna"))
        after = corrections[0].after
        assert isinstance(after, Span)
        spans[at] = after
        samples.append(milliseconds(partial(store.commit, corrections)))
    told("commit of one correction", samples)


def main() -> None:
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        folder = Path(name)
        told("bare sqlite3: one INSERT, WAL, FULL", list(bare_inserts(folder / "bare.db", 500)))
        path = folder / "small.db"
        told("open a new store", [milliseconds(lambda: Store.open(path).close())])
        store = Store.open(path)
        (article,) = fill(store, 1, 400)
        measure_commits(store, article, 500)
        store._connection.execute("PRAGMA synchronous = OFF")
        measure_commits(store, article, 500)
        print("   (the last without fsync: the store's own work)")
        store.close()
        told("open an existing store", [milliseconds(lambda: Store.open(path).close()) for _ in range(50)])
        measure_long_article(folder / "long.db")
        measure_corpus(folder / "corpus.db", int(sys.argv[2]) if len(sys.argv) > 2 else 20_000, 20)


def measure_long_article(path: Path) -> None:
    store = Store.open(path)
    article = store.add_article(Article("Long", text_of(0, 1_000_000)))
    batch = Batch(article.id, LAYER, "engine")
    proposals = [batch.correction(Action.PROPOSE, None, span) for span in spans_of(article.text, 50_000)]
    told("commit 50,000 proposals", [milliseconds(lambda: store.commit(proposals))])
    told(
        "read an article with 50,000 spans",
        [milliseconds(lambda: store.annotated(article.id, LAYER)) for _ in range(5)],
    )
    measure_commits(store, article, 200)
    everything = relabel(store.annotated(article.id, LAYER), "GPE", Batch(article.id, LAYER, "anna"))
    told("relabel 50,000 spans", [milliseconds(lambda: store.commit(everything))])
    take_back = undo(store.batch(everything[0].batch), Batch(article.id, LAYER, "anna"))
    told("undo that", [milliseconds(lambda: store.commit(take_back))])
    told("undo_candidate after that", [milliseconds(lambda: store.undo_candidate(LAYER)) for _ in range(50)])
    told("redo_candidate after that", [milliseconds(lambda: store.redo_candidate(LAYER)) for _ in range(50)])
    store.close()


def measure_corpus(path: Path, articles: int, spans: int) -> None:
    store = Store.open(path)
    begin = time.perf_counter()
    stored = fill(store, articles, spans)
    print(
        f"{articles} articles with {spans} spans each: {time.perf_counter() - begin:.1f} s, "
        f"{path.stat().st_size >> 20} MB"
    )
    measure_commits(store, stored[len(stored) // 2], 200)
    listings: list[tuple[str, str, Status | None, int]] = [
        ("first page", "", None, 0),
        ("last page", "", None, articles - 200),
        ("first page of those to do", "", Status.TODO, 0),
        ("last page of those to do", "", Status.TODO, articles - 300),
        ("with a word", "odesa", None, 0),
        ("with a letter", "o", None, 0),
        ("with a title", "title 1999", None, 0),
    ]
    for name, text, status, offset in listings:
        page = partial(store.library, layer=LAYER, text=text, status=status, offset=offset)
        told(f"library: {name}", [milliseconds(page) for _ in range(5)])
        count = partial(store.library_count, layer=LAYER, text=text, status=status)
        told(f"library_count: {name}", [milliseconds(count) for _ in range(5)])
    told("search", [milliseconds(lambda: store.search("odesa kenya")) for _ in range(5)])
    told("count_surface", [milliseconds(lambda: store.count_surface("grain")) for _ in range(5)])
    told("stats", [milliseconds(store.stats) for _ in range(3)])
    begin = time.perf_counter()
    report = store.check()
    seconds = time.perf_counter() - begin
    print(
        f"check: {report.spans} spans, {report.corrections} corrections, sound: {report.sound}, "
        f"{seconds:.1f} s, {report.spans / seconds:,.0f} spans/s"
    )
    begin = time.perf_counter()
    store.backup(path.with_name("backup.db"))
    print(f"backup: {time.perf_counter() - begin:.1f} s")
    told("open the corpus", [milliseconds(lambda: Store.open(path).close()) for _ in range(20)])
    store.close()


if __name__ == "__main__":
    main()
