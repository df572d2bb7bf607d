"""Web pages, in: the main text, without menus and advertisements, by trafilatura (`rubricator[articles]`).

Where all text is asked for, without trafilatura, and where it finds no main text, all text is taken, a
block a line. Nothing is
fetched: scripts and pictures are passed over.
"""

import re
from collections.abc import Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import PurePath

from core.annotation.article import Article, title_of
from core.errors import InputError
from core.formats.decoding import decode
from core.formats.format import Document

SILENT = frozenset({"script", "style", "noscript", "template", "svg", "title"})
# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "td", "th", "tr", "ul",
))
# fmt: on
_TAG = re.compile(r"<(?:(/?)([a-z][a-z0-9]*)|[/!?])")
_LANGUAGE = re.compile(r"""lang=["']?([\w-]{2,20})""", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
_LONGEST = 20_000_000


def read(data: bytes, name: str, whole: bool = False) -> Iterator[Document | InputError]:
    """Yield the article of a page, of all its text if `whole`. Raises InputError where it has none."""
    yield article_of(_decoded(data, name), name, whole)


def all_text(page: str) -> str:
    """Return all text of a page, or of a piece of HTML, a block a line."""
    return _All(page).text()


def article_of(page: str, name: str, whole: bool = False) -> Document:
    """Return the article of a page's HTML. Raises InputError where it has no text."""
    if len(page) > _LONGEST:
        raise InputError(f"{name} is longer than {_LONGEST} characters, which no page is.")
    found = _All(page)
    text = ("" if whole else _main_text(page)) or found.text()
    if not text:
        raise InputError(f"{name} holds no text.")
    title = " ".join(found.title.split()) or title_of(text, PurePath(name).stem)
    remarks = () if whole or find_spec("trafilatura") else (_WITHOUT.format(name=name),)
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


class _All:
    """All text of a page that is shown, a block a line.

    The standard library's parser takes minutes for a page of open tags: this goes once from left to right.
    """

    def __init__(self, page: str) -> None:
        self.title = ""
        self.language = ""
        self._page = page
        self._folded = _lower(page)
        self._parts: list[str] = []
        at = 0
        while at < len(page):
            at = self._next(at)

    def _next(self, at: int) -> int:
        """Take the text up to the next tag, and the tag; return where it ends."""
        start = self._page.find("<", at)
        start = len(self._page) if start < 0 else start
        self._parts.append(unescape(self._page[at:start]))
        if self._page.startswith("<!--", start):
            return self._after("-->", start + 4)
        match = _TAG.match(self._folded, start)
        if not match:
            self._parts.append(self._page[start : start + 1])
            return start + 1
        end = self._after(">", match.end())
        return self._tag(match[2], end, bool(match[1])) if match[2] else end

    def _tag(self, tag: str, end: int, closes: bool) -> int:
        if tag in BLOCKS:
            self._parts.append("\n")
        if tag == "html" and not self.language:
            found = _LANGUAGE.search(self._page, end - min(200, end), end)
            self.language = found[1] if found else ""
        if closes or tag not in SILENT:
            return end
        close = self._folded.find(f"</{tag}", end)
        close = len(self._page) if close < 0 else close
        if tag == "title" and not self.title:
            self.title = unescape(self._page[end:close])
        return close

    def _after(self, sign: str, at: int) -> int:
        end = self._page.find(sign, at)
        return len(self._page) if end < 0 else end + len(sign)

    def text(self) -> str:
        """Return the lines, white space run together."""
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)


def _lower(page: str) -> str:
    """Return the page with small ASCII letters: the others could change its length."""
    return page.translate({at: at + 32 for at in range(65, 91)})
