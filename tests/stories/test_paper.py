"""The annotated article as a PDF: the same look, on pages."""

from pathlib import Path

import pytest
from user import OpenWindow, User

from gui.dialogs import files


def test_the_article_is_written_as_a_pdf_and_its_pages_are_told(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "article.pdf"
    monkeypatch.setattr(files, "choose_pdf", lambda *_: path)
    user.do("file.pdf")
    user.read("The article was written to article.pdf")
    assert path.read_bytes().startswith(b"%PDF-")
    assert "pages" in user.message()


def test_where_it_cannot_be_written_it_is_said(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "choose_pdf", lambda *_: tmp_path / "nowhere" / "article.pdf")
    user.do("file.pdf")
    user.read("cannot be written")


def test_a_long_article_takes_many_pages(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "long.txt"
    article.write_text("Kim met Trump in Hanoi.\n\n" * 200, encoding="utf-8")
    user = open_window(article, engine=False)
    monkeypatch.setattr(files, "choose_pdf", lambda *_: tmp_path / "long.pdf")
    user.do("file.pdf")
    user.read("The article was written to long.pdf")
    assert int(user.message().split(": ")[1].split()[0]) > 5
