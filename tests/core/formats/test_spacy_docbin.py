"""What spaCy itself reads back from an exported DocBin."""

import io

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from core.annotation.article import Article
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.formats.format import Document, Loss
from core.formats.registry import writer

WORDS = st.sampled_from(["Ana", "met", "👩‍🚀", "Zoe\u0301", "in", "Berlin", ",", "\r\n", "  ", "U.S.", "$5"])


def written(*documents: Document) -> tuple[list[Doc], tuple[Loss, ...]]:
    file = io.BytesIO()
    losses = writer("spacy").write(documents, file)
    docs = DocBin().from_bytes(file.getvalue()).get_docs(spacy.blank("en").vocab)
    return list(docs), tuple(loss for loss in losses if loss.kind != "details")


def span(start: int, end: int, label: str = "PERSON", **fields: object) -> Span:
    return Span(start, end, label, "ana", State.ACCEPTED, "").changed(**fields)


def places(spans: object) -> list[tuple[int, int, str]]:
    return [(one.start_char, one.end_char, one.label_) for one in spans]


def test_entities_text_and_identity_come_back() -> None:
    article = Article("Title", "Ana met Zoë\r\nin Berlin.")
    (doc,), losses = written(Document(article, (span(0, 3), span(16, 22, "GPE"))))
    assert doc.text == article.text
    assert places(doc.ents) == places(doc.spans["sc"]) == [(0, 3, "PERSON"), (16, 22, "GPE")]
    assert doc.user_data == {"id": article.id, "title": "Title"}
    assert losses == ()


def test_overlapping_spans_are_all_in_the_span_group() -> None:
    spans = (span(0, 18, "ORG"), span(8, 18, "GPE"), span(0, 18, "FAC"))
    (doc,), losses = written(Document(Article("T", "Bank of California pays."), spans))
    assert places(doc.ents) == [(0, 18, "ORG")]
    assert places(doc.spans["sc"]) == [(*one.place, one.label) for one in spans]
    assert [(loss.kind, loss.count) for loss in losses] == [("flat", 2)]


def test_a_span_that_fits_no_token_is_named() -> None:
    (doc,), (loss,) = written(Document(Article("A title", "Berliners sing."), (span(0, 6, "GPE"),)))
    assert not doc.ents
    assert (loss.kind, loss.count) == ("cut", 1)
    assert loss.sentence == '1 span left out, no token boundary fits: GPE "Berlin" at 0 in "A title".'


def test_many_misfits_are_counted_and_the_first_are_named() -> None:
    spans = tuple(span(0, end) for end in range(1, 8))
    _, losses = written(Document(Article("T", "Berliners sing."), spans))
    assert losses[0].count == 7
    assert losses[0].sentence.endswith("; and 2 more.")


def test_what_a_docbin_has_no_place_for_is_counted() -> None:
    first = span(0, 3, score=0.5, note="a note", annotator="ana", meta={"k": 1})
    second = span(8, 11, state=State.REJECTED)
    relation = Relation(first.id, second.id, "met", "ana")
    (doc,), losses = written(Document(Article("T", "Ana met Zoë."), (first, second), (relation,)))
    assert places(doc.ents) == [(0, 3, "PERSON")]
    kinds = ["relations", "scores", "notes", "annotators", "meta"]
    assert [(loss.kind, loss.count) for loss in losses] == [(kind, 1) for kind in kinds]


def test_an_article_without_spans_says_that_it_has_none() -> None:
    (doc,), _ = written(Document(Article("T", "Nobody here.")))
    assert [token.ent_iob_ for token in doc] == ["O", "O", "O"]
    assert list(doc.spans["sc"]) == []


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_spans_on_token_boundaries_are_equal(data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(WORDS, min_size=1, max_size=12))) + "."
    tokens = [(token.idx, token.idx + len(token)) for token in spacy.blank("en").make_doc(text)]
    spans = {}
    for _ in range(data.draw(st.integers(0, 4))):
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = data.draw(st.integers(first, len(tokens) - 1))
        place = tokens[first][0], tokens[last][1]
        spans[place] = span(*place)
    (doc,), losses = written(Document(Article("T", text), tuple(spans.values())))
    assert doc.text == text
    assert places(doc.spans["sc"]) == [(*place, "PERSON") for place in spans]
    assert all(loss.kind == "flat" for loss in losses)
