"""The next article is read while one works: Ctrl+Enter shows it at once, and as it is by then."""

from pathlib import Path

from user import OpenWindow, User, add_articles

from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.store.store import Store


def mark(store: Path, number: int, layer: str, surface: str) -> None:
    """Have somebody else mark words of an article, in this layer."""
    with Store.open(store) as opened:
        annotated = opened.annotated(opened.article_ids()[number], layer)
        start = annotated.text.index(surface)
        batch = Batch(annotated.article.id, layer, "anna")
        opened.commit(add(annotated, start, start + len(surface), "PERSON", batch))


def opened(open_window: OpenWindow, store: Path) -> User:
    add_articles(store, "First\nKim spoke.", "Second\nTrump spoke.", "Third\nBiegun spoke.")
    user = open_window(store=store, engine=False)
    user.opens("First")
    return user


def is_read(user: User, title: str) -> bool:
    assert user.session.annotated
    read = user.session.ahead.take(user.session.annotated.article.id)
    return read is not None and read.annotated.article.title == title


def test_the_next_article_is_there_before_the_disk_has_answered(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    user = opened(open_window, tmp_path / "store.db")
    user.wait_until(lambda: is_read(user, "Second"))
    user.press_only("Ctrl+Return")
    assert user.title() == "Second"
    user.wait_until(lambda: user.session.unsaved == 0)
    assert user.ask("SELECT status FROM reviews") == [("reviewed",)]
    user.wait_until(lambda: is_read(user, "Third"))


def test_what_another_window_did_to_it_meanwhile_is_seen(open_window: OpenWindow, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    user = opened(open_window, store)
    user.wait_until(lambda: is_read(user, "Second"))
    mark(store, 1, "maria", "Trump")
    user.press_only("Ctrl+Return")
    user.opens("Second")
    user.wait_until(lambda: user.session.annotated is not None and len(user.session.annotated) == 1)
    user.press("Tab")
    assert user.focused() == ("Trump", "PERSON", "accepted")


def test_one_that_another_window_finished_is_passed_over(open_window: OpenWindow, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    user = opened(open_window, store)
    user.wait_until(lambda: is_read(user, "Second"))
    other = open_window(store=store, engine=False, article="Second")
    other.opens("Second")
    other.press("Ctrl+Return")
    user.wait_until(lambda: is_read(user, "Third"))
    user.come_back()
    user.press("Ctrl+Return")
    user.opens("Third")
