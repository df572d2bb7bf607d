"""The engine's process ends by itself; the work goes on."""

import os
import signal
from pathlib import Path

from user import SAMPLE, OpenWindow, User

from core.engine.catalogue import DEFAULT_ENGINE
from gui.desktop import Desktop


def kill_engine(desktop: Desktop, before: int = 0) -> int:
    """Kill the engine's process, once it is another than before; return its id."""
    process_id = desktop.proposing.process.process_id
    assert process_id not in (0, before)
    os.kill(process_id, signal.SIGKILL)
    return process_id


def waits_for_engine(user: User, before: int = 0) -> None:
    """Wait until an engine's process runs."""
    user.wait_until(lambda: user.desktop.proposing.process.process_id not in (0, before))


def has_proposals(user: User) -> bool:
    """Return whether the open article has spans."""
    return len(user.session.annotated or ()) > 20


def test_killed_once_it_is_restarted_and_the_proposals_come_all_the_same(open_window: OpenWindow) -> None:
    user = open_window(SAMPLE)
    waits_for_engine(user)
    kill_engine(user.desktop)
    user.read("The engine stopped and is being restarted. Your corrections are safe.")
    user.wait_until(lambda: has_proposals(user))
    assert DEFAULT_ENGINE in user.status()
    assert user.ask("SELECT count(DISTINCT batch) FROM corrections") == [(1,)]


def test_killed_twice_it_says_so_corrections_go_on_and_it_is_restarted_by_hand(
    open_window: OpenWindow,
) -> None:
    user = open_window(SAMPLE)
    waits_for_engine(user)
    killed = kill_engine(user.desktop)
    waits_for_engine(user, killed)
    kill_engine(user.desktop, killed)
    user.read("The engine stopped again.")
    assert "no engine" in user.status()
    user.double_click("envoy")
    user.press("Esc", "O")
    assert user.focused() == ("envoy", "ORG", "accepted")
    user.push("Restart it")
    user.wait_until(lambda: has_proposals(user))
    assert user.span("envoy").label == "ORG"


def test_killed_when_it_has_nothing_to_do_the_next_article_gets_its_proposals(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    user = open_window(SAMPLE)
    user.wait_until(lambda: has_proposals(user))
    kill_engine(user.desktop)
    user.read("The engine stopped and is being restarted.")
    (tmp_path / "more.txt").write_text("Angela Merkel met Emmanuel Macron in Paris on Monday.")
    user.drop(tmp_path / "more.txt")
    user.opens("Angela Merkel met Emmanuel Macron in Paris on Monday.")
    user.wait_until(lambda: len(user.session.annotated or ()) > 1)


def test_an_engine_that_does_not_exist_is_told_and_the_usual_one_works(
    open_window: OpenWindow, home: Path
) -> None:
    (home / ".config" / "rubricator").mkdir(parents=True)
    (home / ".config" / "rubricator" / "settings.toml").write_text('engine = "news-fest"\n')
    user = open_window(SAMPLE)
    user.read('There is no engine "news-fest". Did you mean "news-fast"? news is in use.')
    user.wait_until(lambda: has_proposals(user))
