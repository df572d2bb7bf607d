"""What was said in reviewing comes along when stores are merged, and when one is recovered."""

from pathlib import Path

from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.scheme import load_scheme
from core.progress import Progress
from core.review.audit import audit
from core.review.residual import draw, residual
from core.review.waiving import waive
from core.store.queueing import assign, assigned
from core.store.recovering import recover
from core.store.samples import keep_verdict, samples
from core.store.store import Store

SCHEME = load_scheme()


def said(store: Store, write) -> None:
    article = write("Oslo, Rome", ("Oslo,", "GPE", "proposed"), ("Rome", "GPE", "proposed"))
    store.commit(accept(store.annotated(article.id, "anna"), Batch(article.id, "anna", "anna")))
    (finding,) = audit(store, "anna", SCHEME)
    waive(store, finding, "a ship", "anna")
    assign(store, [article.id], "bo")
    keep_verdict(store, draw(store, "anna", 2, "anna").id, 1, "wrong", "bo")


def check(store: Store) -> None:
    assert list(audit(store, "anna", SCHEME)) == []
    assert assigned(store) == {"bo": 1}
    assert residual(samples(store, "anna")[0]).wrong == 1


def test_merging(store: Store, write, tmp_path: Path) -> None:
    said(store, write)
    with Store.open(tmp_path / "all.db") as everything:
        everything.merge(store.path)
        everything.merge(store.path)
        check(everything)
        assert everything.check().sound


def test_recovering(store: Store, write, tmp_path: Path) -> None:
    said(store, write)
    store.close()
    recover(store.path, tmp_path / "saved.db", Progress())
    with Store.open(tmp_path / "saved.db") as saved:
        check(saved)
