"""CoNLL-2003's columns with BIOES tags, out. `conll` reads them."""

from collections.abc import Iterable
from typing import BinaryIO

from core.formats.conll import write_tagged
from core.formats.format import Document, Loss
from core.formats.tags import bioes


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write BIOES tags."""
    return write_tagged(documents, file, bioes)
