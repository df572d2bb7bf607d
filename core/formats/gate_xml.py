"""GATE's XML, in: a text with nodes, and sets of annotations between them; each set is a layer.

Offsets are those of the nodes in the text. Source: gate.ac.uk/userguide, "GATE XML".
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.fields import fields_of
from core.formats.format import Document
from core.formats.json_values import Value
from core.formats.xml_text import parse

_SKIPPED = frozenset({"Token", "SpaceToken", "Sentence", "Split", "Lookup", "paragraph"})
_MARKUP = "Original markups"


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield the document of a file; tokens, sentences and the original's markup are not read.

    Raises InputError where it is no sound XML.
    """
    yield from drafted([Value(name, parse(data, name))], _drafts)


def _drafts(root: ElementTree.Element, where: str) -> Iterator[Draft]:
    body = root.find("TextWithNodes")
    if body is None:
        raise ValueError("it has no TextWithNodes")
    text, nodes = body.text or "", {}
    for node in body:
        nodes[node.get("id", "")] = len(text)
        text += node.tail or ""
    features = root.find("GateDocumentFeatures")
    draft = Draft(text, where, meta=_features(features) if features is not None else None)
    for one in root.findall("AnnotationSet"):
        layer = one.get("Name", "")
        for annotation in one.findall("Annotation") if layer != _MARKUP else ():
            label = annotation.get("Type", "")
            if label not in _SKIPPED:
                fields = fields_of(_features(annotation), frozenset({"layer"}))
                start, end = (nodes.get(annotation.get(side, "")) for side in ("StartNode", "EndNode"))
                draft.span(start, end, label, layer=layer, **fields)
    yield draft


def _features(element: ElementTree.Element) -> dict[str, str]:
    return {
        feature.findtext("Name", ""): feature.findtext("Value", "")
        for feature in element.findall("Feature")
        if feature.findtext("Name")
    }
