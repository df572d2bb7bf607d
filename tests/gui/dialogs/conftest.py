"""A theme, without a screen."""

import os
import sys

import pytest

from gui.theme import Theme, load_theme

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def theme(qapp: object) -> Theme:
    return load_theme("light")
