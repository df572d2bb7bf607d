"""How long somebody works on an article."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.annotation.article import Article
from core.annotation.scheme import load_scheme
from core.store.store import Store
from core.trace import Trace
from gui.session import Session
from gui.work_clock import WorkClock


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with Store.open(path) as store:
        store.add_articles([Article("One", "Kim met Trump."), Article("Two", "Trump met Kim.")])
    return path


def test_moves_count_and_idle_hours_do_not(path: Path, qtbot: QtBot) -> None:
    session, clock = Session(path, "maria", load_scheme(), Trace()), Clock()
    work = WorkClock(session, clock)
    with qtbot.waitSignal(session.store_opened):
        session.open_store()
    with Store.open(path) as store:
        one, two = store.article_ids()
    with qtbot.waitSignal(session.article_opened):
        session.open_article(one)
    for seconds, place in ((10, (0, 3)), (20, (4, 7)), (7200, (8, 13))):
        clock.now += seconds
        session.set_selection(place)
    with qtbot.waitSignal(session.article_opened):
        session.open_article(two)
    work.keep()
    session.close()
    with Store.open(path) as store, store.reading() as connection:
        kept = connection.execute("SELECT article_id, seconds FROM reviews").fetchall()
    assert [tuple(row) for row in kept] == [(one, 90.0)]
