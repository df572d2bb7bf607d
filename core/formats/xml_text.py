"""XML that someone else wrote, safely read; and XML that keeps every character that XML can keep.

Entities that a file declares itself, and files outside, are refused (by defusedxml). XML 1.0 has no
control characters but tab and line breaks: those are written as U+FFFD, one for one, so that offsets hold.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from core.errors import InputError

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACE = re.compile(r"\s+")


def parse(data: bytes, name: str) -> ElementTree.Element:
    """Return the root of an XML file. Raises InputError where it is damaged or declares entities."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: ElementTree.Element = fromstring(data)
    except ElementTree.ParseError as error:
        raise InputError(f"{name} is not sound XML: {error}.") from error
    except DefusedXmlException as error:
        raise InputError(f"{name} declares entities, which are not read.") from error
    except (ValueError, LookupError, RecursionError) as error:
        raise InputError(f"{name} is not XML that can be read: {error}.") from error
    return root


def allowed(text: str) -> str:
    """Return the text with what XML forbids as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def forbidden_in(text: str) -> int:
    """Return how many characters XML cannot hold."""
    return len(_FORBIDDEN.findall(text))


def serialize(root: ElementTree.Element) -> bytes:
    """Return the bytes of an XML file; a carriage return is written so that parsers keep it."""
    data: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return data.replace(b"\r", b"&#13;") + b"\n"


def local(tag: object) -> str:
    """Return an element's name without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def first(root: ElementTree.Element, name: str) -> ElementTree.Element | None:
    """Return the first element below with this name, in any namespace."""
    return next((one for one in root.iter() if one is not root and local(one.tag) == name), None)


def every(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """Return the elements with this name, in any namespace, the root among them."""
    return [one for one in root.iter() if local(one.tag) == name]


def text_in(root: ElementTree.Element, *names: str) -> str:
    """Return the text of the first element of a path of names, its white space run together; or nothing."""
    found: ElementTree.Element | None = root
    for name in names:
        found = first(found, name) if found is not None else None
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def lines_of(root: ElementTree.Element, blocks: frozenset[str], silent: frozenset[str]) -> list[str]:
    """Return the text below an element, a block a line; what is in `silent` elements is passed over.

    Line breaks in the file are white space. Raises RecursionError where elements are nested too deeply.
    """
    lines = (" ".join(line.split()) for line in "".join(_pieces(root, blocks, silent)).split("\n"))
    return [line for line in lines if line]


def _pieces(element: ElementTree.Element, blocks: frozenset[str], silent: frozenset[str]) -> Iterator[str]:
    name = local(element.tag)
    if not name or name in silent:
        return
    edge = "\n" if name in blocks else ""
    yield edge + _SPACE.sub(" ", element.text or "")
    for child in element:
        yield from _pieces(child, blocks, silent)
        yield _SPACE.sub(" ", child.tail or "")
    yield edge
