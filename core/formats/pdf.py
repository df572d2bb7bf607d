"""PDF with a text layer, in, by pypdf (`rubricator[articles]`): a page after the other."""

import io
import logging
from collections.abc import Iterator
from pathlib import PurePath

from core.annotation.article import Article, title_of
from core.errors import InputError
from core.formats.extras import library
from core.formats.format import Document

_MOST_PAGES = 5000


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the article of a PDF. Raises InputError where it is damaged, locked, or pictures alone."""
    pypdf = library("pypdf", "articles")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        # pypdf raises whatever comes up in a damaged file.
        file = pypdf.PdfReader(io.BytesIO(data))
        if file.is_encrypted and not file.decrypt(""):
            raise InputError(f"{name} is locked by a password.")
        if len(file.pages) > _MOST_PAGES:
            raise InputError(f"{name} has more than {_MOST_PAGES} pages.")
        text = "\n".join(page.extract_text() for page in file.pages)
        title = str((file.metadata or {}).get("/Title") or "").strip()
    except InputError:
        raise
    except Exception as error:
        raise InputError(f"{name} is not a PDF that can be read ({type(error).__name__}).") from error
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
    if not text.strip():
        raise InputError(f"{name} has no text layer.", "Run it through a text recognizer (OCR) first.")
    title = title.encode("utf-8", "replace").decode("utf-8")
    yield Document(Article(title[:200] or title_of(text, PurePath(name).stem), text, source=name))
