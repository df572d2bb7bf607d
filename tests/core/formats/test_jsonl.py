"""The project's own JSON lines: lossless, and a bad line named with its number and reason."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.annotation.article import Article
from core.annotation.span import Span, State
from core.errors import InputError
from core.formats import jsonl
from core.formats.format import Document

PIECES = st.sampled_from(
    ["a", "Ana\u0301", "👩‍🚀", "\r\n", "\n", " ", "é", "\u2028", "\x00", "\ufeff", "שלום", "𝒜"]
)
TEXTS = (
    st.lists(PIECES, min_size=1, max_size=20)
    .map("".join)
    .filter(lambda text: bool(text.strip("\x00\ufeff \r\n\u2028")))
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXTS)
    spans = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        score = draw(st.none() | st.floats(0, 1))
        state = draw(st.sampled_from(State))
        note = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=5))
        spans.append(Span(start, end, "ORG", "ana", state, "human", score, "ana", note, {"k": [start, None]}))
    return Document(Article("A title", text, "a.txt", "en", {"n": {"m": 1}}), tuple(spans))


def written(*documents: Document) -> bytes:
    file = io.BytesIO()
    assert jsonl.write(documents, file) == ()
    return file.getvalue()


def fault(line: str) -> str:
    (found,) = jsonl.read(line.encode(), "a.jsonl")
    assert isinstance(found, InputError)
    return found.sentence


@given(st.lists(documents(), min_size=1, max_size=3))
def test_everything_survives(given_documents: list[Document]) -> None:
    found = list(jsonl.read(written(*given_documents), "b.jsonl"))
    assert len(found) == len(given_documents)
    for before, after in zip(given_documents, found, strict=True):
        assert isinstance(after, Document)
        assert (after.article, after.spans, after.own_id) == (before.article, before.spans, before.article.id)
        for one, other in zip(before.spans, after.spans, strict=True):
            assert before.article.text[one.start : one.end] == after.article.text[other.start : other.end]


def test_text_alone_is_enough() -> None:
    (found,) = jsonl.read(b'{"text":"First line\\r\\nsecond"}', "a.jsonl")
    assert isinstance(found, Document)
    assert (found.article.title, found.article.text, found.own_id) == (
        "First line",
        "First line\r\nsecond",
        "",
    )


def test_a_mark_and_crlf_between_the_lines_and_blank_lines_do_no_harm() -> None:
    found = list(jsonl.read(b'\xef\xbb\xbf{"text":"a"}\r\n\r\n{"text":"b"}', "a.jsonl"))
    assert [one.article.text for one in found if isinstance(one, Document)] == ["a", "b"]


@pytest.mark.parametrize(
    ("span", "state"),
    [
        ({}, State.ACCEPTED),
        ({"origin": "import:brat"}, State.ACCEPTED),
        ({"score": 0.5}, State.PROPOSED),
        ({"origin": "engine:default@1"}, State.PROPOSED),
        ({"origin": "engine:default@1", "state": "rejected"}, State.REJECTED),
    ],
)
def test_the_state_of_a_span_that_states_none(span: dict[str, object], state: State) -> None:
    line = json.dumps({"text": "Ana", "spans": [{"start": 0, "end": 3, "label": "PERSON", **span}]})
    (found,) = jsonl.read(line.encode(), "a.jsonl")
    assert isinstance(found, Document)
    assert found.spans[0].state is state


def test_unknown_keys_are_kept_in_meta() -> None:
    line = '{"text":"Ana","desk":"news","meta":{"a":1},"spans":[{"start":0,"end":3,"label":"X","kb":"Q1"}]}'
    (found,) = jsonl.read(line.encode(), "a.jsonl")
    assert isinstance(found, Document)
    assert found.article.meta == {"desk": "news", "a": 1}
    assert found.spans[0].meta == {"kb": "Q1"}


def test_a_bad_line_does_not_stop_the_others() -> None:
    before, bad, after = jsonl.read(b'{"text":"a"}\nnonsense\n{"text":"b"}', "a.jsonl")
    assert isinstance(before, Document)
    assert isinstance(bad, InputError)
    assert bad.sentence == "a.jsonl, line 2: not JSON, Expecting value at character 1."
    assert isinstance(after, Document)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1]", "line 1: not a JSON object."),
        ("{}", 'line 1: there is no "text".'),
        ('{"text":" \\n"}', "line 1: the text is empty."),
        ('{"text":5}', 'line 1: "text" is not a string.'),
        ('{"text":"half \\ud83d"}', "line 1: it holds half a character (the lone surrogate U+D83D)."),
        ('{"text":"a","meta":{"k":"\\udc00"}}', "the lone surrogate U+DC00"),
        ('{"text":"a","spans":{}}', '"spans" is not a list'),
        ('{"text":"a","meta":[]}', '"meta" is not an object'),
        ('{"text":"a","spans":[7]}', 'number 1 of "spans" is not an object'),
        (
            '{"text":"a","spans":[{"start":0,"end":2,"label":"X"}]}',
            "span 1 lies at 0 to 2, but the text has 1",
        ),
        ('{"text":"a","spans":[{"start":1,"end":1,"label":"X"}]}', "span 1 lies at 1 to 1"),
        ('{"text":"a","spans":[{"start":-1,"end":1,"label":"X"}]}', "span 1 lies at -1 to 1"),
        ('{"text":"a","spans":[{"start":0.0,"end":1,"label":"X"}]}', 'span 1 has no whole number "start"'),
        ('{"text":"a","spans":[{"start":true,"end":1,"label":"X"}]}', 'span 1 has no whole number "start"'),
        ('{"text":"a","spans":[{"start":0,"end":1}]}', 'span 1 has no "label"'),
        ('{"text":"a","spans":[{"start":0,"end":1,"label":"X","score":2}]}', "from 0 to 1"),
        ('{"text":"a","spans":[{"start":0,"end":1,"label":"X","score":NaN}]}', "NaN is not JSON"),
        (
            '{"text":"a","spans":[{"start":0,"end":1,"label":"X","state":"acepted"}]}',
            'Did you mean "accepted"',
        ),
        ('{"text":"a","relations":[{"head":"x","tail":"y","label":"z"}]}', 'names the span "x"'),
        ('{"text":"a","added_at":"yesterday"}', '"added_at" is not a time'),
        ("[" * 100_000, "nested too deeply"),
        ('{"text":"a","meta":{"n":' + "9" * 5000 + "}}", "a number has 5000 digits"),
    ],
)
def test_the_reason_is_told_with_the_line(line: str, reason: str) -> None:
    sentence = fault(line)
    assert sentence.startswith("a.jsonl, line 1: ")
    assert reason in sentence


def test_ten_megabytes_in_one_line() -> None:
    text = "Ana Berlin " * 1_000_000
    (found,) = jsonl.read(json.dumps({"text": text}).encode(), "a.jsonl")
    assert isinstance(found, Document)
    assert found.article.text == text
