"""docs/store.md: its queries run in plain SQLite, its tables and views have the columns it lists."""

import contextlib
import re
import sqlite3
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.span import Span
from core.store.store import Store

PAGE = (Path(__file__).parents[3] / "docs" / "store.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def plain(store: Store, article: Article, path: Path):
    """The store as another program sees it, read-only, with something for each question to find."""
    other = store.add_article(Article("Grain", "Grain from Odesa. Oslo pays."))
    spans = [Span(34, 38, "GPE", "anna", origin="engine:x@1", score=0.95), Span(8, 14, "ORG", "anna")]
    store.commit([Batch(article.id, "anna", "e").correction(Action.PROPOSE, None, one) for one in spans])
    store.commit(reject(spans[:1], Batch(article.id, "anna", "anna")))
    store.commit(relabel(spans[1:], "PERSON", Batch(article.id, "anna", "anna")))
    twin = Span(8, 14, "GPE", "bob")
    more = [Span(11, 16, "GPE", "bob"), Span(18, 22, "GPE", "bob"), twin]
    for one, home in zip(more, (other, other, article), strict=True):
        store.commit([Batch(home.id, "bob", "e").correction(Action.PROPOSE, None, one)])
        store.commit(accept([one], Batch(home.id, "bob", "bob")))
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield connection


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_page_finds_something(plain: sqlite3.Connection, query: str) -> None:
    assert plain.execute(query).fetchall()


@pytest.mark.parametrize("view", ["progress", "entities", "origins", "events", "relabels", "days"])
def test_a_view_has_the_columns_of_the_page(plain: sqlite3.Connection, view: str) -> None:
    (row,) = re.findall(rf"^\| `{view}` \|.*\|(.*)\|$", PAGE, re.MULTILINE)
    columns = {one[0] for one in plain.execute(f"SELECT * FROM {view}").description}
    assert set(re.findall(r"`(\w+)`", row)) <= columns
    assert plain.execute(f"SELECT * FROM {view}").fetchall()


@pytest.mark.parametrize("table", re.findall(r"^## (\w+)$", PAGE, re.MULTILINE))
def test_a_table_has_the_columns_of_the_page(plain: sqlite3.Connection, table: str) -> None:
    section = PAGE.split(f"\n## {table}\n")[1].split("\n## ")[0]
    listed = {
        name
        for cell in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    }
    found = {row[1] for row in plain.execute(f"PRAGMA table_info({table})")}
    if found and listed:
        assert listed <= found
        if table != "conflicts":
            assert found == listed
