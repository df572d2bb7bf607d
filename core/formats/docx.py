"""Word documents, in, by python-docx (`rubricator[articles]`): a paragraph a line, tables cell by cell."""

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from core.annotation.article import Article, title_of
from core.errors import InputError
from core.formats.archive import Archive, files_in
from core.formats.extras import library
from core.formats.format import Document


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the article of a document. Raises InputError where it is damaged, a bomb, or empty."""
    docx = library("docx", "articles")
    for one in files_in(Archive(data, name)):
        if isinstance(one, InputError):
            raise one
    try:
        # python-docx raises whatever comes up in a damaged file.
        file = docx.Document(io.BytesIO(data))
        lines = [line for one in file.iter_inner_content() for line in _lines(one)]
        title = str(file.core_properties.title or "").strip()
    except Exception as error:
        raise InputError(
            f"{name} is not a Word document that can be read ({type(error).__name__})."
        ) from error
    text = "\n".join(lines)
    if not text.strip():
        raise InputError(f"{name} holds no text.")
    yield Document(Article(title[:200] or title_of(text, PurePath(name).stem), text, source=name))


def _lines(one: Any) -> Iterator[str]:
    """Yield the lines of a paragraph or of a table's cells."""
    if hasattr(one, "rows"):
        for row in one.rows:
            for cell in row.cells:
                yield cell.text
    else:
        yield one.text
