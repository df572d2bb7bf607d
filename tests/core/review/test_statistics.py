"""A store in figures: counted by hand on a store small enough for that."""

import pytest

from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.review.statistics import LabelCount, Together, statistics
from core.store.store import Store


@pytest.fixture
def worked(store: Store, write) -> None:
    scores = (0.95, 0.91, 0.55, 0.51, 1.0)
    names = ("Oslo", "Rome", "Bonn", "Kyiv", "Riga")
    rows = [(name, "GPE", "proposed", {"score": score}) for name, score in zip(names, scores, strict=True)]
    article = write(", ".join(names) + ", Ana", *rows, ("Ana", "PERSON", "accepted"))
    spans = {round(span.score or 0, 2): span for span in store.annotated(article.id, "anna")}
    batch = Batch(article.id, "anna", "anna")
    store.commit(accept([spans[0.95], spans[1.0]], batch))
    store.commit(reject([spans[0.91]], Batch(article.id, "anna", "anna")))
    store.commit(relabel([spans[0.55]], "ORG", Batch(article.id, "anna", "anna")))
    store.add_seconds(article.id, "anna", 90)
    write("Bo in Oslo", ("Bo", "PERSON", "accepted"), ("Oslo", "GPE", "proposed"))


@pytest.mark.usefixtures("worked")
def test_the_figures(store: Store) -> None:
    found = statistics(store)
    assert found.labels == (
        LabelCount("GPE", 2, 2, 1),
        LabelCount("ORG", 0, 1, 0),
        LabelCount("PERSON", 0, 2, 0),
    )
    (precision,) = found.precision
    assert (precision.origin, precision.label, precision.right, precision.decided) == (
        "engine:test@1",
        "GPE",
        2,
        4,
    )
    assert precision.low < precision.share == 0.5 < precision.high
    (bands,) = found.calibration.values()
    assert [(band.low, band.right, band.decided) for band in bands] == [(0.5, 0, 1), (0.9, 2, 3)]
    assert bands[1].score == pytest.approx((0.95 + 0.91 + 1) / 3)
    (day,) = found.days
    assert (day.annotator, day.corrections, day.batches, day.articles) == ("anna", 4, 3, 1)
    (time,) = found.times
    assert (time.articles, time.seconds, time.median) == (1, 90, 90)
    assert Together("GPE", "PERSON", 2) in found.together
    assert Together("GPE", "ORG", 1) in found.together
    assert statistics(store, "anna").labels == found.labels


def test_an_empty_store_has_no_figures(store: Store) -> None:
    found = statistics(store)
    assert not any(
        (found.labels, found.precision, found.calibration, found.days, found.times, found.together)
    )
