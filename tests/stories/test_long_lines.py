"""An article without line breaks: megabytes on one line open, and every offset is the article's own."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from user import OpenWindow

WORDS = "Biegun met Kim Jong Un in Seoul and spoke of it to 漢字 reporters. "


def test_a_span_made_far_behind_lies_where_it_was_made(open_window: OpenWindow, tmp_path: Path) -> None:
    article = tmp_path / "one line.txt"
    text = WORDS * 30_000 + "Trump stayed at home."
    article.write_text(text, encoding="utf-8")
    user = open_window(article, engine=False)
    user.double_click("Trump")
    user.press("Esc", "Ctrl+C")
    assert QApplication.clipboard().text() == "Trump"
    user.press("P")
    start = text.index("Trump")
    assert user.ask('SELECT start, "end", label FROM spans') == [(start, start + 5, "PERSON")]


def test_what_is_copied_across_a_broken_line_is_the_article_s_text(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    article = tmp_path / "no blanks.txt"
    text = "漢字仮名交文" * 3000
    article.write_text(text, encoding="utf-8")
    user = open_window(article, engine=False)
    assert user.view.document().blockCount() > 3
    user.press("Ctrl+A", "Ctrl+C")
    assert QApplication.clipboard().text() == text
