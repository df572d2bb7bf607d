"""A user at the window: a private home, the real window on a real store, real key and mouse events."""

import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from user import SAMPLE, OpenWindow, User

from core.settings import Settings
from core.trace import Trace
from gui.desktop import Desktop


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own for each test."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def proposed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample article and the engine's proposals in it, made once by the command line."""
    path = tmp_path_factory.mktemp("proposed") / "store.db"
    command = [sys.executable, "-m", "core", "import", str(SAMPLE), "--store", str(path)]
    subprocess.run([*command, "--extract", "--annotator", "maria"], check=True, capture_output=True)
    return path


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Open windows as the command line does; `engine=False` leaves the engine's process out.

    `opens=False`: nothing that is named can be opened.
    """
    opened: list[Desktop] = []

    def open_one(
        *files: object,
        store: Path | None = None,
        engine: bool = True,
        annotator: str = "maria",
        opens: bool = True,
        article: str = "",
    ) -> User:
        options = Namespace(
            files=[os.fspath(file) for file in files],  # type: ignore[arg-type]
            store=store or tmp_path / "store.db",
            article=article,
            annotator=annotator,
            trace=None,
            screenshot=None,
        )
        desktop = Desktop(options, Settings.load(), Trace())
        if not engine:
            desktop.proposing.start = lambda: None  # type: ignore[method-assign]
        opened.append(desktop)
        desktop.open()
        user = User(qtbot, desktop)
        qtbot.waitExposed(desktop.window)
        user.wait_until(lambda: desktop.session.store_is_open)
        if files and opens:
            user.wait_until(lambda: desktop.session.can_edit)
        return user

    yield open_one
    for desktop in opened:
        close(desktop)


def close(desktop: Desktop) -> None:
    """Close a window as its user does."""
    desktop.window.close()
    desktop.close()
    desktop.window.deleteLater()


@pytest.fixture
def proposed_copy(proposed_store: Path, tmp_path: Path) -> Path:
    """A store of its own for each test, with the sample article and the engine's proposals."""
    path = tmp_path / "store.db"
    shutil.copy(proposed_store, path)
    return path


@pytest.fixture
def user(open_window: OpenWindow, proposed_copy: Path) -> User:
    """A user before the sample article with the engine's proposals, none of them decided."""
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.annotated is not None)
    return user
