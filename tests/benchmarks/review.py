"""How fast reviewing is on a big store.

`python tests/benchmarks/review.py [STORE] [--articles 20000] [--audit]`. Without STORE one is made
(`big_store.py`) in the temporary folder. Printed are milliseconds, those of them that this process worked,
and the ratio to the aim for 100,000 articles with 5,000,000 spans; `--audit` runs all checks, for minutes.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from big_store import LAYER, generate

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.scheme import load_scheme
from core.annotation.span import Span, State
from core.review.agreement.comparing import agreement
from core.review.audit import audit
from core.review.fixing import Act, fix
from core.review.occurrences import Hit, Kind, Sought, occurrences
from core.review.pace import pace
from core.review.queue import make_queue
from core.review.queue_choice import Order
from core.review.statistics import statistics
from core.review.versions import versions_of
from core.store.backups import BackupRules
from core.store.entities import entity_page
from core.store.entity_counting import refresh_entities
from core.store.samples import unread_spans
from core.store.store import Store
from core.store.undoing import revert

HITS = 10_000


def told(name: str, act: Callable[[], object], aim: float | None = None) -> None:
    begin, worked = time.perf_counter(), time.process_time()
    act()
    took, work = (time.perf_counter() - begin) * 1000, (time.process_time() - worked) * 1000
    print(f"{name:48} {took:10.1f} {work:10.1f}" + (f" {took / aim:7.2f}" if aim else ""), flush=True)


def hits_of(store: Store, surface: str) -> list[Hit]:
    stream = (hit for page in occurrences(store, Sought(surface, "ORG", LAYER)) for hit in page)
    return list(islice(stream, HITS))


def finding_and_fixing(store: Store) -> None:
    surface = next(
        row.entity
        for row in entity_page(store, LAYER, limit=1000)
        if " " not in row.entity and row.articles > 500
    )
    hits: list[Hit] = []
    told(
        f"occurrences: first page of “{surface}”",
        lambda: next(occurrences(store, Sought(surface, "ORG", LAYER))),
    )
    told("occurrences: 10,000 of them", lambda: hits.extend(hits_of(store, surface)), 2000)
    print(f"  {len(hits):,} found; {Counter(str(hit.kind) for hit in hits)}")
    untagged = [hit for hit in hits if hit.kind is Kind.UNTAGGED]
    batches: list[str] = []
    batch = Batch("", LAYER, "bench")
    told(
        f"fix: {len(untagged):,} added, one batch",
        lambda: batches.append(fix(store, untagged, Act.ADD, "ORG", batch).batch),
    )
    told("fix: undone", lambda: revert(store, batches[0], "bench"))


def queueing(store: Store) -> None:
    for order in Order:
        told(f"queue: made, by {order}", lambda order=order: make_queue(store, LAYER, order))
    queue = make_queue(store, LAYER)
    middle = queue.entries[len(queue) // 2].article_id
    told("queue: next", lambda: queue.next(store, middle), 50)
    told("queue: pace", lambda: pace(store, LAYER))


def names(store: Store) -> None:
    told("entities: counted", lambda: refresh_entities(store, LAYER))
    told("entities: first page", lambda: entity_page(store, LAYER), 300)
    told("entities: first page of conflicts", lambda: entity_page(store, LAYER, conflicts=True), 300)
    told("entities: first page with a text", lambda: entity_page(store, LAYER, text="kal"), 300)


def figures(store: Store) -> None:
    told("statistics", lambda: statistics(store))
    told("residual error: which spans are unread", lambda: unread_spans(store, LAYER))
    article_id = store.article_ids()[-1]
    told("versions of an article", lambda: versions_of(store, article_id, LAYER))


def auditing(store: Store) -> None:
    found: Counter[str] = Counter()
    scheme = load_scheme()
    told(
        "audit of everything", lambda: found.update(one.check for one in audit(store, LAYER, scheme)), 300_000
    )
    print(f"  {found}")


def agreeing(folder: Path) -> None:
    """Two layers of 1,000 articles with 50 spans each, nine of ten the same."""
    source = random.Random(3)
    with Store.open(folder / "two.db") as store:
        articles = [Article(str(at), f"{at} " + "Oslo said no. " * 220) for at in range(1000)]
        store.add_articles(articles)
        store.commit([one for article in articles for one in twice(source, article)])
        told("agreement: two layers of 1,000 articles", lambda: agreement(store, ["anna", "bo"]), 2000)


def twice(source: random.Random, article: Article) -> list[Correction]:
    made = []
    starts = source.sample(range(len(article.text.split()[0]) + 1, 3000, 14), 50)
    for layer in ("anna", "bo"):
        batch = Batch(article.id, layer, layer)
        made.append(batch.correction(Action.STATUS, Status.TODO, Status.REVIEWED))
        for start in starts:
            label = source.choice(("GPE", "ORG")) if source.random() < 0.1 else "GPE"
            span = Span(start, start + 4, label, layer, State.ACCEPTED, annotator=layer)
            made.append(batch.correction(Action.ADD, None, span))
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--spans", type=int, default=50)
    parser.add_argument("--audit", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'milliseconds':48} {'took':>10} {'worked':>10} {'of aim':>7}")
        path = options.store or Path(folder) / "big.db"
        if not path.exists():
            generate(path, options.articles, options.spans)
        agreeing(Path(folder))
        with Store.open(path, rules=BackupRules(kept=0)) as store:
            print(f"{len(store.article_ids()):,} articles, {store.stats().spans}")
            names(store)
            finding_and_fixing(store)
            queueing(store)
            figures(store)
            if options.audit:
                auditing(store)


if __name__ == "__main__":
    main()
