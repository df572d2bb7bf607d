"""Feeds and agencies' stories as articles; a page's main text, or all of it."""

from specimens import SPECIMENS, opened

from core.errors import InputError
from core.formats.format import Document
from core.formats.opening import Opening

PAGE = SPECIMENS / "html" / "small.html"


def texts(path: str, format_name: str) -> list[str]:
    return [one.article.text for one in opened(SPECIMENS / path, format_name) if isinstance(one, Document)]


def test_an_entry_of_a_feed_is_an_article_without_what_runs() -> None:
    first, second = texts("rss/small.rss", "rss")
    assert first == "Acme opens in Oslo & Bergen\nAcme Bank opened an office in Oslo 😀.\nAna Roe leads it."
    assert second.startswith("Grain leaves Odesa\n")
    assert texts("rss/small.atom", "rss") == [
        "Zoé Roe resigns\nZoé Roe left Acme Bank on Monday.\nBen Ek follows."
    ]


def test_a_story_has_its_headline_and_a_paragraph_a_line() -> None:
    (text,) = texts("nitf/small.nitf", "nitf")
    assert text.splitlines()[0] == "Acme opens in Oslo"
    assert "Acme Bank opened an office in Oslo 😀." in text.splitlines()
    assert "a.jpg" not in text


def test_news_items_come_in_and_pictures_are_passed_over() -> None:
    first, second = opened(SPECIMENS / "newsml-g2" / "small.newsml", "newsml-g2")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.article.text.startswith("Acme opens in Oslo\nAcme Bank opened")
    assert (first.article.language, first.article.meta["byline"]) == ("en-GB", "Ana Roe")
    assert second.article.text == "Grain leaves Odesa\nShips reached Kenya on Tuesday."


def test_a_feed_without_entries_is_a_sentence() -> None:
    (found,) = Opening().documents(b"<rss version='2.0'><channel/></rss>", "a.xml")
    assert isinstance(found, InputError)
    assert str(found) == "a.xml holds no entries of a feed."


def test_all_text_of_a_page_when_asked_for() -> None:
    data = PAGE.read_bytes()
    (main,) = Opening("html").documents(data, "a.html")
    (whole,) = Opening("html", whole_pages=True).documents(data, "a.html")
    assert isinstance(main, Document)
    assert isinstance(whole, Document)
    assert len(whole.article.text) > len(main.article.text)
