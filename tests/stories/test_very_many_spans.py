"""Very many spans are decided on at once: keys are heard meanwhile, and it is one batch and one undo."""

from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QTimer
from user import OpenWindow, User

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.span import Span, State
from core.store.store import Store

SPANS = 20_000


def great_store(path: Path, spans: int = SPANS) -> Path:
    """Make a store with an article of words, each of them proposed as a name."""
    text = "Abcdef ghi\n" * (spans // 2)
    with Store.open(path) as store:
        article = store.add_article(Article("Great", text))
        store.add_article(Article("Small", "Kim spoke."))
        batch = Batch(article.id, "maria", "engine")
        places = (
            (line * 11 + offset, length) for line in range(spans // 2) for offset, length in ((0, 6), (7, 3))
        )
        made = (Span(at, at + n, "ORG", "maria", origin="engine:x@1", score=0.9) for at, n in places)
        store.commit([batch.correction(Action.PROPOSE, None, span) for span in made])
    return path


def opened(open_window: OpenWindow, path: Path) -> User:
    user = open_window(store=path, engine=False)
    user.opens("Great")
    return user


def test_all_of_a_label_is_one_batch_and_one_undo(open_window: OpenWindow, tmp_path: Path) -> None:
    user = opened(open_window, great_store(tmp_path / "store.db"))
    annotated = user.session.annotated
    assert annotated
    user.press("Tab")
    beats: list[float] = []
    beat = QTimer(user.window, interval=1)
    beat.timeout.connect(lambda: beats.append(perf_counter()))
    beat.start()
    user.do("alike.accept_label")
    user.wait_until(lambda: annotated.count(State.ACCEPTED) == SPANS)
    beat.stop()
    assert len(beats) > 10  # so often the window could have heard a key
    user.read("20,000 spans were accepted")
    user.wait_until(lambda: user.session.unsaved == 0)
    assert user.ask("SELECT count(DISTINCT batch) FROM corrections WHERE action = 'accept'") == [(1,)]
    user.press("Ctrl+Z")
    user.wait_until(lambda: annotated.count(State.PROPOSED) == SPANS)


def test_what_is_pressed_meanwhile_comes_behind_it(open_window: OpenWindow, tmp_path: Path) -> None:
    user = opened(open_window, great_store(tmp_path / "store.db", 6_000))
    annotated = user.session.annotated
    assert annotated
    user.press("Tab")
    user.do("alike.reject_label")
    user.press("Ctrl+Z", "Return")
    user.wait_until(lambda: annotated.count(State.ACCEPTED) == 1)
    assert annotated.count(State.PROPOSED) == 5_999
    assert user.actions()[-1] == "accept"


def test_the_whole_article_is_finished_and_the_next_one_opens(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    user = opened(open_window, great_store(tmp_path / "store.db", 6_000))
    user.press_only("Ctrl+Return")
    user.opens("Small")
    user.wait_until(lambda: user.session.unsaved == 0)
    assert user.ask("SELECT state, count(*) FROM spans GROUP BY state") == [("accepted", 6_000)]
    assert user.ask("SELECT status FROM reviews") == [("reviewed",)]
    assert user.ask("SELECT count(DISTINCT batch) FROM corrections WHERE action <> 'propose'") == [(1,)]


def test_a_window_that_is_closed_meanwhile_loses_nothing(open_window: OpenWindow, tmp_path: Path) -> None:
    user = opened(open_window, great_store(tmp_path / "store.db", 6_000))
    user.press("Tab")
    user.do("alike.accept_label")
    assert user.window.close()
    assert user.ask("SELECT state, count(*) FROM spans GROUP BY state") == [("accepted", 6_000)]
