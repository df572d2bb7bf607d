"""The sample article, read span by span: what must be found in it."""

import pytest

from core import assets
from core.engine.catalogue import load_engine

TEXT = assets.read_text("samples", "000_37ceacafcc040ebd.txt")


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    return {(TEXT[span.start : span.end], span.label) for span in load_engine().propose(TEXT)}


@pytest.mark.parametrize(
    ("surface", "label"),
    [
        ("Michelle Nichols", "PERSON"),
        ("David Brunnstrom", "PERSON"),
        ("U.N.", "ORG"),
        ("U.S.", "GPE"),
        ("North Korea", "GPE"),
        ("North Korean", "NORP"),
        ("Stephen Biegun", "PERSON"),
        ("Biegun", "PERSON"),
        ("Donald Trump", "PERSON"),
        ("Kim Jong Un", "PERSON"),
        ("Kim", "PERSON"),
        ("Singapore", "GPE"),
        ("last June", "DATE"),
        ("Korean War", "EVENT"),
        ("U.N. Security Council", "ORG"),
        ("57,600 barrels", "QUANTITY"),
        ("$5.7 million", "MONEY"),
        ("nearly $1 billion", None),
        ("$1 billion", "MONEY"),
        ("28,500", "CARDINAL"),
        ("March", "DATE"),
    ],
)
def test_it_holds(found: set[tuple[str, str]], surface: str, label: str | None) -> None:
    labels = {known for place, known in found if place == surface}
    assert labels == ({label} if label else set())
