"""Make a big store from a seed: `python tests/benchmarks/big_store.py OUT [--articles 100000] [--spans 50]`.

Articles of 3,000 characters with the proposals of an engine, a fifth of which a person decided in most
articles. The rows are what commits would have written, and `check` finds the store sound; but they go in
without their indexes, triggers and full-text index, which are made at the end: that is much faster.
"""

import argparse
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.span import Span
from core.store.repairing import mend_batches
from core.store.rows import correction_to_row, span_to_row
from core.store.store import Store

LAYER = "anna"
LABELS = ("PERSON", "ORG", "GPE", "DATE", "MONEY", "NORP")
SYLLABLES = ("ka", "lo", "mi", "ren", "sta", "vel", "dor", "an", "os", "ti", "bru", "né", "shi", "gar")
AT_ONCE = 500

INSERTS = {
    "articles": "INSERT INTO articles (id, title, text, sha256, added_at, title_folded)"
    " VALUES (?, ?, ?, ?, ?, ?)",
    "corrections": "INSERT INTO corrections (article_id, layer, batch, at, annotator, action, before, after,"
    " undoes, id, span_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "spans": 'INSERT INTO spans (start, "end", label, layer, state, origin, score, annotator, note, meta, id,'
    " article_id, surface, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "reviews": "INSERT INTO reviews (article_id, layer, status, decided, total, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?)",
}


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


def day(random: random.Random, article: Article, found: list[Span]) -> Iterator[Correction]:
    """What is done to an article: all is proposed, then a person decides some, as persons do."""
    machine, person = Batch(article.id, LAYER, "engine"), Batch(article.id, LAYER, LAYER)
    yield from (machine.correction(Action.PROPOSE, None, span) for span in found)
    if random.random() < 0.6:
        yield from work(random, found, person)
        if random.random() < 0.5:
            yield person.correction(Action.STATUS, Status.TODO, Status.REVIEWED)


def work(random: random.Random, spans: list[Span], batch: Batch) -> Iterator[Correction]:
    for span in random.sample(spans, len(spans) // 5):
        act = random.random()
        if act < 0.7:
            yield from accept([span], batch)
        elif act < 0.9:
            yield from reject([span], batch)
        else:
            yield from relabel([span], random.choice(LABELS), batch)


@dataclass(slots=True)
class Rows:
    """The rows of some articles, by table."""

    tables: dict[str, list[tuple[object, ...]]] = field(
        default_factory=lambda: {name: [] for name in INSERTS}
    )

    def take(self, article: Article, corrections: list[Correction]) -> None:
        one, folded = article, article.title.casefold()
        self.tables["articles"].append((one.id, one.title, one.text, one.sha256, one.added_at, folded))
        self.tables["corrections"] += map(correction_to_row, corrections)
        last = {one.after.id: one for one in corrections if isinstance(one.after, Span)}
        spans = [(one.after, one.at) for one in last.values() if isinstance(one.after, Span)]
        self.tables["spans"] += (
            (*span_to_row(span), article.id, article.text[span.start : span.end], at) for span, at in spans
        )
        decided = sum(span.decided for span, _ in spans)
        review = (article.id, LAYER, status_of(corrections), decided, len(spans), corrections[-1].at)
        self.tables["reviews"].append(review)


def status_of(corrections: list[Correction]) -> str:
    if isinstance(corrections[-1].after, Status):
        return str(corrections[-1].after)
    return "in_progress" if any(one.begins_work for one in corrections) else "todo"


def generate(path: Path, number: int, spans: int, seed: int = 6) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        later = taken_away(connection)
        connection.execute("BEGIN")
        for rows in made(random.Random(seed), number, spans):
            for table, some in rows.tables.items():
                connection.executemany(INSERTS[table], some)
        mend_batches(connection)
        connection.execute("COMMIT")
        for statement in later:
            connection.execute(statement)
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        connection.execute("PRAGMA journal_mode = WAL")


def made(source: random.Random, number: int, spans: int) -> Iterator[Rows]:
    rows = Rows()
    for article, done in zip(articles(source, number), count(1), strict=False):
        rows.take(article, list(day(source, article, list(proposals(source, article.text, spans)))))
        if done % AT_ONCE == 0 or done == number:
            yield rows
            rows = Rows()


def taken_away(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes and triggers that a statement makes again; return the statements."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f'DROP {kind} "{name}"')
    return [sql for _, _, sql in found]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--spans", type=int, default=50)
    options = parser.parse_args()
    begin = time.perf_counter()
    generate(options.out, options.articles, options.spans)
    size, spans = options.out.stat().st_size, options.articles * options.spans
    seconds = time.perf_counter() - begin
    print(f"{spans:,} spans, {size >> 20:,} MB, {size / spans:.0f} bytes a span, {seconds:.0f} s")


if __name__ == "__main__":
    main()
