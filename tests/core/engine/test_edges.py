"""The edges that docs/engine.md promises, and what is found in short pieces of news."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.engine.catalogue import load_engine
from core.engine.engine import Engine
from core.engine.evaluation import Evaluation, GoldSpan

ROOT = Path(__file__).parents[3]
PIECES = ROOT / "tests/data/engine/pieces.jsonl"
_ROW = re.compile(r"^\| (.+) \| (.*\[.+\]\{[A-Z]+\}.*) \|$", re.MULTILINE)
_MARKED = re.compile(r"\[([^]]+)\]\{([A-Z_]+)\}")


def examples() -> Iterator[tuple[str, str]]:
    for row in _ROW.finditer((ROOT / "docs/engine.md").read_text(encoding="utf-8")):
        yield row.group(1), row.group(2)


@pytest.fixture(scope="module", params=["news", "news-fast"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return load_engine(request.param)


def test_the_docs_have_examples() -> None:
    assert len(list(examples())) >= 20


@pytest.mark.parametrize(("convention", "example"), list(examples()))
def test_edges_are_set_as_the_docs_say(engine: Engine, convention: str, example: str) -> None:
    text = _MARKED.sub(r"\1", example)
    found = [(text[one.start : one.end], one.label) for one in engine.propose(text)]
    assert found == _MARKED.findall(example), convention


def test_short_pieces_of_news_are_read_well(engine: Engine) -> None:
    evaluation = Evaluation()
    for line in PIECES.read_text(encoding="utf-8").splitlines():
        piece = json.loads(line)
        gold = [GoldSpan.from_json(row) for row in piece["spans"]]
        evaluation.add(engine.propose(piece["text"]), gold)
    assert evaluation.total.f1 >= 0.95
