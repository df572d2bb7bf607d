import pytest

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.merge import merge
from core.annotation.edits.relabel import relabel
from core.annotation.edits.split import split
from core.annotation.edits.status import set_status
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.annotation.wording import describe

TEXT = "Kim Jong\nUn met Trump."
KIM, TRUMP = Span(0, 11, "PERSON", "ann"), Span(16, 21, "PERSON", "ann")
ANNOTATED = AnnotatedArticle(Article("t", TEXT), "ann", (KIM, TRUMP))
BATCH = Batch(ANNOTATED.article.id, "ann", "ann")
RELATION = BATCH.correction(Action.RELATE, None, Relation(KIM.id, TRUMP.id, "met", "ann"))


@pytest.mark.parametrize(
    ("corrections", "words"),
    [
        (relabel([KIM], "ORG", BATCH), "“Kim Jong Un” relabelled to ORG"),
        (accept([KIM, TRUMP], BATCH), "2 spans accepted"),
        (add(ANNOTATED, 12, 15, "EVENT", BATCH), "“met” added as EVENT"),
        (split(ANNOTATED, KIM, 3, BATCH), "“Kim Jong Un” split"),
        (merge(KIM, TRUMP, BATCH), "“Kim Jong Un” merged"),
        (set_status(ANNOTATED, Status.FLAGGED, BATCH), "status set to flagged"),
        ((*accept([KIM], BATCH), *set_status(ANNOTATED, Status.REVIEWED, BATCH)), "“Kim Jong Un” accepted"),
        ([RELATION], "1 pair of spans related"),
        ([], "nothing"),
    ],
)
def test_a_batch_is_told_in_a_few_words(corrections: tuple, words: str) -> None:
    assert describe(corrections, TEXT) == words
