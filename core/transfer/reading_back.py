"""What a file that was just exported gives when it is read: the proof of what is in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import InputError
from core.formats.format import Document
from core.formats.opening import Opening
from core.formats.registry import find_format

_LARGEST = 64 * 1024 * 1024
"""Files above this, in bytes, are not read back where the format's reader holds a whole file in memory."""

_Place = tuple[int, int, str]


@dataclass(slots=True)
class ReadBack:
    """How much came back: spans at their place in the same text, spans in another text, what failed.

    A text is another where the format does not keep its white space.
    """

    articles: int = 0
    same: int = 0
    elsewhere: int = 0
    failures: int = 0


def read_back(
    path: Path, format_name: str, ids: Mapping[str, str], document: Callable[[str], Document]
) -> ReadBack | None:
    """Return what a file gives; None where it is too large to be read back.

    `ids` are the articles' by the SHA-256 of their texts; `document` gives what was meant to be written.
    """
    row = find_format(format_name)
    if not row.streams and not row.packed and path.stat().st_size > _LARGEST:
        return None
    with path.open("rb") as file:
        return _compared(Opening(format_name).stream(file, path.name), ids, document)


def _compared(
    documents: Iterable[Document | InputError],
    ids: Mapping[str, str],
    document: Callable[[str], Document],
) -> ReadBack:
    found = ReadBack()
    for one in documents:
        if isinstance(one, InputError):
            found.failures += 1
            continue
        found.articles += 1
        article_id = ids.get(one.article.sha256)
        if article_id is None:
            found.elsewhere += len(one.spans)
        else:
            found.same += (_places(one) & _places(document(article_id))).total()
    return found


def _places(document: Document) -> Counter[_Place]:
    return Counter((span.start, span.end, span.label) for span in document.spans)
