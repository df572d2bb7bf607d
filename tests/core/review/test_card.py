"""The dataset card: what the store knows, and where it knows nothing, that."""

import json

import pytest

from core.annotation.article import Article
from core.annotation.correction import Batch, Status
from core.annotation.edits.accept import accept
from core.annotation.scheme import load_scheme
from core.errors import UsageError
from core.review.card import make_card, markdown
from core.review.residual import draw
from core.store.samples import keep_verdict
from core.store.store import Store

SCHEME = load_scheme()


@pytest.fixture
def worked(store: Store, write) -> None:
    store.add_article(Article("A", "Ana in Oslo.", language="en", meta={"licence": "CC BY 4.0"}))
    proposed = (("Ana", "PERSON", "proposed"), ("Oslo", "GPE", "proposed"))
    one = write("Ana in Oslo.", *proposed, status=Status.REVIEWED)
    store.commit(accept(store.annotated(one.id, "anna"), Batch(one.id, "anna", "anna")))
    write("Bo in | Rome.", ("Bo", "PERSON", "accepted"))


@pytest.mark.usefixtures("worked")
def test_a_card_of_one_layer(store: Store) -> None:
    card = make_card(store, "anna", SCHEME, title="News", licence="CC0")
    assert card.why_no_agreement.startswith("Agreement is between two layers or more.")
    assert (card.unread, card.residual) == (2, None)
    text = markdown(card)
    assert "# News\n" in text
    assert "Named entities in 2 articles (25 characters), layer anna." in text
    assert "| PERSON | 2 | 0 | 0 | People" in text
    assert "| anna | 3 |" in text
    assert "| engine:test@1 | 2 |" in text
    assert "2 spans were accepted many at once" in text
    assert "- Annotations: CC0." in text
    assert "- 1 articles: CC BY 4.0." in text


@pytest.mark.usefixtures("worked")
def test_agreement_and_residual_error_are_on_it(store: Store, write) -> None:
    write("Ana in Oslo.", ("Ana", "PERSON", "accepted"), layer="bo")
    sample = draw(store, "anna", 2, "anna")
    keep_verdict(store, sample.id, 0, "right", "anna")
    keep_verdict(store, sample.id, 1, "wrong", "anna")
    card = make_card(store, "anna", SCHEME)
    record = json.loads(json.dumps(card.to_json()))
    assert record["compared"] == ["anna", "bo"]
    assert record["agreement"]["f1_exact"]["value"] == pytest.approx(2 / 3)
    assert record["residual"]["sentence"].startswith("1 of 2 wrong: at most")
    assert record["guidelines"]["GPE"]
    text = markdown(card)
    assert "1 of 2 wrong" in text
    assert "| Span F1, exact | 0.667 | One article alone cannot be resampled" in text
    assert "nan" not in text.casefold().replace("annotat", "")


def test_a_layer_that_there_is_not(store: Store, write) -> None:
    write("Nothing here.", status=Status.REVIEWED)
    with pytest.raises(UsageError, match='no layer "bob"'):
        make_card(store, "bob", SCHEME)
    assert "| label |" not in markdown(make_card(store, "anna", SCHEME))
