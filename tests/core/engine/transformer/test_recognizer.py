"""The engine news as it is shipped: offsets, neighbours, letter case, what it imports."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import assets
from core.engine.catalogue import load_engine
from core.engine.engine import Engine

pytest.importorskip("onnxruntime")

SAMPLE = assets.read_text("samples", "000_37ceacafcc040ebd.txt")
ODD = [
    "Kim Jong Un",
    "the U.S.",
    "$5.7 million",
    "\u0000",
    "\r\n",
    "مصر",
    "👩‍👩‍👧",
    "e\u0301",
    "\ud800",
    "(",
    "東京",
    "\u200b",
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine("news")


def surfaces(engine: Engine, text: str) -> set[tuple[str, str]]:
    return {(text[span.start : span.end], span.label) for span in engine.propose(text)}


@given(st.one_of(st.text(), st.lists(st.sampled_from(ODD), max_size=12).map(" ".join)))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_proposal_lies_inside_in_order_and_apart(engine: Engine, text: str) -> None:
    found = engine.propose(text)
    assert all(0 <= span.start < span.end <= len(text) and 0 <= span.score <= 1 for span in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_offsets_are_code_points(engine: Engine) -> None:
    text = "👩‍👩‍👧 مصر\r\nAngela Merkel flew to Paris on Monday.\r\n\r\n🇩🇪 She met François Hollande."
    assert {
        ("Angela Merkel", "PERSON"),
        ("Paris", "GPE"),
        ("Monday", "DATE"),
        ("François Hollande", "PERSON"),
    } <= surfaces(engine, text)


def test_invisible_and_combining_characters_part_no_name(engine: Engine) -> None:
    for name in ("Franc\u0327ois Hollande", "Angela\u00a0Merkel", "Ange\u00adla Merkel"):
        assert (name, "PERSON") in surfaces(engine, f"On Monday {name} flew to Berlin.")


def test_a_text_is_answered_alike_alone_and_among_others(engine: Engine) -> None:
    texts = [SAMPLE, "Angela Merkel flew to Paris.", SAMPLE[500:]]
    assert list(engine.propose_many(texts)) == [engine.propose(text) for text in texts]


def test_each_span_of_the_network_says_so(engine: Engine) -> None:
    origins = {span.origin for span in engine.propose(SAMPLE)}
    assert f"engine:news@{engine.version}" in origins


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u200b\u0301", "\x1b[0m", "👍" * 400, "x" * 5000])
def test_text_without_names_gives_no_fault(engine: Engine, text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in engine.propose(text))


def test_a_text_in_capitals_keeps_most_of_its_names(engine: Engine) -> None:
    text = "Angela Merkel flew to Paris on Monday and met Emmanuel Macron of France."
    found = {surface for surface, _ in surfaces(engine, text.upper())}
    assert {"ANGELA MERKEL", "PARIS", "EMMANUEL MACRON"} <= found


def test_onnxruntime_is_imported_by_this_engine_alone_and_torch_by_none() -> None:
    code = (
        "import sys; from core.engine.catalogue import load_engine; load_engine('news-fast');"
        "assert not {'onnxruntime', 'torch', 'onnx'} & set(sys.modules); load_engine('news');"
        "sys.exit(not ('onnxruntime' in sys.modules and 'torch' not in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_slash_parts_the_names_of_a_dateline(engine: Engine) -> None:
    found = surfaces(engine, "LONDON/PARIS - Britain and France agreed on Monday to talk.")
    assert {("LONDON", "GPE"), ("PARIS", "GPE")} <= found
    assert {("UNITED NATIONS", "ORG"), ("WASHINGTON", "GPE")} <= surfaces(engine, SAMPLE)
    whole = "Beef of the Westland / Hallmark Meat Company was recalled on Monday."
    assert ("Westland / Hallmark Meat Company", "ORG") in surfaces(engine, whole)
