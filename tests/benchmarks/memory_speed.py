"""How long the memory takes beside a large store: `python tests/benchmarks/memory_speed.py STORE`.

STORE is one of `big_store.py`. Printed are the median and the slowest of some articles, in ms and against
reading the article with its spans: what is remembered of its words and proposals, proposing by it; and a
page of the Memory panel.
"""

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from big_store import LAYER

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.scheme import load_scheme
from core.engine.proposal import Proposal
from core.learning.remembering import known_page, memory_for
from core.store.store import Store

SCHEME = load_scheme()
ARTICLES = 40


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds an act takes."""
    before = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - before)


def propose(store: Store, annotated: AnnotatedArticle) -> None:
    """Propose on an article as an engine would that has found its spans again."""
    found = [Proposal(one.start, one.end, one.label, one.score or 0.5, "engine:big@1") for one in annotated]
    memory = memory_for(store, LAYER, annotated.text, found, SCHEME)
    memory.recall(annotated.text, found)


def row(name: str, times: list[float], base: float) -> None:
    """Print a line of the table."""
    print(f"{name:34}{median(times):8.1f}{max(times):9.1f} ms  {median(times) / base:6.1f} times reading it")


def measure(store: Store) -> None:
    """Measure and print the table."""
    ids = random.Random(5).sample(store.article_ids(), ARTICLES)
    reading = [timed(lambda one=one: store.annotated(one, LAYER)) for one in ids]  # type: ignore[misc]
    annotated = [store.annotated(one, LAYER) for one in ids]
    proposing = [timed(lambda one=one: propose(store, one)) for one in annotated]  # type: ignore[misc]
    base = median(reading)
    print(f"{len(store.article_ids()):,} articles; median and slowest of {ARTICLES}")
    row("read an article with its spans", reading, base)
    row("remember, and propose by it", proposing, base)
    row("a page of the Memory panel", [timed(lambda: known_page(store, LAYER, SCHEME))], base)
    row("the same, filtered", [timed(lambda: known_page(store, LAYER, SCHEME, "ka"))], base)


def main() -> None:
    """Measure beside the store that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    with Store.open(parser.parse_args().store, create=False) as store:
        measure(store)


if __name__ == "__main__":
    main()
