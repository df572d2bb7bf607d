"""An engine's proposals into a store, around what a person decided."""

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import cast

from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.engine.engine import Engine
from core.engine.proposal import Proposal
from core.store.store import Store
from core.transfer.proposing import commit_proposals, propose_into


class Scripted:
    """Proposes the first word of each text as a person."""

    def propose_many(self, texts: Iterable[str]) -> Iterator[tuple[Proposal, ...]]:
        for text in texts:
            yield (Proposal(0, len(text.split()[0]), "PERSON", 0.5, "engine:scripted@1"),)


ENGINE = cast(Engine, Scripted())


def test_proposals_come_in_once_and_never_over_a_decision(store: Store) -> None:
    ids = [store.add_article(Article(text, text)).id for text in ("Ana met.", "Bob met.", "Zoe met.")]
    assert propose_into(store, ids, ENGINE, "ana") == 3
    (span,) = store.annotated(ids[0], "ana")
    assert (span.place, span.label, span.score, span.origin, span.decided) == (
        (0, 3), "PERSON", 0.5, "engine:scripted@1", False,
    )  # fmt: skip
    store.commit(accept([span], Batch(ids[0], "ana", "ana")))
    store.commit(reject(list(store.annotated(ids[1], "ana")), Batch(ids[1], "ana", "ana")))
    assert propose_into(store, ids, ENGINE, "ana") == 0
    assert propose_into(store, ids, ENGINE, "ben") == 3
    assert store.check().sound


def _propose(path: Path, ids: Sequence[str], barrier: Barrier) -> None:
    """Open each article at the same moment as another process does."""
    with Store.open(path) as store:
        for article_id in ids:
            barrier.wait()
            commit_proposals(store, article_id, "ana", [Proposal(0, 3, "PERSON", 0.5, "engine:scripted@1")])


def test_two_windows_that_open_an_article_at_once_do_not_double_its_proposals(store: Store) -> None:
    ids = [store.add_article(Article(f"Ana {n}", f"Ana met {n}.")).id for n in range(30)]
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(2, timeout=30)
    windows = [spawn.Process(target=_propose, args=(store.path, ids, barrier)) for _ in range(2)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
        assert window.exitcode == 0
    assert [len(store.annotated(article_id, "ana")) for article_id in ids] == [1] * 30
    assert store.check().sound
