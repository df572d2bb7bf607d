"""A store with one article."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.store.store import Store

TEXT = "Dariusz Biegun met Sarah Jones in Oslo. Biegun 🙂 said Oslo was cold; the EU agreed on 3 May."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "articles.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


@pytest.fixture
def article(store: Store) -> Article:
    return store.add_article(Article("Oslo talks", TEXT))
