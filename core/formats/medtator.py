"""MedTator's XML, in and out: a text and an element for each span and each link.

Offsets count UTF-16 units of the text with plain line feeds. An element's name is the label. Out goes an
archive with a file for each article and the schema (`.dtd`) that they need. Source: OHNLP/MedTator.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from core.annotation.span import Span
from core.errors import InputError
from core.formats.archive import ArchiveWriter
from core.formats.draft import Draft, drafted
from core.formats.format import FRAGMENTS, Document, Loss, fragments_of
from core.formats.json_values import Value
from core.formats.losses import loss
from core.formats.units import Unit, UnitMap
from core.formats.xml_text import allowed, forbidden_in, parse, serialize

_ROOT = "RUBRICATOR"
_OWN = frozenset({"spans", "text", "id"})
_END = re.compile(r"(.*)ID\d*")
_CR = re.compile(r"\r\n?")


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the document of a file. Raises InputError where it is no sound XML."""
    yield from drafted([Value(name, parse(data, name))], _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write an archive: an `.xml` for each document and one `.dtd`."""
    labels: dict[str, None] = {}
    links: dict[str, None] = {}
    returns = replaced = 0
    with ArchiveWriter(file) as archive:
        for document in documents:
            name = archive.free_name(str(document.article.meta.get("id", document.article.title)))
            archive.add(f"{name}.xml", serialize(_root(document)))
            labels |= dict.fromkeys(span.label for span in document.spans)
            links |= dict.fromkeys(one.label for one in document.relations)
            returns += "\r" in document.article.text
            replaced += forbidden_in(document.article.text)
        archive.add(f"{_ROOT}.dtd", _schema(labels, links).encode("utf-8"))
    return (
        *loss("exact text", returns, "article", "with line feeds for its CRLFs"),
        *loss("control characters", replaced, "control character", "written as U+FFFD"),
    )


def _drafts(root: ElementTree.Element, where: str) -> Iterator[Draft]:
    tags = root.find("TAGS")
    draft = Draft(root.findtext("TEXT"), where, unit=Unit.UTF16)
    units = UnitMap(draft.text, Unit.UTF16)
    for element in tags if tags is not None else ():
        label = str(element.tag)
        spans = element.get("spans")
        if spans is None:
            ends = [
                value
                for key, value in element.attrib.items()
                if key != "id" and _END.fullmatch(key) and value
            ]
            for tail in ends[1:]:
                draft.relation(ends[0], tail, label)
        elif not spans.startswith("-1"):
            _span(draft, element, label, spans, units)
    yield draft


def _span(draft: Draft, element: ElementTree.Element, label: str, spans: str, units: UnitMap) -> None:
    pieces = re.findall(r"(\d{1,12})~(\d{1,12})", spans)
    if not pieces:
        draft.faults.append(f"the {label} {element.get('id')!r} lies at {spans!r}")
        return
    places = sorted((int(start), int(end)) for start, end in pieces)
    meta: dict[str, object] = {key: value for key, value in element.attrib.items() if key not in _OWN}
    if len(places) > 1:
        meta[FRAGMENTS] = [[units.to_points(start), units.to_points(end)] for start, end in places]
    surface = element.get("text") if len(places) == 1 else None
    draft.span(places[0][0], places[-1][1], label, surface, key=element.get("id"), meta=meta)


def _root(document: Document) -> ElementTree.Element:
    text = allowed(_CR.sub("\n", document.article.text))
    lines = UnitMap(document.article.text, Unit.UTF16_LF)
    points = UnitMap(document.article.text, Unit.POINTS_LF)
    root = ElementTree.Element(_ROOT)
    ElementTree.SubElement(root, "TEXT").text = text
    tags = ElementTree.SubElement(root, "TAGS")
    ids = {span.id: f"T{at}" for at, span in enumerate(document.spans, start=1)}
    surfaces: dict[str, str] = {}
    for span in document.spans:
        surfaces[span.id] = _surface(span, text, points)
        places = ",".join(
            f"{lines.to_units(start)}~{lines.to_units(end)}" for start, end in fragments_of(span)
        )
        attributes = {"spans": places, "text": surfaces[span.id], "id": ids[span.id]}
        ElementTree.SubElement(tags, span.label, attributes)
    for at, one in enumerate(document.relations, start=1):
        ends = {
            "fromID": ids[one.head],
            "fromText": surfaces[one.head],
            "toID": ids[one.tail],
            "toText": surfaces[one.tail],
        }
        ElementTree.SubElement(tags, one.label, {"id": f"L{at}", **ends})
    ElementTree.SubElement(root, "META")
    return root


def _surface(span: Span, text: str, points: UnitMap) -> str:
    pieces = [text[points.to_units(start) : points.to_units(end)] for start, end in fragments_of(span)]
    return " ".join("...".join(pieces).split("\n"))


def _schema(labels: Iterable[str], links: Iterable[str]) -> str:
    entities = "".join(f"<!ELEMENT {label} ( #PCDATA ) >\n" for label in labels)
    relations = "".join(
        f'<!ELEMENT {label} EMPTY >\n<!ATTLIST {label} arg0 IDREF prefix="from" #IMPLIED >\n'
        f'<!ATTLIST {label} arg1 IDREF prefix="to" #IMPLIED >\n'
        for label in links
    )
    return f'<!ENTITY name "{_ROOT}">\n{entities}{relations}'
