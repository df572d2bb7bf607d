"""The disk is full: nothing is lost, and all is saved as soon as there is room."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from user import User

if sys.platform == "win32":
    pytest.skip("no limits on the size of files", allow_module_level=True)
import resource


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_change_stays_on_the_screen_and_is_saved_when_there_is_room(user: User) -> None:
    with full_disk():
        user.press_only("Tab", "P")
        user.read("The change could not be saved: there is no room on the disk to write to store.db.")
        assert user.focused() == ("North Korea", "PERSON", "accepted")
        assert "1 change not saved" in user.status()
        user.push("Try again")
        user.read("The change could not be saved")
        user.press_only("Tab", "Return")
        user.wait_until(lambda: "2 changes not saved" in user.status())
    user.wait_until(lambda: user.actions() == ["relabel", "accept"])
    user.wait_until(lambda: "Saved" in user.status())
    assert user.message() == ""


def test_closing_is_refused_once_with_a_sentence(user: User) -> None:
    with full_disk():
        user.press_only("Tab", "P")
        user.read("The change could not be saved")
        assert not user.window.close()
        user.read("1 change is not saved. Closing again leaves without saving.")
        assert user.window.close()
    user.window.show()


def test_once_saved_closing_is_free_and_refused_anew_the_next_time(user: User) -> None:
    with full_disk():
        user.press_only("Tab", "P")
        assert not user.window.close()
    user.push("Try again")
    user.wait_until(lambda: user.actions() == ["relabel"])
    user.wait_until(lambda: user.message() == "")
    with full_disk():
        user.press_only("Delete")
        assert not user.window.close()
    user.wait_until(lambda: user.actions() == ["relabel", "reject"])
    assert user.window.close()


def test_undo_waits_for_room_too(user: User) -> None:
    user.press("Tab", "P")
    with full_disk():
        user.press_only("Ctrl+Z")
        user.read("could not be saved")
    user.wait_until(lambda: user.actions() == ["relabel", "undo"])
    user.wait_until(lambda: user.focused() == ("North Korea", "GPE", "proposed"))
