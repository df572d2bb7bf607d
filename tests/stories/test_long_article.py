"""A long article: its proposals come in parts, the first ones first, and nothing waits for the last."""

from pathlib import Path

import pytest
from user import OpenWindow

LINE = "Angela Merkel met Emmanuel Macron in Berlin on Monday.\n"
LINES = 4000


@pytest.fixture
def long_article(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    path.write_text(LINE * LINES, encoding="utf-8")
    return path


def test_one_can_correct_while_the_rest_is_read_and_loses_nothing(
    open_window: OpenWindow, long_article: Path
) -> None:
    user = open_window(long_article)
    user.wait_until(lambda: len(user.session.annotated or ()) > 0)
    user.wait_until(lambda: "% read" in user.session.engine_words)
    user.press("Tab", "O")
    user.wait_until(lambda: "% read" not in user.session.engine_words)
    annotated = user.session.annotated
    assert annotated
    first = next(iter(annotated))
    assert (user.surface(first), first.label, str(first.state)) == ("Angela Merkel", "ORG", "accepted")
    assert max(span.start for span in annotated) > len(annotated.text) - len(LINE)


def test_what_was_left_when_the_window_closed_comes_the_next_time(
    open_window: OpenWindow, long_article: Path
) -> None:
    user = open_window(long_article)
    user.wait_until(lambda: len(user.session.annotated or ()) > 0)
    some = len(user.session.annotated or ())
    user.desktop.window.close()
    user.desktop.close()
    again = open_window(long_article)
    again.wait_until(lambda: len(again.session.annotated or ()) > some)
    again.wait_until(lambda: "% read" not in again.session.engine_words)
    annotated = again.session.annotated
    assert annotated
    assert max(span.start for span in annotated) > len(annotated.text) - len(LINE)
    places = [(span.place, span.label) for span in annotated]
    assert len(places) == len(set(places))


def test_a_short_article_does_not_wait_for_a_long_one(
    open_window: OpenWindow, long_article: Path, tmp_path: Path
) -> None:
    short = tmp_path / "short.txt"
    short.write_text("Berlin is far from Paris.", encoding="utf-8")
    user = open_window(long_article)
    user.wait_until(lambda: len(user.session.annotated or ()) > 0)
    user.drop(short)
    user.wait_until(
        lambda: user.session.annotated is not None and user.session.annotated.article.title != LINE.strip()
    )
    user.wait_until(lambda: len(user.session.annotated or ()) == 2)


def test_reading_can_be_stopped_and_what_came_stays(open_window: OpenWindow, long_article: Path) -> None:
    user = open_window(long_article)
    user.wait_until(lambda: "% read" in user.session.engine_words)
    user.do("engine.stop")
    user.read("The engine reads no further in this article.")
    annotated = user.session.annotated
    assert annotated and len(annotated) > 0
    assert max(span.start for span in annotated) < len(annotated.text) - len(LINE)
    assert "% read" not in user.session.engine_words
    assert not user.action("engine.stop").isEnabled()
