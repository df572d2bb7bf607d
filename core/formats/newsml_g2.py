"""NewsML-G2, in: the news items of a message, with their text as NITF, as XHTML or plain.

Pictures, packages and planning items bring no text and are passed over. Source: IPTC, "NewsML-G2" 2.33.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from core.errors import InputError
from core.formats import nitf
from core.formats.draft import Draft, drafted
from core.formats.format import Document
from core.formats.html_page import BLOCKS, SILENT, all_text
from core.formats.json_values import Value
from core.formats.xml_text import every, first, lines_of, parse, text_in

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield an article for each news item with a text. Raises InputError where there is none."""
    items = [item for item in every(parse(data, name), "newsItem") if first(item, "contentSet") is not None]
    values = [Value(f"{name}, item {at}", item) for at, item in enumerate(items, start=1)]
    if not values:
        raise InputError(f"{name} holds no news items.")
    yield from drafted(values, _drafts)


def _drafts(item: ElementTree.Element, where: str) -> Iterator[Draft]:
    content = first(item, "contentSet")
    lines = _lines(content) if content is not None else []
    if not lines:
        return
    headline = text_in(item, "headline") or text_in(item, "itemMeta", "title")
    if headline and headline not in lines[:3]:
        lines.insert(0, headline)
    stated = first(item, "language")
    language = stated.get("tag", "") if stated is not None else item.get(_LANGUAGE, "")
    found = {
        "date": text_in(item, "versionCreated"),
        "byline": text_in(item, "by"),
        "creditline": text_in(item, "creditline"),
    }
    meta = {key: value for key, value in found.items() if value}
    yield Draft("\n".join(lines), where, item.get("guid", ""), headline, meta, language=language)


def _lines(content: ElementTree.Element) -> list[str]:
    story, page, plain = first(content, "nitf"), first(content, "html"), first(content, "inlineData")
    if story is not None:
        return nitf.body_of(story)
    if page is not None:
        body = first(page, "body")
        return lines_of(page if body is None else body, BLOCKS, SILENT)
    text = (plain.text or "") if plain is not None else ""
    marked = plain is not None and "html" in plain.get("contenttype", "")
    return (all_text(text) if marked else text.strip()).splitlines()
