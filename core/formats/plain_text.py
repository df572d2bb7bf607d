"""Plain text, in: a file is an article."""

from collections.abc import Iterator
from pathlib import PurePath

from core.annotation.article import Article, title_of
from core.errors import InputError
from core.formats.decoding import decode
from core.formats.format import Document


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the one document of a text file; its title is its first line, else the file's name.

    Raises InputError where the bytes are not text, or empty.
    """
    text = decode(data, name)
    yield Document(Article(title_of(text, PurePath(name).stem), text, source=name))
