"""UIMA's CAS as JSON 0.4, in and out; the types stand in the file. See `cas`."""

import io
import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from core.errors import InputError
from core.formats.archive import ArchiveWriter
from core.formats.cas import cas_of, cassis, drafts_of, loaded, types
from core.formats.draft import drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value, objects_in


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each view. Raises InputError where it is no CAS."""
    for one in objects_in(data, name):
        if isinstance(one, InputError):
            raise one
        raw = json.dumps(one.value).encode("utf-8")
        cas = loaded(lambda raw=raw: _load(raw), name)  # type: ignore[misc]
        yield from drafted([Value(name, cas)], drafts_of)


def _load(raw: bytes) -> object:
    """Return the CAS; one that does not declare DKPro's types, as INCEpTION's files do not, with ours."""
    load = cassis().load_cas_from_json
    try:
        return load(io.BytesIO(raw))
    except Exception:
        return load(io.BytesIO(raw), typesystem=types())


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an archive with a `.json` for each document."""
    system = types()
    with ArchiveWriter(file) as archive:
        for document in documents:
            name = archive.free_name(str(document.article.meta.get("id", document.article.title)))
            archive.add(f"{name}.json", cas_of(document, system, xml=False).to_json().encode("utf-8"))
    return ()
