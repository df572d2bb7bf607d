"""NITF, in: a news story as agencies send it, its headline and its paragraphs a line each.

Source: IPTC, "News Industry Text Format" 3.6.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.format import Document
from core.formats.json_values import Value
from core.formats.xml_text import first, lines_of, local, parse, text_in

BLOCKS = frozenset(
    ("abstract", "block", "bq", "br", "byline", "dateline", "dd", "dl", "dt", "fn", "hedline", "hl1", "hl2",
     "hr", "li", "media-caption", "note", "ol", "p", "pre", "table", "td", "th", "tr", "ul")
)  # fmt: skip
_SILENT = frozenset({"media-metadata", "media-reference", "media-producer", "rights", "distributor"})


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the article of a story. Raises InputError where it is no sound XML."""
    yield from drafted([Value(name, parse(data, name))], _drafts)


def body_of(story: ElementTree.Element) -> list[str]:
    """Return the lines of a story: of its headline, byline, dateline and content."""
    body = first(story, "body")
    return lines_of(story if body is None else body, BLOCKS, _SILENT)


def _drafts(root: ElementTree.Element, where: str) -> Iterator[Draft]:
    story = root if local(root.tag) == "nitf" else first(root, "nitf")
    if story is None:
        raise ValueError("it has no nitf element")
    title = text_in(story, "hl1") or text_in(story, "title")
    number, issued = first(story, "doc-id"), first(story, "date.issue")
    own_id = number.get("id-string", "") if number is not None else ""
    date = issued.get("norm", "") if issued is not None else ""
    language = story.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    meta = {"date": date} if date else {}
    yield Draft("\n".join(body_of(story)), where, own_id, title, meta, language=language)
