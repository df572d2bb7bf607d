"""News feeds, in: RSS 2.0, RSS 1.0 and Atom. Each entry is an article: its title, then its text.

What a feed holds is read; the pages that it links to are not fetched. Source: rssboard.org/rss-specification,
web.resource.org/rss/1.0/spec, RFC 4287.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.format import Document
from core.formats.html_page import BLOCKS, SILENT, all_text
from core.formats.json_values import Value
from core.formats.xml_text import every, first, lines_of, local, parse, text_in

_TEXTS = ("encoded", "content", "description", "summary")
"""Where an entry's text stands, the fullest first."""
_KEPT = {"link": "link", "pubDate": "date", "published": "date", "updated": "date", "date": "date",
         "creator": "author", "author": "author"}  # fmt: skip


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield an article for each entry. Raises InputError where it is no sound XML, or holds none."""
    root = parse(data, name)
    entries = every(root, "item") or every(root, "entry")
    if not entries:
        raise InputError(f"{name} holds no entries of a feed.")
    language = text_in(root, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    values = [Value(f"{name}, entry {at}", one) for at, one in enumerate(entries, start=1)]
    yield from drafted(values, lambda entry, where: _drafts(entry, where, language))


def _drafts(entry: ElementTree.Element, where: str, language: str) -> Iterator[Draft]:
    title = all_text(text_in(entry, "title"))
    body = next((text for text in (_text(entry, tag) for tag in _TEXTS) if text), "")
    own_id = text_in(entry, "guid") or text_in(entry, "id")
    yield Draft("\n".join(filter(None, (title, body))), where, own_id, title, _meta(entry), language=language)


def _text(entry: ElementTree.Element, tag: str) -> str:
    """Return the text of an element that holds HTML: escaped, or as elements (Atom's XHTML)."""
    found = next((child for child in entry if local(child.tag) == tag), None)
    if found is None:
        return ""
    return "\n".join(lines_of(found, BLOCKS, SILENT)) if len(found) else all_text(found.text or "")


def _meta(entry: ElementTree.Element) -> dict[str, str]:
    meta: dict[str, str] = {}
    for child in entry:
        key = _KEPT.get(local(child.tag))
        name = first(child, "name")
        value = (name.text if name is not None else child.text) or child.get("href") or ""
        if key and key not in meta and value.strip():
            meta[key] = value.strip()
    return meta
