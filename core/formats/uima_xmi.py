"""UIMA's CAS as XMI, in and out, with its type system beside it. See `cas`."""

import io
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from core.errors import InputError
from core.formats.archive import ArchiveWriter
from core.formats.cas import cas_of, cassis, completed, drafts_of, guess_types, loaded, types
from core.formats.draft import drafted
from core.formats.format import Beside, Document, Loss
from core.formats.json_values import Value
from core.formats.losses import loss
from core.formats.xml_text import forbidden_in, parse

_TYPES = "TypeSystem.xml"


def read(data: bytes, name: str, beside: Beside = lambda _: None) -> Iterator[Document | InputError]:
    """Yield a document for each view. Raises InputError without a type system, or where the XMI is not sound.

    The type system is `TypeSystem.xml`, or the file's name with `-typesystem.xml`; without one beside it,
    that which is written here is taken. Types that it lacks are made from the
    elements: cassis alone would drop them silently.
    """
    root = parse(data, name)
    own = f"{PurePath(name).stem}-typesystem.xml"
    given = beside(own) or beside(_TYPES) or beside(_TYPES.lower())
    if given:
        parse(given, _TYPES)
    system = (
        loaded(lambda: completed(cassis().load_typesystem(io.BytesIO(given))), _TYPES) if given else types()
    )
    guess_types(root, system)
    cas = loaded(lambda: cassis().load_cas_from_xmi(io.BytesIO(data), typesystem=system), name)
    yield from drafted([Value(name, cas)], drafts_of)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an archive: an `.xmi` for each document and one `TypeSystem.xml`."""
    replaced = 0
    system = types()
    with ArchiveWriter(file) as archive:
        for document in documents:
            name = archive.free_name(str(document.article.meta.get("id", document.article.title)))
            replaced += forbidden_in(document.article.text)
            archive.add(f"{name}.xmi", cas_of(document, system, xml=True).to_xmi().encode("utf-8"))
        archive.add(_TYPES, system.to_xml().encode("utf-8"))
    return loss("control characters", replaced, "control character", "written as U+FFFD")
