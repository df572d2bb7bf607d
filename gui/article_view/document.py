"""An article's text as a text document: fonts, line height, title. Spans leave no trace in it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextOption

from core.annotation.article import Article, title_of
from gui.article_view.measures import MARGIN, Measures
from gui.theme import article_font


def make_document(article: Article | None, measures: Measures, family: str, parent: QObject) -> QTextDocument:
    """Return the document of an article (None: an empty one), a block for each of its paragraphs."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(MARGIN)
    document.setDefaultFont(article_font(measures.article, family))
    document.setDefaultTextOption(_wrapping(measures))
    cursor = QTextCursor(document)
    cursor.setBlockFormat(_paragraph(measures, measures.article))
    if article is not None:
        cursor.insertText(article.text)
        if is_titled(article):
            _set_title(document, measures)
    return document


def is_titled(article: Article) -> bool:
    """Whether the first paragraph is the article's title, with more text after it."""
    head, _, rest = article.text.partition("\n")
    title = " ".join(head.split())
    return (
        bool(title) and title == title_of(article.text) == article.title and not rest.isspace() and rest != ""
    )


def _wrapping(measures: Measures) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(2.0 * measures.article)
    return option


def _paragraph(measures: Measures, pixels: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(measures.line_height(pixels), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setBottomMargin(measures.paragraph_gap)
    return block


def _set_title(document: QTextDocument, measures: Measures) -> None:
    cursor = QTextCursor(document.begin())
    cursor.setBlockFormat(_paragraph(measures, measures.title))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    characters = QTextCharFormat()
    font = QFont(document.defaultFont())
    font.setPixelSize(measures.title)
    font.setBold(True)
    characters.setFont(font)
    cursor.setCharFormat(characters)
