"""Articles, spans and edits as hypothesis makes them."""

from hypothesis import strategies as st

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.span import HUMAN, Span, State

LABELS = ("PERSON", "ORG", "GPE", "DATE")
AWKWARD = "a b\r\n\n\t’'.,-$7é\u0301\u200d👩🏽🇩🇪日本שלום\u0e01\u00a0"

texts = st.text(alphabet=AWKWARD, min_size=1, max_size=60)


@st.composite
def places(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start, end = draw(places(text))
    state = draw(st.sampled_from(State))
    origin = draw(st.sampled_from((HUMAN, "engine:test@1")))
    score = draw(st.none() | st.floats(0, 1))
    return Span(start, end, draw(st.sampled_from(LABELS)), "ann", state, origin, score)


@st.composite
def annotated_articles(draw: st.DrawFn) -> AnnotatedArticle:
    text = draw(texts.filter(lambda text: not text.isspace()))
    return AnnotatedArticle(Article("t", text), "ann", draw(st.lists(spans(text), max_size=8)))
