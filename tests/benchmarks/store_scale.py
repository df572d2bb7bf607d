"""How fast a big store answers, beside bare SQLite.

`python tests/benchmarks/store_scale.py [--articles 1000,10000,100000] [--spans 50] [--folder FOLDER]`
makes a store of each size with big_store.py and prints a table: milliseconds of the first call, p50 and p95
of the next ones, and how often what the same statements take in bare sqlite3. Stores that FOLDER has are
used, and what is made stays there; it should lie on the disk to be measured. 100,000 articles take 6 GB and
some minutes.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from big_store import LAYER, generate

from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.relabel import relabel
from core.store.store import Store

Act = Callable[[], object]


def timed(acts: Sequence[Act]) -> list[float]:
    """Return the milliseconds that each takes."""
    samples = []
    for act in acts:
        begin = time.perf_counter()
        act()
        samples.append((time.perf_counter() - begin) * 1000)
    return samples


def row(name: str, first: float, ours: list[float], bare: list[float] | None = None) -> None:
    p50, p95 = statistics.median(ours), sorted(ours)[int(len(ours) * 0.95)]
    beside = f"{statistics.median(bare):9.2f} {p50 / statistics.median(bare):6.2f}" if bare else ""
    print(f"{name:44} {first:9.2f} {p50:9.2f} {p95:9.2f} {beside}", flush=True)


def corrections_one_by_one(store: Store, ids: list[str], times: int) -> Iterator[Act]:
    for number in range(times):
        annotated = store.annotated(ids[number % len(ids)], LAYER)
        span = next(iter(annotated))
        yield partial(store.commit, relabel([span], f"L{number}", Batch(annotated.article.id, LAYER, LAYER)))


def bare_commit(bare: sqlite3.Connection, number: int) -> None:
    """Write what one correction writes: an event, a span, a review."""
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("INSERT INTO bare_events (event) VALUES (?)", ("x" * 600,))
    bare.execute("UPDATE spans SET note = note WHERE rowid = ?", (number + 1,))
    where = "WHERE (article_id, layer) = (SELECT article_id, layer FROM reviews LIMIT 1)"
    bare.execute(f"UPDATE reviews SET seconds = seconds {where}")
    bare.execute("COMMIT")


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
        first = max(timed(acts)) if acts[0] is not acts[-1] else timed(acts[:1])[0]
        row(name, first, timed(acts), timed([self.same(act) for act in acts]))

    def same(self, act: Act) -> Act:
        statements: list[str] = []
        connection = self.store._connection
        connection.set_trace_callback(statements.append)
        act()
        connection.set_trace_callback(None)
        return lambda: [self.bare.execute(statement).fetchall() for statement in statements]

    def reading(self) -> None:
        store, count = self.store, self.articles
        self.read("library: first page", lambda: store.library(layer=LAYER))
        self.read("library: last page", lambda: store.library(layer=LAYER, offset=count - 200))
        to_do = partial(store.library, layer=LAYER, status=Status.TODO, offset=count // 3)
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
        ours, bare = [], []
        # In turn: what a flush to the disk takes depends on what others write just then.
        for number, act in enumerate(corrections_one_by_one(self.store, self.sample, 200)):
            ours += timed([act])
            bare += timed([partial(bare_commit, self.bare, number)])
        row("one correction, durable", ours[0], ours, bare)
        self.bare.execute("DROP TABLE bare_events")

    def checking(self) -> None:
        begin = time.perf_counter()
        report = self.store.check()
        seconds = time.perf_counter() - begin
        print(f"check: sound {report.sound}, {seconds:.1f} s, {report.spans / seconds:,.0f} spans/s")


def measure(path: Path) -> None:
    print(f"{'milliseconds':44} {'first':>9} {'p50':>9} {'p95':>9} {'bare p50':>9} {'ratio':>6}")
    opened = timed([lambda: Store.open(path).close()] * 20)
    row("open the store", opened[0], opened[1:])
    with Store.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as bare:
        bare.execute("PRAGMA synchronous = FULL")
        ids = store.article_ids()
        sample = random.Random(1).sample(ids, min(50, len(ids)))
        measuring = Measuring(store, bare, len(ids), sample)
        measuring.reading()
        measuring.searching()
        measuring.remembering()
        measuring.writing()
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
