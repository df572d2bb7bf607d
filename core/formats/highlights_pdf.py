"""A PDF with highlights, out, for readers, by reportlab (`rubricator[articles]`).

Letters are taken from the fonts of the machine, the first that has a letter; one that none has is written
as `?` and counted. The pages of a file are held in memory until it is written. Source: ReportLab's guide.
"""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any, BinaryIO

from core.annotation.scheme import Scheme, load_scheme
from core.annotation.span import Span
from core.formats.extras import library
from core.formats.format import Document, Loss
from core.formats.losses import loss
from core.formats.pieces import Piece, lines_in, pieces_of

_FONTS = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial Unicode.ttf", "arial.ttf", "Arial.ttf",
    "LiberationSans-Regular.ttf", "NotoSansCJK-Regular.ttc", "msyh.ttc", "NotoEmoji-Regular.ttf", "Vera.ttf",
)  # fmt: skip
"""Fonts of Linux, macOS and Windows; the last one comes with reportlab."""

_SIZE, _TAG_SIZE, _LANE = 10.5, 6, 1.6
_MARGIN = 60


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one file with all articles, each on a page of its own."""
    platypus, styles = library("reportlab.platypus", "articles"), library("reportlab.lib.styles", "articles")
    letters = _Letters()
    scheme = load_scheme()
    body = styles.ParagraphStyle("body", fontName=letters.first, fontSize=_SIZE, leading=_SIZE * 1.75)
    title = styles.ParagraphStyle("title", parent=body, fontSize=16, leading=22, spaceAfter=10)
    story: list[Any] = []
    for document in documents:
        if story:
            story.append(platypus.PageBreak())
        story.append(platypus.Paragraph(letters.shown(document.article.title), title))
        pieces, lanes = pieces_of(document)
        for line in lines_in(pieces):
            marked = "".join(_marked(piece, lanes, scheme, letters.shown) for piece in line)
            story.append(platypus.Paragraph(marked, body) if marked.strip() else platypus.Spacer(1, _SIZE))
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    page = platypus.SimpleDocTemplate(file, title="Rubricator", creator="Rubricator", invariant=1, **margins)
    page.build(story or [platypus.Spacer(1, 1)])
    return loss("letters", letters.missing, "letter", 'written as "?": no font here has it')


class _Letters:
    """Which font has a letter, and how many letters none has."""

    def __init__(self) -> None:
        self._faces = dict(_fonts())
        self.first = next(iter(self._faces))
        self.missing = 0
        self._known: dict[str, str] = {}

    def shown(self, text: str) -> str:
        """Return a text as reportlab's markup, each stretch in a font that has its letters."""
        text = "".join(" " if letter.isspace() else letter for letter in text)
        parts = []
        for font, letters in groupby(text, self._font_of):
            stretch = "".join(letters)
            if not font:
                self.missing += len(stretch)
                stretch = "?" * len(stretch)
            marked = escape(stretch, quote=True)
            parts.append(marked if font in ("", self.first) else f'<font name="{font}">{marked}</font>')
        return "".join(parts)

    def _font_of(self, letter: str) -> str:
        if letter not in self._known:
            faces = self._faces.items()
            self._known[letter] = next((name for name, glyphs in faces if ord(letter) in glyphs), "")
        return self._known[letter]


def _fonts() -> Iterator[tuple[str, Any]]:
    """Yield the fonts that are here by name, each with the code points that it has."""
    metrics, truetype = (
        library("reportlab.pdfbase.pdfmetrics", "articles"),
        library("reportlab.pdfbase.ttfonts", "articles"),
    )
    for file_name in _FONTS:
        try:
            font = truetype.TTFont(file_name, file_name)
        except truetype.TTFError:
            continue
        metrics.registerFont(font)
        yield file_name, font.face.charToGlyph


def _marked(piece: Piece, lanes: dict[str, int], scheme: Scheme, shown: Callable[[str], str]) -> str:
    """Return a piece in the outermost span's fill, underlined for each span over it in its lane."""
    marked = shown(piece.text)
    for span in piece.spans:
        below = 2 + _LANE * lanes[span.id]
        marked = f'<u color="{scheme[span.label].light.ink}" offset="-{below}" width="0.8">{marked}</u>'
    if piece.spans:
        marked = f'<font backColor="{scheme[piece.spans[0].label].light.fill}">{marked}</font>'
    return marked + "".join(_tag(span, scheme, shown) for span in piece.ending)


def _tag(span: Span, scheme: Scheme, shown: Callable[[str], str]) -> str:
    colours = scheme[span.label].light
    style = f'size="{_TAG_SIZE}" color="{colours.ink}" backColor="{colours.pale}"'
    return f"<font {style}>&nbsp;{shown(span.label)}&nbsp;</font>"
