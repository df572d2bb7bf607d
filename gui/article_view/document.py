"""An article's text as a text document: fonts, line height, title. Spans leave no trace in it."""

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextOption

from core.annotation.article import Article, title_of
from core.annotation.offsets import DocumentMap
from gui.article_view.measures import MARGIN, Measures
from gui.theme import article_font

_BLANK_LINE = re.compile(r"^[^\S\n]*$(?=[\r\n])", re.MULTILINE)
_BLANK_HEIGHT = 1


def make_document(
    article: Article | None, offsets: DocumentMap, measures: Measures, family: str, parent: QObject
) -> QTextDocument:
    """Return the document of an article (None: an empty one), a block for each of its paragraphs.

    Blank lines between paragraphs take no room: the gap between paragraphs is the look's, not the file's.
    """
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(MARGIN)
    document.setDefaultFont(article_font(measures.article, family))
    document.setDefaultTextOption(_wrapping(measures))
    cursor = QTextCursor(document)
    cursor.setBlockFormat(_paragraph(measures.line_height(measures.article), measures.paragraph_gap))
    if article is not None:
        cursor.insertText(_shown(article.text))
        cursor.beginEditBlock()
        _set_blank_lines(cursor, article.text, offsets)
        title = title_place(article)
        if title is not None:
            _set_title(cursor, offsets.to_document(title), measures)
        cursor.endEditBlock()
    return document


def title_place(article: Article) -> int | None:
    """Return where the first paragraph begins, if it is the article's title with more text after it."""
    text = article.text
    start = len(text) - len(text.lstrip())
    head, _, rest = text[start:].partition("\n")
    title = " ".join(head.split())
    return start if title and title == title_of(text) == article.title and rest.strip() else None


def _shown(text: str) -> str:
    """Return the text with all its units: Qt would take a byte order mark off its start."""
    return "\u2060" + text[1:] if text.startswith("\ufeff") else text


def _wrapping(measures: Measures) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(2.0 * measures.article)
    return option


def _paragraph(height: float, gap: float) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setBottomMargin(gap)
    return block


def _set_blank_lines(cursor: QTextCursor, text: str, offsets: DocumentMap) -> None:
    blank = _paragraph(_BLANK_HEIGHT, 0.0)
    for line in _BLANK_LINE.finditer(text):
        cursor.setPosition(offsets.to_document(line.start()))
        cursor.setBlockFormat(blank)


def _set_title(cursor: QTextCursor, position: int, measures: Measures) -> None:
    cursor.setPosition(position)
    cursor.setBlockFormat(_paragraph(measures.line_height(measures.title), measures.paragraph_gap))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    characters = QTextCharFormat()
    font = cursor.document().defaultFont()
    font.setPixelSize(measures.title)
    font.setBold(True)
    characters.setFont(font)
    cursor.setCharFormat(characters)
