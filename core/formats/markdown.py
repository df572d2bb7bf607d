r"""Markdown, out, for readers: each span in bold with its label behind it, `**Ana** \\[PERSON\\]`.

What Markdown would take for markup is escaped, line breaks are kept. Source: CommonMark 0.31.
"""

import re
from collections.abc import Iterable
from typing import BinaryIO

from core.formats.format import Document, Loss

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one file, an article under each heading."""
    for document in documents:
        text = document.article.text
        parts = [f"# {_plain(document.article.title)}\n\n"]
        at = 0
        for span in sorted(document.spans, key=lambda one: one.start):
            surface = text[span.start : span.end]
            inner = surface.strip()
            lead = surface[: len(surface) - len(surface.lstrip())]
            bold = f"**{_plain(' '.join(inner.split()))}** \\[{_plain(span.label)}\\]" if inner else ""
            parts += [_plain(text[at : span.start]), lead, bold]
            at = span.end
        parts += [_plain(text[at:]), "\n\n"]
        file.write("".join(parts).encode("utf-8"))
    return ()


def _plain(text: str) -> str:
    """Return text that is shown as it stands; a line break stays one."""
    return re.sub(r"\r\n?|\n", "  \n", _MARKUP.sub(r"\\\1", text))
