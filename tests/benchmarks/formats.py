"""How fast the formats are beside their own libraries: `tests/benchmarks/formats.py [ARTICLES [FORMAT ...]]`.

Articles of 3 kB with 81 spans each are written and read, by this program and by the library that is made
for the format, doing the same in the same run: a ratio of 1.5 means that ours takes half as long again.
Where there is no library beside it stands bare `json`. The fastest of three runs counts.
"""

import io
import json
import sys
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable

from core.annotation.article import Article
from core.annotation.span import Span, State
from core.formats.format import Document
from core.formats.opening import Opening
from core.formats.registry import FORMATS, find_format, writer

SENTENCE = "The minister said on Tuesday that grain from Odesa would reach Kenya before the EU summit.\n"
WORDS = ("minister", "Tuesday", "Odesa", "Kenya", "EU")
SPANS = 81
ROUNDS = 3


def article(number: int) -> Document:
    text = f"Article {number}\n" + SENTENCE * (3_000 // len(SENTENCE))
    spans = []
    at = 0
    while len(spans) < SPANS:
        word = WORDS[len(spans) % len(WORDS)]
        at = text.find(word, at)
        at = text.index(word) if at < 0 else at
        spans.append(Span(at, at + len(word), word.upper(), "ana", State.ACCEPTED, "human"))
        at += len(word)
    return Document(Article(f"Article {number}", text), tuple(spans))


def seconds(act: Callable[[], object]) -> float:
    """Return the least time that an act takes."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        act()
        times.append(time.perf_counter() - begin)
    return min(times)


def bare_json(documents: list[Document], _: bytes) -> tuple[float, float]:
    records = [
        {"text": one.article.text, "spans": [span.to_json() for span in one.spans]} for one in documents
    ]
    lines = [json.dumps(one, ensure_ascii=False) for one in records]
    out = seconds(lambda: [json.dumps(one, ensure_ascii=False) for one in records])
    return out, seconds(lambda: [json.loads(line) for line in lines])


def spacy_docbin(documents: list[Document], data: bytes) -> tuple[float, float]:
    import spacy
    from spacy.tokens import DocBin, SpanGroup
    from spacy.util import filter_spans

    nlp = spacy.blank("en")

    def write() -> None:
        docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
        for one in documents:
            doc = nlp.make_doc(one.article.text)
            spans = [doc.char_span(span.start, span.end, label=span.label) for span in one.spans]
            doc.spans["sc"] = SpanGroup(doc, spans=[span for span in spans if span])
            doc.set_ents(filter_spans(doc.spans["sc"]))
            docs.add(doc)
        docs.to_bytes()

    def read() -> None:
        for doc in DocBin().from_bytes(data).get_docs(nlp.vocab):
            _ = doc.text, [(span.start_char, span.end_char, span.label_) for span in doc.spans["sc"]]

    return seconds(write), seconds(read)


def parquet(documents: list[Document], data: bytes) -> tuple[float, float]:
    import pyarrow as arrow
    import pyarrow.parquet as table

    rows = table.read_table(io.BytesIO(data)).to_pylist()

    def write() -> None:
        table.write_table(arrow.Table.from_pylist(rows), io.BytesIO())

    return seconds(write), seconds(lambda: table.read_table(io.BytesIO(data)).to_pylist())


def uima(documents: list[Document], data: bytes) -> tuple[float, float]:
    """Return the times of cassis alone: the same annotations, read from and written to XMI."""
    import cassis

    packed = zipfile.ZipFile(io.BytesIO(data))
    files = [packed.read(name) for name in packed.namelist() if name.endswith(".xmi")]
    types = cassis.load_typesystem(io.BytesIO(packed.read("TypeSystem.xml")))
    found = [cassis.load_cas_from_xmi(io.BytesIO(one), typesystem=types) for one in files]
    read = seconds(lambda: [cassis.load_cas_from_xmi(io.BytesIO(one), typesystem=types) for one in files])
    return seconds(lambda: [one.to_xmi() for one in found]), read


def plain_xml(documents: list[Document], data: bytes) -> tuple[float, float]:
    root = ElementTree.fromstring(data)
    return seconds(lambda: ElementTree.tostring(root)), seconds(lambda: ElementTree.fromstring(data))


BESIDE = {"spacy": spacy_docbin, "parquet": parquet, "uima-xmi": uima, "bioc-xml": plain_xml}
"""What stands beside a format; bare JSON beside the others."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    names = sys.argv[2:] or [row.name for row in FORMATS if row.writes]
    documents = [article(number) for number in range(count)]
    print(f"{'format':16} {'out/s':>7} {'ratio':>6}   {'in/s':>7} {'ratio':>6}   beside")
    for name in names:
        print(measured(name, documents), flush=True)


def measured(name: str, documents: list[Document]) -> str:
    """Return a line with how many articles a second a format writes and reads, and how that compares."""
    to = writer(name)

    def write() -> bytes:
        file = io.BytesIO()
        to.write(documents, file)
        return file.getvalue()

    data = write()
    out = seconds(write)
    beside = BESIDE.get(name, bare_json)
    its_out, its_in = beside(documents, data)
    told = f"{name:16} {len(documents) / out:7.0f} {out / its_out:6.2f}"
    if not find_format(name).reads:
        return f"{told}   {'-':>7} {'-':>6}   {beside.__name__}"
    back = seconds(lambda: [*Opening(name).documents(data, "a.x")])
    return f"{told}   {len(documents) / back:7.0f} {back / its_in:6.2f}   {beside.__name__}"


if __name__ == "__main__":
    main()
