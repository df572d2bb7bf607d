"""A big store, made from a seed, and how fast it answers beside bare SQLite.

`python tests/benchmarks/store_scale.py [--articles 1000,20000] [--spans 50] [--folder FOLDER] [--keep]`
makes a store of each size (3,000 characters an article) and prints a table: milliseconds, p50 and p95,
and how often what the same statement takes in bare sqlite3. FOLDER should lie on the disk to be measured.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.span import Span
from core.store.store import Store

LAYER = "anna"
LABELS = ("PERSON", "ORG", "GPE", "DATE", "MONEY", "NORP")
SYLLABLES = ("ka", "lo", "mi", "ren", "sta", "vel", "dor", "an", "os", "ti", "bru", "né", "shi", "gar")
AT_ONCE = 50


def vocabulary(random: random.Random, size: int = 20_000) -> list[str]:
    words = ("".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(size))
    return [word.capitalize() if number % 4 == 0 else word for number, word in enumerate(words)]


def articles(random: random.Random, number: int, length: int = 3_000) -> Iterator[Article]:
    words = vocabulary(random)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    # Drawing once and cutting pieces out of it is quicker than drawing for each article.
    pool = random.choices(words, weights, k=500_000)
    for one in range(number):
        at = random.randrange(len(pool) - length // 4)
        text = f"Report {one}. {' '.join(pool[at : at + length // 4])}"[:length]
        yield Article(f"Report {one} on {pool[at]}", text)


def proposals(random: random.Random, text: str, number: int) -> Iterator[Span]:
    for _ in range(number):
        start = text.rfind(" ", 0, random.randrange(20, len(text) - 40)) + 1
        end = text.find(" ", start + 1)
        score = round(random.uniform(0.3, 1), random.choice((2, 17)))
        yield Span(start, end, random.choice(LABELS), LAYER, origin="engine:scale@1", score=score)


def work(random: random.Random, spans: list[Span], batch: Batch) -> Iterator[Correction]:
    """Decide some of an article's spans, as a person would."""
    for span in random.sample(spans, len(spans) // 5):
        act = random.random()
        if act < 0.7:
            yield from accept([span], batch)
        elif act < 0.9:
            yield from reject([span], batch)
        else:
            yield from relabel([span], random.choice(LABELS), batch)


def generate(path: Path, number: int, spans: int, seed: int = 6) -> tuple[float, int]:
    """Make a store; return the seconds that its commits took, and how many corrections they were."""
    source = random.Random(seed)
    seconds, written = 0.0, 0
    with Store.open(path) as store:
        stream = articles(source, number)
        while some := list(islice(stream, AT_ONCE)):
            made = [(one, list(proposals(source, one.text, spans))) for one in some]
            corrections = [one for article, found in made for one in day(source, article, found)]
            begin = time.perf_counter()
            store.add_articles(some)
            store.commit(corrections)
            seconds += time.perf_counter() - begin
            written += len(corrections)
    return seconds, written


def day(random: random.Random, article: Article, found: list[Span]) -> Iterator[Correction]:
    machine, person = Batch(article.id, LAYER, "engine"), Batch(article.id, LAYER, LAYER)
    yield from (machine.correction(Action.PROPOSE, None, span) for span in found)
    if random.random() < 0.6:
        yield from work(random, found, person)
        if random.random() < 0.5:
            yield person.correction(Action.STATUS, Status.TODO, Status.REVIEWED)


def timed(act: Callable[[], object], times: int) -> list[float]:
    samples = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        samples.append((time.perf_counter() - begin) * 1000)
    return sorted(samples)


def told(name: str, ours: list[float], bare: list[float] | None = None) -> None:
    p50, p95 = statistics.median(ours), ours[int(len(ours) * 0.95)]
    beside = f"{statistics.median(bare):9.2f} {p50 / statistics.median(bare):6.2f}" if bare else ""
    print(f"{name:44} {p50:9.2f} {p95:9.2f} {beside}", flush=True)


def corrections_one_by_one(store: Store, ids: list[str], times: int) -> Iterator[Callable[[], None]]:
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

    def rows(self, query: str, *parameters: object) -> Callable[[], object]:
        return lambda: self.bare.execute(query, parameters).fetchall()

    def reading(self) -> None:
        store, count = self.store, self.articles
        listed = "SELECT seq, id, title, added_at FROM articles INDEXED BY articles_listed LIMIT 200"
        told(
            "library: first page", timed(lambda: store.library(layer=LAYER), 20), timed(self.rows(listed), 20)
        )
        told("library: last page", timed(lambda: store.library(layer=LAYER, offset=count - 200), 20))
        to_do = partial(store.library, layer=LAYER, status=Status.TODO, offset=count // 3)
        told("library: last page of those to do", timed(to_do, 5))
        order = iter(self.sample * 3)
        spans = self.rows("SELECT * FROM spans WHERE article_id = ? AND layer = ?", self.sample[0], LAYER)
        told(
            "an article with its spans",
            timed(lambda: store.annotated(next(order), LAYER), 50),
            timed(spans, 50),
        )
        told("next article not reviewed", timed(lambda: store.next_unreviewed(LAYER, self.sample[0]), 20))
        told("status bar: library_count", timed(lambda: store.library_count(layer=LAYER), 20))
        told("stats", timed(store.stats, 3))

    def searching(self) -> None:
        store, words = self.store, self.store.article(self.sample[0]).text.split()
        frequent = max(words, key=len)
        bare = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rank LIMIT 50"
        for name, query in (("a word", frequent), ("two", f"{words[5]} {frequent}"), ("kal*", "kal*")):
            told(
                f"search: {name}", timed(partial(store.search, query), 10), timed(self.rows(bare, query), 10)
            )
        surface = store.concordance(label="ORG", limit=1).lines[0].surface
        told("search: surface:", timed(lambda: store.search(f'surface:"{surface}"'), 10))
        filters = "label:ORG state:rejected status:reviewed"
        told("search: label: state: status:", timed(lambda: store.search(filters), 10))
        at = self.rows("SELECT article_id, start FROM spans WHERE surface = ? LIMIT 100", surface)
        told("concordance of a surface", timed(lambda: store.concordance(surface=surface), 20), timed(at, 20))
        told("concordance of a label", timed(lambda: store.concordance(label="ORG"), 20))
        told("concordance of a label, sorted", timed(lambda: store.concordance(label="ORG", sort="right"), 5))

    def remembering(self) -> None:
        store, article_id = self.store, self.sample[0]
        told("history: first page", timed(lambda: store.history(limit=200), 20))
        rejected = partial(store.history, annotator=LAYER, action=Action.REJECT, limit=200)
        told("history: of an annotator and action", timed(rejected, 20))
        last = store.last_seq()
        told("an article as it was", timed(lambda: store.annotated_at(article_id, LAYER, last - 1), 20))

    def writing(self) -> None:
        self.bare.execute("CREATE TABLE bare_events (seq INTEGER PRIMARY KEY, event TEXT)")
        acts = corrections_one_by_one(self.store, self.sample, 200)
        ours = sorted(sample for act in acts for sample in timed(act, 1))
        numbers = iter(range(200))
        told("one correction, durable", ours, timed(lambda: bare_commit(self.bare, next(numbers)), 200))
        self.bare.execute("DROP TABLE bare_events")

    def checking(self) -> None:
        begin = time.perf_counter()
        report = self.store.check()
        seconds = time.perf_counter() - begin
        print(f"check: sound {report.sound}, {seconds:.1f} s, {report.spans / seconds:,.0f} spans/s")


def measure(path: Path) -> None:
    print(f"{'milliseconds':44} {'p50':>9} {'p95':>9} {'bare p50':>9} {'ratio':>6}")
    told("open the store", timed(lambda: Store.open(path).close(), 20))
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
    parser.add_argument("--articles", default="1000,20000")
    parser.add_argument("--spans", type=int, default=50)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", action="store_true", help="leave the stores in FOLDER, and use those there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as temporary:
        for number in map(int, options.articles.split(",")):
            folder = options.folder if options.keep and options.folder else Path(temporary)
            path = folder / f"scale{number}.db"
            if not path.exists():
                seconds, written = generate(path, number, options.spans)
                rate = written / seconds
                print(f"\nwritten: {written:,} corrections in {seconds:.1f} s, {rate:,.0f} a second")
            size, spans = path.stat().st_size, number * options.spans
            print(f"{number:,} articles, {spans:,} spans: {size >> 20} MB, {size / spans:.0f} bytes a span")
            measure(path)


if __name__ == "__main__":
    main()
