"""BioC's XML, in and out: `bioc_json`'s records as elements. Source: BioC.dtd, bioc.sourceforge.net."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from core.errors import InputError
from core.formats.bioc_json import drafts_of, record_of
from core.formats.draft import drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.losses import loss
from core.formats.xml_text import allowed, forbidden_in, parse, serialize

_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<collection><source>Rubricator</source><date/><key/>\n'


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the documents of a collection. Raises InputError where it is no sound XML."""
    root = parse(data, name)
    values = [Value(f"{name}, document {at}", one) for at, one in enumerate(root.iter("document"), start=1)]
    if not values:
        raise InputError(f"{name} holds no BioC documents.")
    yield from drafted(values, lambda value, where: drafts_of(_record(value), where))


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one collection; see `bioc_json`."""
    replaced = 0
    file.write(_HEAD)
    for document in documents:
        replaced += forbidden_in(document.article.text)
        element = _element("document", record_of(document))
        file.write(serialize(element).split(b"\n", 1)[1])
    file.write(b"</collection>\n")
    return loss("control characters", replaced, "control character", "written as U+FFFD")


def _record(element: ElementTree.Element) -> dict[str, Any]:
    """Return an element of a collection as the JSON has it."""
    record: dict[str, Any] = {**element.attrib, "infons": {}}
    for child in element:
        if child.tag == "infon":
            record["infons"][child.get("key", "")] = child.text or ""
        elif child.tag in ("location", "node"):
            record.setdefault(f"{child.tag}s", []).append(dict(child.attrib))
        elif len(child) or child.tag in ("passage", "sentence", "annotation", "relation"):
            record.setdefault(f"{child.tag}s", []).append(_record(child))
        else:
            record[child.tag] = child.text or ""
    return record


def _element(tag: str, record: dict[str, Any]) -> ElementTree.Element:
    """Return the element of a record; its parts in the order of the DTD."""
    inside = tag in ("annotation", "relation")
    element = ElementTree.Element(tag, {"id": allowed(record["id"])} if inside else {})
    if not inside and "id" in record:
        ElementTree.SubElement(element, "id").text = allowed(record["id"])
    for key, value in record["infons"].items():
        ElementTree.SubElement(element, "infon", {"key": allowed(key)}).text = allowed(value)
    if "offset" in record:
        ElementTree.SubElement(element, "offset").text = str(record["offset"])
    for one in ("locations", "nodes"):
        for place in record.get(one, ()):
            ElementTree.SubElement(element, one[:-1], {key: str(value) for key, value in place.items()})
    if "text" in record:
        ElementTree.SubElement(element, "text").text = allowed(record["text"])
    for one in ("passages", "sentences", "annotations", "relations"):
        element.extend(_element(one[:-1], part) for part in record.get(one, ()))
    return element
