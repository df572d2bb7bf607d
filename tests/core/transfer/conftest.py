"""A store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "s.db") as store:
        yield store
