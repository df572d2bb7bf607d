"""Offsets in another unit are found by the surfaces, else by the edges, and told."""

import pytest

from core.errors import InputError
from core.formats.draft import Draft
from core.formats.format import Document
from core.formats.units import Unit, UnitMap

TEXT = "😀 Ana met\r\n😀 Zoe in Oslo."


def found(draft: Draft) -> tuple[list[str], tuple[str, ...], list[str]]:
    """Return the surfaces, the remarks and the faults."""
    document, *faults = draft.found()
    assert isinstance(document, Document)
    surfaces = [document.article.text[span.start : span.end] for span in document.spans]
    return surfaces, document.remarks, [str(one) for one in faults if isinstance(one, InputError)]


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("shown", [True, False])
def test_every_unit_is_found(unit: Unit, shown: bool) -> None:
    draft = Draft(TEXT, "a.json, record 1")
    units = UnitMap(TEXT, unit)
    for word in ("Ana", "Zoe", "Oslo"):
        start = TEXT.index(word)
        draft.span(units.to_units(start), units.to_units(start + len(word)), "X", word if shown else None)
    surfaces, remarks, faults = found(draft)
    assert (surfaces, faults) == (["Ana", "Zoe", "Oslo"], [])
    told = f"a.json, record 1: its offsets count {unit.value}, and were taken so."
    assert remarks == (() if unit is Unit.POINTS else (told,))


def test_one_span_in_another_unit_goes_to_its_surface() -> None:
    draft = Draft(TEXT, "a.json")
    draft.span(2, 5, "X", "Ana")
    draft.span(13, 16, "X", "Zoe")
    draft.span(22, 26, "X", "Oslo")
    surfaces, remarks, _ = found(draft)
    assert surfaces == ["Ana", "Zoe", "Oslo"]
    assert remarks == ("a.json: span 3 counts UTF-16 units, taken so.",)


def test_what_lies_outside_is_told_and_the_rest_comes_in() -> None:
    draft = Draft("Ana met Zoe.", "a.json")
    draft.span(0, 3, "X", key="1")
    draft.span(8, 99, "X", key="2")
    draft.span(4, 4, "X")
    draft.span("0", 3, "X")
    draft.span(0, 3, " ")
    draft.relation("1", "2", "met")
    surfaces, remarks, faults = found(draft)
    assert (surfaces, remarks) == (["Ana"], ())
    assert faults == [
        "a.json: span 4 has no whole numbers for its place; left out.",
        "a.json: span 5 has no label; left out.",
        "a.json: span 2 (X) lies at 8 to 99, but the text has 12 characters; left out.",
        "a.json: span 3 (X) lies at 4 to 4, but the text has 12 characters; left out.",
        "a.json: relation 1 (met) names '2', which is no span here; left out.",
    ]


@pytest.mark.parametrize("unit", list(Unit))
def test_units_go_both_ways(unit: Unit) -> None:
    units = UnitMap(TEXT, unit)
    for point in range(len(TEXT) + 1):
        if TEXT[point - 1 : point + 1] != "\r\n":
            assert units.to_points(units.to_units(point)) == point
