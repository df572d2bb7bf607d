"""A theme."""

import pytest

from gui.theme import Theme, load_theme


@pytest.fixture
def theme(qapp: object) -> Theme:
    return load_theme("light")
