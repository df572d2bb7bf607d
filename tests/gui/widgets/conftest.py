"""Themes and the default scheme, without a screen."""

import os
import sys

import pytest

from core.annotation.scheme import Scheme, load_scheme
from gui.theme import Theme, load_theme

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(params=["light", "dark"])
def theme(qapp: object, request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


@pytest.fixture
def scheme() -> Scheme:
    return load_scheme()
