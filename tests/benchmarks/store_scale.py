"""How fast a big store answers, beside bare SQLite.

`python tests/benchmarks/store_scale.py [--articles 1000,10000,100000] [--spans 50] [--folder FOLDER]`
makes a store of each size with big_store.py and prints a table: milliseconds of the first call, p50 and p95
of the next ones; then what they take of the processor, and what the same statements do in bare sqlite3.
Stores that FOLDER has are used, and what is made stays there; it should lie on the disk to be measured.
100,000 articles take 6 GB and some minutes.
"""

import argparse
import contextlib
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from big_store import LAYER, generate

from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.relabel import relabel
from core.progress import CancelledError, CancelToken, Progress
from core.store.backups import folder_of
from core.store.store import Store

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds by the clock, and of this thread on the processor, whoever else is at work."""

    clock: list[float]
    processor: list[float]


def timed(acts: Iterable[Act]) -> Times:
    times = Times([], [])
    for act in acts:
        clock, processor = time.perf_counter(), time.thread_time()
        act()
        times.clock.append((time.perf_counter() - clock) * 1000)
        times.processor.append((time.thread_time() - processor) * 1000)
    return times


def row(name: str, first: float, ours: Times, bare: Times | None = None) -> None:
    p50, p95 = statistics.median(ours.clock), sorted(ours.clock)[int(len(ours.clock) * 0.95)]
    line = f"{name:40} {first:8.2f} {p50:8.2f} {p95:8.2f}"
    if bare:
        own, its = statistics.median(ours.processor), statistics.median(bare.processor)
        line += f" {own:10.2f} {its:8.2f} {own / its:7.2f}"
    print(line, flush=True)


def corrections_one_by_one(store: Store, ids: list[str], times: int) -> Iterator[Act]:
    for number in range(times):
        annotated = store.annotated(ids[number % len(ids)], LAYER)
        span = next(iter(annotated))
        yield partial(store.commit, relabel([span], f"L{number}", Batch(annotated.article.id, LAYER, LAYER)))


@dataclass(frozen=True, slots=True)
class Measuring:
    """A store, the same file in bare SQLite, and some of its articles."""

    store: Store
    bare: sqlite3.Connection
    articles: int
    sample: list[str]

    def read(self, name: str, *acts: Act) -> None:
        """Tell how long reading takes, beside the same statements in bare SQLite, their rows fetched."""
        acts = acts if len(acts) > 1 else acts * 20
        first = max(timed(dict.fromkeys(acts)).clock)
        row(name, first, timed(acts), timed([self.same(act) for act in acts]))

    def same(self, act: Act) -> Act:
        statements: list[str] = []
        connection = self.store._connection
        connection.set_trace_callback(statements.append)
        act()
        connection.set_trace_callback(None)
        return lambda: [self.bare.execute(statement).fetchall() for statement in statements]

    def reading(self) -> None:
        store, articles = self.store, self.articles
        self.read("library: first page", lambda: store.library(layer=LAYER))
        self.read("library: last page", lambda: store.library(layer=LAYER, offset=articles - 200))
        to_do = partial(store.library, layer=LAYER, status=Status.TODO, offset=articles // 3)
        self.read("library: last page of those to do", to_do)
        self.read("an article with its spans", *(partial(store.annotated, one, LAYER) for one in self.sample))
        self.read("next article not reviewed", lambda: store.next_unreviewed(LAYER, self.sample[0]))
        self.read("status bar: library_count", lambda: store.library_count(layer=LAYER))
        self.read("stats", *[store.stats] * 3)

    def searching(self) -> None:
        store, words = self.store, self.store.article(self.sample[0]).text.split()
        frequent = max(words, key=len)
        for name, query in (("a word", frequent), ("two", f"{words[5]} {frequent}"), ("kal*", "kal*")):
            self.read(f"search: {name}", partial(store.search, query))
        surface = store.concordance(label="ORG", limit=1).lines[0].surface
        self.read("search: surface:", lambda: store.search(f'surface:"{surface}"'))
        filters = "label:ORG state:rejected status:reviewed"
        self.read("search: label: state: status:", lambda: store.search(filters))
        self.read("concordance of a surface", lambda: store.concordance(surface=surface))
        self.read("concordance of a label", lambda: store.concordance(label="ORG"))
        self.read(
            "concordance of a label, sorted", *[partial(store.concordance, label="ORG", sort="right")] * 5
        )

    def remembering(self) -> None:
        store, article_id = self.store, self.sample[0]
        self.read("history: first page", lambda: store.history(limit=200))
        rejected = partial(store.history, annotator=LAYER, action=Action.REJECT, limit=200)
        self.read("history: of an annotator and action", rejected)
        last = store.last_seq()
        self.read("an article as it was", lambda: store.annotated_at(article_id, LAYER, last - 1))

    def writing(self) -> None:
        self.bare.execute("CREATE TABLE IF NOT EXISTS bare_events (seq INTEGER PRIMARY KEY, event TEXT)")
        numbers = count()
        acts = corrections_one_by_one(self.store, self.sample, 200)
        # In turn: what a flush to the disk takes depends on what others write just then.
        times = [(timed([act]).clock[0], timed([self.bare_commit(next(numbers))]).clock[0]) for act in acts]
        ours, bare = ([one[side] for one in times] for side in (0, 1))
        row("one correction, durable (clock)", ours[0], Times(ours, ours), Times(bare, bare))
        self.bare.execute("DROP TABLE bare_events")

    def bare_commit(self, number: int) -> Act:
        """Write what one correction writes: an event, a span, a review."""

        def write() -> None:
            self.bare.execute("BEGIN IMMEDIATE")
            self.bare.execute("INSERT INTO bare_events (event) VALUES (?)", ("x" * 600,))
            self.bare.execute("UPDATE spans SET note = note WHERE rowid = ?", (number + 1,))
            where = "WHERE (article_id, layer) = (SELECT article_id, layer FROM reviews LIMIT 1)"
            self.bare.execute(f"UPDATE reviews SET seconds = seconds {where}")
            self.bare.execute("COMMIT")

        return write

    def backing_up(self) -> None:
        """Tell how soon corrections are durable while the day's backup is made."""
        token = CancelToken()
        with ThreadPoolExecutor(1) as thread:
            backup = thread.submit(back_up, self.store.path, Progress(token=token))
            during = []
            for act in corrections_one_by_one(self.store, self.sample, 200):
                during += timed([act]).clock if not backup.done() else []
            token.cancel()
        if during:
            row(f"the same during the daily backup ({len(during)})", during[0], Times(during, during))
        shutil.rmtree(folder_of(self.store.path), ignore_errors=True)

    def checking(self) -> None:
        clock, processor = time.perf_counter(), time.process_time()
        report = self.store.check()
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        print(f"check: sound {report.sound}, {clock:.1f} s, {report.spans / clock:,.0f} spans/s;", end=" ")
        print(f"all of its threads {processor:.1f} s on the processor")


