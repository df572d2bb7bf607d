"""Which layer's spans of which articles are the gold."""

import pytest

from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Status
from core.annotation.span import Span, State
from core.engine.evaluation import GoldSpan
from core.errors import InputError, UsageError
from core.formats.format import Document
from core.store.store import Store
from core.transfer.gold import gold_of_documents, gold_of_store

TEXT = "Ana met Bo in Oslo."


def review(store: Store, article: Article, layer: str, *spans: Span) -> None:
    batch = Batch(article.id, layer, layer)
    store.commit([batch.correction(Action.IMPORT, None, one) for one in spans])
    store.commit(
        [batch.correction(Action.STATUS, store.annotated(article.id, layer).status, Status.REVIEWED)]
    )


def person(layer: str, state: State = State.ACCEPTED) -> Span:
    return Span(0, 3, "PERSON", layer, state)


def test_accepted_spans_are_gold_undecided_ones_mask_rejected_ones_are_known(store: Store) -> None:
    article = store.add_article(Article("Ana", TEXT))
    spans = (
        person("ana"),
        Span(8, 10, "ORG", "ana", State.REJECTED),
        Span(14, 18, "GPE", "ana", State.PROPOSED),
    )
    review(store, article, "ana", *spans)
    (gold,) = gold_of_store(store)
    assert gold.spans == (GoldSpan(0, 3, "PERSON"),)
    assert gold.masked == ((14, 18),)
    assert gold.rejected == {(8, 10, "ORG")}


def test_the_adjudicated_layer_goes_before_those_of_annotators(store: Store) -> None:
    article = store.add_article(Article("Ana", TEXT))
    for layer in ("ana", "bo"):
        review(store, article, layer, person(layer))
    with pytest.raises(UsageError, match="Say which with --layer: ana, bo"):
        gold_of_store(store)
    review(store, article, "gold")
    assert gold_of_store(store)[0].spans == ()
    assert len(gold_of_store(store, "bo")[0].spans) == 1


def test_articles_of_another_status_are_left_out(store: Store) -> None:
    for number in range(3):
        article = store.add_article(Article("Ana", f"{TEXT} {number}"))
        if number:
            review(store, article, "ana", person("ana"))
    assert [one.text[-1] for one in gold_of_store(store)] == ["1", "2"]
    with pytest.raises(InputError, match="No article is flagged"):
        gold_of_store(store, status=[Status.FLAGGED])


def test_files_with_layers() -> None:
    documents = [Document(Article("Ana", TEXT), (person("ana"), person("bo")))]
    with pytest.raises(UsageError, match="Several layers"):
        gold_of_documents(documents)
    with pytest.raises(UsageError, match=r'no layer "boo".*Did you mean "bo"'):
        gold_of_documents(documents, "boo")
    assert len(gold_of_documents(documents, "bo")[0].spans) == 1
