"""A program that writes to a store as a window does, and says which batches are durable.

`python writer.py STORE SEED [COUNT]` prints `BATCH SIZE` for each, after its commit has returned. The
annotator of a batch is `nSIZE`, so that a reader of the store can tell a whole batch from half of one.
"""

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.relabel import relabel
from core.annotation.edits.status import set_status
from core.annotation.edits.undo import undo
from core.errors import StoreError
from core.store.store import Store

LAYER = "anna"


def batch_of(source: random.Random, store: Store, ids: Sequence[str]) -> Sequence[Correction]:
    """Return some work: on one article mostly, on all of them now and then."""
    act = source.random()
    if act < 0.1 and (candidate := store.undo_candidate(LAYER)):
        return undo(store.batch(candidate), Batch("", LAYER, LAYER))
    chosen = ids if act > 0.9 else [source.choice(ids)]
    whole = Batch("", LAYER, LAYER)
    work: list[Correction] = []
    for article_id in chosen:
        now = store.annotated(article_id, LAYER)
        work += on_article(source, now, replace(whole, article_id=article_id))
    return work


def on_article(source: random.Random, now: AnnotatedArticle, batch: Batch) -> Sequence[Correction]:
    spans = list(now)
    act = source.random()
    if act < 0.1:
        return set_status(now, source.choice(list(Status)), batch)
    if act < 0.3 and spans:
        return accept([span for span in spans if not span.decided], batch)
    if act < 0.6 and spans:
        return relabel([source.choice(spans)], f"L{source.randrange(9)}", batch)
    place = source.choice([found.span() for found in re.finditer(r"\w+", now.text)])
    return () if now.at(*place) else add(now, *place, "ORG", batch)


def say(line: str) -> None:
    """Write a line to standard output at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Write so often, or until killed, or until the store refuses: that is told, and 3 returned."""
    source = random.Random(int(sys.argv[2]))
    with Store.open(Path(sys.argv[1])) as store:
        ids = store.article_ids()
        for _ in range(int(sys.argv[3])) if len(sys.argv) > 3 else count():
            try:
                made = batch_of(source, store, ids)
                if not made:
                    continue
                store.commit([replace(one, annotator=f"n{len(made)}") for one in made])
            except StoreError as error:
                say(f"refused {error}")
                return 3
            say(f"{made[0].batch} {len(made)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