def back_up(path: Path, progress: Progress) -> None:
    with contextlib.suppress(CancelledError), Store.open(path) as store:
        store.daily_backup(progress)


def measure(path: Path) -> None:
    head = f"{'milliseconds':40} {'first':>8} {'p50':>8} {'p95':>8}"
    print(f"{head} {'processor':>10} {'bare':>8} {'ratio':>7}")
    row(
        "open the store",
        timed([lambda: Store.open(path).close()]).clock[0],
        timed([lambda: Store.open(path).close()] * 20),
    )
    with Store.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as bare:
        bare.execute("PRAGMA synchronous = FULL")
        ids = store.article_ids()
        sample = random.Random(1).sample(ids, min(50, len(ids)))
        measuring = Measuring(store, bare, len(ids), sample)
        measuring.reading()
        measuring.searching()
        measuring.remembering()
        measuring.writing()
        measuring.backing_up()
        measuring.checking()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", default="1000,10000")
    parser.add_argument("--spans", type=int, default=50)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for number in map(int, options.articles.split(",")):
            path = (options.folder or Path(temporary)) / f"scale{number}.db"
            if not path.exists():
                generate(path, number, options.spans)
            size, spans = path.stat().st_size, number * options.spans
            print(f"{number:,} articles, {spans:,} spans: {size >> 20:,} MB, {size / spans:.0f} bytes a span")
            measure(path)


if __name__ == "__main__":
    main()
