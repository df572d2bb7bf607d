"""A Word document with highlights, out, for readers: shaded words, each span's label behind it.

Written a paragraph after the other, so a corpus of any size needs no more memory than an article.
Source: ECMA-376, "Office Open XML", WordprocessingML.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import BinaryIO

from core.annotation.scheme import Scheme, load_scheme
from core.annotation.span import Span
from core.formats.archive import ArchiveWriter
from core.formats.format import Document, Loss
from core.formats.losses import loss
from core.formats.pieces import Piece, lines_in, pieces_of
from core.formats.xml_text import allowed, forbidden_in

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships/officeDocument"
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}" Target="word/document.xml"/></Relationships>'
)
_BEGIN = f'{_XML}<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>'
_HEADING = (
    '<w:p><w:pPr><w:keepNext/><w:spacing w:before="480" w:after="160"/><w:outlineLvl w:val="0"/></w:pPr>'
)
_PARAGRAPH = '<w:p><w:pPr><w:spacing w:line="320" w:lineRule="auto"/></w:pPr>'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_LARGE, _SMALL = '<w:b/><w:sz w:val="32"/>', '<w:sz w:val="13"/>'
_UNDERLINES = ("single", "double", "thick", "dotted")
"""How the spans inside another are underlined, by their lane: a run of Word's has one underline."""


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one document with all articles, a heading each."""
    scheme = load_scheme()
    replaced = 0
    with ArchiveWriter(file) as archive:
        archive.add("[Content_Types].xml", _CONTENT_TYPES.encode("utf-8"))
        archive.add("_rels/.rels", _RELATIONS.encode("utf-8"))
        with archive.adding("word/document.xml") as body:
            body.write(_BEGIN.encode("utf-8"))
            for document in documents:
                replaced += forbidden_in(document.article.text)
                title = _run(document.article.title, _LARGE)
                body.write(f"{_HEADING}{title}</w:p>".encode())
                pieces, lanes = pieces_of(document)
                for line in lines_in(pieces):
                    runs = "".join(_runs(piece, lanes, scheme) for piece in line)
                    body.write(f"{_PARAGRAPH}{runs}</w:p>".encode())
            body.write(b"</w:body></w:document>")
    return loss("control characters", replaced, "control character", "written as U+FFFD")


def _runs(piece: Piece, lanes: dict[str, int], scheme: Scheme) -> str:
    shown = _run(piece.text, _look(piece.spans, lanes, scheme)) if piece.text else ""
    return shown + "".join(_tag(span, scheme) for span in piece.ending)


def _look(spans: Sequence[Span], lanes: dict[str, int], scheme: Scheme) -> str:
    """Return the looks of words: the outermost span's fill, the innermost one's underline."""
    if not spans:
        return ""
    inner = spans[-1]
    kind = _UNDERLINES[min(lanes[inner.id], len(_UNDERLINES) - 1)]
    line = f'<w:u w:val="{kind}" w:color="{scheme[inner.label].light.ink[1:]}"/>'
    return f"{line}{_shading(scheme[spans[0].label].light.fill)}"


def _tag(span: Span, scheme: Scheme) -> str:
    colours = scheme[span.label].light
    return _run(f" {span.label} ", f'<w:color w:val="{colours.ink[1:]}"/>{_SMALL}{_shading(colours.pale)}')


def _shading(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour[1:]}"/>'


def _run(text: str, look: str) -> str:
    inner = escape(allowed(text).replace("\r", " "), quote=False).replace(
        "\t", '</w:t><w:tab/><w:t xml:space="preserve">'
    )
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'
