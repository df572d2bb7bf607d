"""Themes and the default scheme."""

import pytest

from core.annotation.scheme import Scheme, load_scheme
from gui.theme import Theme, load_theme


@pytest.fixture(params=["light", "dark"])
def theme(qapp: object, request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


@pytest.fixture
def scheme() -> Scheme:
    return load_scheme()
