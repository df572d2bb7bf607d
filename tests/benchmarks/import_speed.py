"""How fast articles with spans are imported, beside bare SQLite: `python tests/benchmarks/import_speed.py`.

Options: [--articles 1000] [--spans 50] [--folder FOLDER]. The bare one puts the same rows into the tables of
another store, as many in a transaction. Seconds of the clock depend on the disk and on who else works;
seconds of the processor do not.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from big_store import INSERTS, articles, proposals

from core.formats.format import Document
from core.store.store import Store
from core.transfer.importing import import_documents

ROWS_AT_ONCE = 10_000


def timed(act: Callable[[], object]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - processor


def ours(path: Path, documents: list[Document]) -> tuple[float, float]:
    with Store.open(path) as store:
        return timed(lambda: import_documents(store, documents, "anna"))


def bare(path: Path, model: Path) -> tuple[float, float]:
    """Put the rows of the store `model` into an empty one."""
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        tables = {name: rows_of(model, statement) for name, statement in INSERTS.items()}

        def put() -> None:
            for name, rows in tables.items():
                for start in range(0, len(rows), ROWS_AT_ONCE):
                    connection.execute("BEGIN IMMEDIATE")
                    connection.executemany(INSERTS[name], rows[start : start + ROWS_AT_ONCE])
                    connection.execute("COMMIT")

        return timed(put)


def rows_of(model: Path, insert: str) -> list[tuple[object, ...]]:
    table, columns = insert.removeprefix("INSERT INTO ").split(")")[0].split(" (")
    with closing(sqlite3.connect(model)) as connection:
        return connection.execute(f"SELECT {columns} FROM {table} ").fetchall()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--spans", type=int, default=50)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    source = random.Random(6)
    documents = [
        Document(one, tuple(proposals(source, one.text, options.spans)))
        for one in articles(source, options.articles)
    ]
    spans = options.articles * options.spans
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        results = {"import": ours(folder / "ours.db", documents)}
        results["bare SQLite"] = bare(folder / "bare.db", folder / "ours.db")
    for name, (clock, processor) in results.items():
        print(f"{name:12} {spans / clock:9,.0f} spans/s, {spans / processor:9,.0f} a second of the processor")
    ratios = [one / other for one, other in zip(results["import"], results["bare SQLite"], strict=True)]
    print(f"times bare   {ratios[0]:.2f}, of the processor {ratios[1]:.2f}")


if __name__ == "__main__":
    main()
