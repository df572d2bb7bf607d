"""How fast the formats are: `python tests/benchmarks/formats_speed.py [ARTICLES [FORMAT ...]]`.

Articles of 3 kB with 81 spans each are written and read; beside it stands the same in bare `json`, which is
the floor of a format in JSON.
"""

import io
import json
import sys
import time
from collections.abc import Callable

from core.annotation.article import Article
from core.annotation.span import Span, State
from core.formats.format import Document
from core.formats.opening import Opening
from core.formats.registry import FORMATS, writer

SENTENCE = "The minister said on Tuesday that grain from Odesa would reach Kenya before the EU summit.\n"
WORDS = ("minister", "Tuesday", "Odesa", "Kenya", "EU")
SPANS = 81


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
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    names = sys.argv[2:] or [row.name for row in FORMATS if row.writes]
    documents = [article(number) for number in range(count)]
    records = [
        {"text": one.article.text, "spans": [span.to_json() for span in one.spans]} for one in documents
    ]
    lines: list[str] = []
    out = seconds(lambda: lines.extend(json.dumps(one, ensure_ascii=False) for one in records))
    back = seconds(lambda: [json.loads(line) for line in lines])
    print(f"{'bare json':14} out {count / out:8.0f}/s  in {count / back:8.0f}/s")
    for name in names:
        print(measured(name, documents), flush=True)


def measured(name: str, documents: list[Document]) -> str:
    """Return a line with how many articles a second a format writes and reads."""
    file, to = io.BytesIO(), writer(name)
    out = seconds(lambda: to.write(documents, file))
    told = f"{name:14} out {len(documents) / out:8.0f}/s"
    if not next(row.reads for row in FORMATS if row.name == name):
        return told
    data = file.getvalue()
    back = seconds(lambda: [*Opening(name).documents(data, "a.x")])
    return f"{told}  in {len(documents) / back:8.0f}/s"


if __name__ == "__main__":
    main()
