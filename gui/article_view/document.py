"""An article's text as a text document: fonts, line height, title. Spans leave no trace in it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextOption

from core.annotation.article import Article, title_of
from core.annotation.offsets import DocumentMap, is_blank
from gui.article_view.measures import MARGIN, Measures
from gui.reading import Reading
from gui.theme import article_font

_BEFORE_BLANK_LINE = re.compile(r"\n(?=[^\S\n]*\n)")
_BLANK_HEIGHT = 1
_LONGEST_TITLE_LINE = 2000


def make_document(
    article: Article | None, offsets: DocumentMap, reading: Reading, parent: QObject
) -> QTextDocument:
    """Return the document of an article (None: an empty one), a block for each of its paragraphs.

    Blank lines between paragraphs take no room: the gap between paragraphs is the look's, not the file's.
    """
    measures = Measures.of(reading)
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(MARGIN)
    document.setDefaultFont(article_font(reading.pixels, reading.family))
    document.setDefaultTextOption(_wrapping(measures))
    cursor = QTextCursor(document)
    cursor.setBlockFormat(_paragraph(measures.line_height(measures.article), measures.paragraph_gap, reading))
    if article is not None:
        cursor.insertText(_shown(article.text, offsets.breaks))
        cursor.beginEditBlock()
        _join_broken_lines(cursor, offsets, reading)
        _set_blank_lines(cursor, article.text, offsets, reading)
        title = title_place(article)
        if title is not None:
            _set_title(cursor, offsets.to_document(title), reading)
        cursor.endEditBlock()
    return document


def title_place(article: Article) -> int | None:
    """Return where the first paragraph begins, if it is the article's title with more text after it."""
    text, title = article.text, title_of(article.text)
    if title != article.title:
        return None
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start, start + _LONGEST_TITLE_LINE)
    whole = end >= 0 and title == " ".join(text[start:end].split())
    return start if whole and not is_blank(text, end, len(text)) else None


def _shown(text: str, breaks: Sequence[int]) -> str:
    """Return the text as the document has it, with all its units: Qt would take a byte order mark off."""
    text = "\u2060" + text[1:] if text.startswith("\ufeff") else text
    if not breaks:
        return text
    return "\u2029".join(text[start:end] for start, end in pairwise((0, *breaks, len(text))))


def _wrapping(measures: Measures) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(2.0 * measures.article)
    return option


def _paragraph(height: float, gap: float, reading: Reading) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLayoutDirection(reading.layout_direction)
    block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setBottomMargin(gap)
    return block


def _join_broken_lines(cursor: QTextCursor, offsets: DocumentMap, reading: Reading) -> None:
    """Have no gap where a line is broken for the eye alone."""
    measures = Measures.of(reading)
    joined = _paragraph(measures.line_height(measures.article), 0.0, reading)
    for point in offsets.breaks:
        cursor.setPosition(offsets.to_document(point) - 1)
        cursor.setBlockFormat(joined)


def _set_blank_lines(cursor: QTextCursor, text: str, offsets: DocumentMap, reading: Reading) -> None:
    blank = _paragraph(_BLANK_HEIGHT, 0.0, reading)
    for line in _BEFORE_BLANK_LINE.finditer("\n" + text):
        cursor.setPosition(offsets.to_document(line.start()))
        cursor.setBlockFormat(blank)


def _set_title(cursor: QTextCursor, position: int, reading: Reading) -> None:
    measures = Measures.of(reading)
    cursor.setPosition(position)
    cursor.setBlockFormat(_paragraph(measures.line_height(measures.title), measures.paragraph_gap, reading))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    characters = QTextCharFormat()
    font = cursor.document().defaultFont()
    font.setPixelSize(measures.title)
    font.setBold(True)
    characters.setFont(font)
    cursor.setCharFormat(characters)
