"""The disk fails: what was done stays on the screen, is tried again, and can be saved elsewhere."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from user import User

from core.store import commit


class DiskError(sqlite3.OperationalError):
    sqlite_errorname = "SQLITE_IOERR_FSYNC"


class Disk:
    """A disk that fails while it is broken."""

    broken = False
    tries = 0


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk, write = Disk(), commit.commit

    def commit_or_fail(*arguments: Any) -> None:
        disk.tries += 1
        if disk.broken:
            raise DiskError("disk I/O error")
        write(*arguments)

    monkeypatch.setattr(commit, "commit", commit_or_fail)
    yield disk
    disk.broken = False


def scripts(home: Path) -> list[Path]:
    return list(home.glob("rubricator-unsaved-*.jsonl"))


def test_what_cannot_be_saved_is_copied_and_saved_once_the_disk_works(
    user: User, disk: Disk, home: Path
) -> None:
    disk.broken = True
    user.press_only("Tab", "P")
    user.read("The change could not be saved: the disk failed while store.db was used")
    user.press_only("Tab", "Return")
    user.wait_until(lambda: "2 changes not saved" in user.status())
    user.push("Save a copy")
    user.wait_until(lambda: bool(scripts(home)))
    lines = [json.loads(line) for line in scripts(home)[0].read_text(encoding="utf-8").splitlines()]
    assert [line["action"] for line in lines] == ["relabel", "accept"]
    assert lines[0]["new_label"] == "PERSON"
    disk.broken = False
    user.session.saving.try_again()
    user.wait_until(lambda: user.actions() == ["relabel", "accept"])
    user.wait_until(lambda: "Saved" in user.status())


def test_closing_offers_a_copy_first(user: User, disk: Disk, home: Path) -> None:
    disk.broken = True
    user.press_only("Tab", "P")
    user.read("The change could not be saved")
    assert not user.window.close()
    user.read("1 change is not saved.")
    user.push("Save a copy")
    user.wait_until(lambda: bool(scripts(home)))
    assert user.window.close()
    user.window.show()
