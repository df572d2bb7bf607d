"""A text under review."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.annotation.identity import new_id, now

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Article:
    """An article. Its text never changes once stored; a changed file is a new article."""

    title: str
    text: str
    source: str = ""
    language: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    id: str = field(default_factory=new_id)
    added_at: str = field(default_factory=now)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal: two articles with the same text are one."""
        return text_sha256(self.text)


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def title_of(text: str, otherwise: str = "Untitled") -> str:
    """Return an article's title: its first line that is not blank, shortened to 200 code points."""
    head = text[:20_000].lstrip()
    line = " ".join(head.splitlines()[0].split()) if head else ""
    if not line:
        return otherwise
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"
