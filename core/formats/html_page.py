"""Web pages, in: the main text, without menus and advertisements, by trafilatura (`rubricator[articles]`).

Without trafilatura, and where it finds no main text, all text is taken, a block a line. Nothing is
fetched: scripts and pictures are passed over.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import PurePath

from core.annotation.article import Article, title_of
from core.errors import InputError
from core.formats.decoding import decode
from core.formats.format import Document

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head"})
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "td", "th", "tr", "ul",
))
# fmt: on
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
_LONGEST = 20_000_000


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the article of a page. Raises InputError where the page has no text."""
    yield article_of(_decoded(data, name), name)


def article_of(page: str, name: str) -> Document:
    """Return the article of a page's HTML. Raises InputError where it has no text."""
    if len(page) > _LONGEST:
        raise InputError(f"{name} is longer than {_LONGEST} characters, which no page is.")
    found = _All()
    found.feed(page)
    found.close()
    text = _main_text(page) or found.text()
    if not text:
        raise InputError(f"{name} holds no text.")
    title = " ".join(found.title.split()) or title_of(text, PurePath(name).stem)
    remarks = () if find_spec("trafilatura") else (_WITHOUT.format(name=name),)
    return Document(Article(title[:200], text, source=name, language=found.language), remarks=remarks)


_WITHOUT = "{name}: all text was taken, for the main text alone: pip install 'rubricator[articles]'"


def _decoded(data: bytes, name: str) -> str:
    """Return the page in the encoding that it declares, else in that of any text."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _main_text(page: str) -> str:
    if not find_spec("trafilatura"):
        return ""
    from trafilatura import extract

    try:
        return extract(page, include_comments=False, include_tables=True) or ""
    except Exception:  # trafilatura lets lxml's many errors through; all text is taken then
        return ""


class _All(HTMLParser):
    """All text of a page that is shown, a block a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.language = ""
        self._parts: list[str] = []
        self._silent = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block."""
        if tag == "html":
            self.language = (dict(attrs).get("lang") or "")[:20]
        self._in_title = tag == "title" or (self._in_title and tag not in _BLOCKS)
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line at a block."""
        self._in_title = self._in_title and tag != "title"
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        if tag in _BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._in_title:
            self.title += data
        elif not self._silent:
            self._parts.append(data)

    def text(self) -> str:
        """Return the lines, white space run together."""
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)
