"""HTML and Markdown for readers; the CSV that a spreadsheet opens; the tags of the CoNLL schemes."""

import csv
import io
from html.parser import HTMLParser

import pytest

from core.annotation.article import Article
from core.annotation.span import Span, State
from core.formats.format import Document
from core.formats.opening import Opening
from core.formats.registry import writer
from core.formats.tags import bioes, iob2, spans_of

TEXT = "<script>alert(1)</script> & Ana of Acme Bank in Oslo."


def document(text: str, *places: tuple[int, int, str]) -> Document:
    spans = (Span(start, end, label, "", State.ACCEPTED, "") for start, end, label in places)
    return Document(Article(text[:20], text, meta={"id": "a1"}), tuple(spans))


def written(name: str, *documents: Document) -> str:
    file = io.BytesIO()
    writer(name).write(documents, file)
    return file.getvalue().decode("utf-8")


class Page(HTMLParser):
    """The tags of a page, and the text of its article without the labels."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self._at: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._at.append(tag)
        assert not {"src", "href", "onclick"} & {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        while self._at and self._at.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "article" in self._at and "span" not in self._at:
            self.text += data


def test_the_page_has_the_text_and_nothing_that_runs_or_fetches() -> None:
    inner = TEXT.index("Acme")
    page = Page(
        written("highlights", document(TEXT, (28, 44, '"><b>'), (inner, inner + 9, "ORG"), (32, 39, "X")))
    )
    assert page.text == TEXT
    assert {"script", "b", "img", "link"}.isdisjoint(page.tags)
    assert page.tags.count("mark") >= 3


def test_markdown_escapes_what_is_markup() -> None:
    text = "# Ana\n*met* Zoe_Roe."
    marked = written("markdown", document(text, (12, 19, "PER")))
    assert "\\# Ana  \n\\*met\\* **Zoe\\_Roe** \\[PER\\]\\." in marked


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''=1", "'plain"])
def test_no_cell_is_a_formula_and_all_come_back(cell: str) -> None:
    table = written("csv", document(f"{cell} met Ana.", (0, len(cell), cell)))
    for row in csv.reader(io.StringIO(table, newline="")):
        assert not any(one.startswith(("=", "+", "-", "@", "\t", "\r")) for one in row)
    (found,) = Opening("csv").documents(table.encode("utf-8"), "a.csv")
    assert isinstance(found, Document)
    assert found.article.text == f"{cell} met Ana."
    assert [span.label for span in found.spans] == [cell]


SPANS = [(0, 1, "PER"), (2, 2, "PER"), (4, 6, "A-B")]


@pytest.mark.parametrize(
    "tags",
    [
        iob2(8, SPANS),
        bioes(8, SPANS),
        ["I-PER", "I-PER", "B-PER", "O", "I-A-B", "I-A-B", "I-A-B", "O"],
        ["B-PER", "L-PER", "U-PER", "O", "B-A-B", "I-A-B", "L-A-B", "O"],
        ["B-PER", "E-PER", "W-PER", "O", "B-A-B", "M-A-B", "E-A-B", "O"],
    ],
    ids=["IOB2", "BIOES", "IOB1", "BILUO", "BMEWO"],
)
def test_every_scheme_gives_the_same_spans(tags: list[str]) -> None:
    assert list(spans_of(tags)) == SPANS


def test_a_word_document_has_the_words_shaded_and_each_label_behind_its_span() -> None:
    docx = pytest.importorskip("docx")
    file = io.BytesIO()
    inner = TEXT.index("Acme")
    nested = document(f"{TEXT}\r\n\tNext\x00 line", (28, 44, "PERSON"), (inner, inner + 9, "ORG"))
    losses = writer("highlights-docx").write([nested], file)
    assert losses[-1].kind == "control characters"
    heading, first, second = docx.Document(file).paragraphs
    assert heading.text == TEXT[:20]
    assert first.text.replace(" PERSON ", "").replace(" ORG ", "") == TEXT
    assert second.text == "\tNext\ufffd line"
    shaded = [run.text for run in first.runs if run._r.rPr.findall("{*}shd")]
    assert "".join(shaded).replace(" PERSON ", "").replace(" ORG ", "") == TEXT[28:44]


def test_a_pdf_has_the_words_and_counts_letters_that_no_font_has() -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("reportlab")
    file = io.BytesIO()
    losses = writer("highlights-pdf").write(
        [document(f"{TEXT}\n\nZo\u0301e \U000e0fff", (28, 44, "PERSON")), document("Second.")], file
    )
    assert (losses[-1].kind, losses[-1].count) == ("letters", 1)
    first, second = pypdf.PdfReader(file).pages
    words = " ".join(first.extract_text().split())
    assert TEXT[:28] in words
    assert "PERSON" in words
    assert second.extract_text().split()[-1] == "Second."
