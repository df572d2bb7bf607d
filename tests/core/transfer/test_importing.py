"""Documents into a store: nothing twice, ids kept where they are free."""

import pytest

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.edits.relabel import relabel
from core.annotation.edits.remove import remove
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.errors import InputError
from core.formats.format import Document
from core.progress import CancelledError, CancelToken, Progress
from core.store.store import Store
from core.transfer.importing import ImportReport, import_documents


def span(start: int, end: int, label: str, span_id: str, layer: str = "") -> Span:
    return Span(start, end, label, layer, State.ACCEPTED, "import:jsonl", id=span_id)


def document(text: str = "Ana met Zoe.", article_id: str = "a1") -> Document:
    spans = (span(0, 3, "PERSON", "s1"), span(8, 11, "PERSON", "s2"), span(8, 11, "ORG", "s3", "ben"))
    relations = (Relation("s1", "s2", "met", "", id="r1"),)
    return Document(Article("Title", text, id=article_id), spans, relations, article_id)


def bring(store: Store, *documents: Document | InputError) -> ImportReport:
    return import_documents(store, documents, "ana")


def test_spans_and_relations_come_in_as_import_corrections(store: Store) -> None:
    report = bring(store, document())
    assert (report.added, report.known, report.spans, report.relations) == (["a1"], [], 3, 1)
    annotated = store.annotated("a1", "ana")
    assert [(one.id, one.place, one.label, one.origin) for one in annotated] == [
        ("s1", (0, 3), "PERSON", "import:jsonl"),
        ("s2", (8, 11), "PERSON", "import:jsonl"),
    ]
    assert [(one.head, one.tail, one.label) for one in annotated.relations] == [("s1", "s2", "met")]
    assert [one.id for one in store.annotated("a1", "ben")] == ["s3"]
    assert {one.action for one in store.history()} == {Action.IMPORT}
    assert store.check().sound


def test_importing_again_changes_nothing(store: Store) -> None:
    bring(store, document())
    before = store.last_seq()
    report = bring(store, document(), document())
    assert (report.added, report.known, report.spans, report.relations) == ([], ["a1", "a1"], 0, 0)
    assert store.last_seq() == before


def test_the_same_text_twice_in_one_import_is_one_article(store: Store) -> None:
    report = bring(store, document(), document(article_id="a2"))
    assert (report.added, report.known, report.spans) == (["a1"], ["a1"], 3)


def test_what_a_person_changed_does_not_come_back(store: Store) -> None:
    bring(store, document())
    annotated = store.annotated("a1", "ana")
    first, second = annotated
    batch = Batch("a1", "ana", "ana")
    store.commit(relabel([first], "ORG", batch))
    relation = annotated.relations[0]
    store.commit([batch.correction(Action.RELATE, relation, None)])
    store.commit(remove([second], Batch("a1", "ana", "ana")))
    assert bring(store, document()).spans == 0
    assert [one.label for one in store.annotated("a1", "ana")] == ["ORG"]


def test_new_spans_of_a_known_article_come_in(store: Store) -> None:
    bring(store, Document(document().article))
    report = bring(store, document())
    assert (report.known, report.spans, report.relations) == (["a1"], 3, 1)


def test_an_article_id_that_another_text_has_gives_way(store: Store) -> None:
    bring(store, document())
    (added,) = bring(store, document("Zoe met Ana.")).added
    assert added != "a1"
    assert store.article(added).meta == {"id": "a1"}
    assert sorted(one.meta["id"] for one in store.annotated(added, "ana")) == ["s1", "s2"]
    (relation,) = store.annotated(added, "ana").relations
    assert {relation.head, relation.tail} == {one.id for one in store.annotated(added, "ana")}
    assert store.check().sound


def test_ids_taken_within_one_import_give_way(store: Store) -> None:
    report = bring(store, document(), document("Zoe met Ana.", "a1"), document("Ann met Bob.", "a3"))
    assert (len(report.added), report.spans) == (3, 9)
    assert [one.id for one in store.annotated("a1", "ana")] == ["s1", "s2"]
    assert store.check().sound


def test_the_report_has_the_articles_in_the_order_of_the_documents(store: Store) -> None:
    bring(store, document("Second.....", "a2"))
    report = bring(
        store, document("First......", "a1"), document("Second.....", "a2"), document("Third......", "a3")
    )
    assert (report.articles, report.added, report.known) == (["a1", "a2", "a3"], ["a1", "a3"], ["a2"])


def test_failures_are_collected(store: Store) -> None:
    report = bring(store, InputError("bad.txt is empty."), document())
    assert [str(one) for one in report.failures] == ["bad.txt is empty."]
    assert report.added == ["a1"]


def test_many_documents_come_in_in_their_order(store: Store) -> None:
    report = bring(store, *(document(f"Ana met {number}.....", f"a{number}") for number in range(120)))
    assert report.added == [f"a{number}" for number in range(120)]
    assert store.article_ids() == tuple(report.added)
    assert report.spans == 360


def test_what_the_store_has_otherwise_is_told(store: Store) -> None:
    bring(store, document())
    first, _ = store.annotated("a1", "ana")
    store.commit(relabel([first], "ORG", Batch("a1", "ana", "ana")))
    report = bring(store, document())
    assert report.conflicts == [
        '"Title", layer ana, 0: “Ana” was PERSON, has been changed since, and stays so.'
    ]
    other = Document(document().article, (span(0, 3, "GPE", "s9"),))
    assert bring(store, other).conflicts == ['"Title", layer ana, 0: “Ana” is ORG; GPE comes in beside it.']
    assert bring(store, document("Ben met Zoe.", "a7")).conflicts == []


def test_an_import_that_was_stopped_goes_on_without_doubles(store: Store) -> None:
    documents = [document(f"Ana met {number}.....", f"a{number}") for number in range(450)]
    token = CancelToken()

    def stop_at(done: int, total: int | None, what: str) -> None:
        if done == 300:
            token.cancel()

    with pytest.raises(CancelledError):
        import_documents(store, documents, "ana", Progress(stop_at, token))
    begun = len(store.article_ids())
    assert 0 < begun < 450
    report = bring(store, *documents)
    assert (len(report.known), len(report.added)) == (begun, 450 - begun)
    assert len(store.article_ids()) == 450
    assert len(store.history()) == 4 * 450
    assert store.check().sound
