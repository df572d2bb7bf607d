"""A store that lies where nothing can be written is read, and that is said."""

import os
from pathlib import Path

import pytest
from user import OpenWindow

from core.store import place


def test_a_store_in_a_read_only_place_is_shown_and_not_corrected(
    open_window: OpenWindow, proposed_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place.os, "access", lambda _path, mode: not mode & os.W_OK)
    monkeypatch.setattr("core.store.reader.can_be_written", lambda _path: False)
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.annotated is not None)
    user.read("store.db can only be read here. Open a copy of it to correct it.")
    before = proposed_copy.read_bytes()
    user.press_only("Tab")
    assert user.focused() == ("North Korea", "GPE", "proposed")
    user.press_only("Return", "P", "Delete")
    assert user.session.annotated and not any(span.decided for span in user.session.annotated)
    user.window.close()
    assert proposed_copy.read_bytes() == before
