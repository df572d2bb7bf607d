"""XML that someone else wrote, safely read; and XML that keeps every character that XML can keep.

Entities that a file declares itself, and files outside, are refused (by defusedxml). XML 1.0 has no
control characters but tab and line breaks: those are written as U+FFFD, one for one, so that offsets hold.
"""

import re
import xml.etree.ElementTree as ElementTree

from core.errors import InputError

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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
