"""What becomes of spans that a format has no room for, as the user chose."""

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.annotation.article import Article
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.formats.fitting import Cut, Fitting, Overlap, Pieces, apart
from core.formats.format import FRAGMENTS, Document, Loss
from core.formats.opening import Opening
from core.formats.registry import writer

TEXT = "Ana Roe Bank of Oslo sang."
PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=20)


def span(start: int, end: int, label: str = "X", **fields: object) -> Span:
    return Span(start, end, label, "", State.ACCEPTED, "").changed(**fields)


def exported(
    name: str, spans: list[Span], fitting: Fitting, *relations: Relation
) -> tuple[list[tuple[str, str]], dict[str, Loss]]:
    """Return the surfaces with their labels that a file gives, and the losses by kind."""
    file = io.BytesIO()
    losses = writer(name, fitting).write([Document(Article("T", TEXT), tuple(spans), relations)], file)
    (found,) = Opening(name).documents(file.getvalue(), "a.x")
    assert isinstance(found, Document)
    told = {loss.kind: loss for loss in losses}
    return [(found.article.text[one.start : one.end], one.label) for one in found.spans], told


@pytest.mark.parametrize(
    ("rule", "kept", "why"),
    [
        (Overlap.LONGEST, ["Ana Roe Bank"], "a longer one overlaps"),
        (Overlap.SHORTEST, ["Ana", "Bank"], "a shorter one overlaps"),
        (Overlap.FIRST, ["Ana Roe Bank"], "an earlier one overlaps"),
        (Overlap.NONE, [], "others overlap"),
    ],
)
def test_a_flat_format_keeps_what_the_rule_says(rule: Overlap, kept: list[str], why: str) -> None:
    spans = [span(0, 12), span(0, 3), span(8, 12), span(16, 20)]
    found, losses = exported("conllu", spans, Fitting(rule))
    assert [surface for surface, _ in found] == [*kept, "Oslo"]
    assert losses["overlap"].sentence.endswith(f"left out: {why}.")
    assert losses["overlap"].missing_spans == len(spans) - len(found)


@given(PLACES, st.sampled_from(Overlap))
def test_what_a_rule_keeps_never_overlaps(places: list[tuple[int, int]], rule: Overlap) -> None:
    spans = [span(start, start + length) for start, length in places]
    kept = apart(spans, rule)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    left = [one for one in spans if one not in kept]
    assert all(any(one.overlaps(*other.place) for other in spans if other is not one) for one in left)


@pytest.mark.parametrize("name", ["conll", "spacy"])
def test_spans_that_cut_tokens_are_widened_or_dropped(name: str) -> None:
    spans = [span(0, 2), span(16, 20)]
    wide, losses = exported(name, spans, Fitting(cut=Cut.WIDEN))
    assert [surface for surface, _ in wide] == ["Ana", "Oslo"]
    assert losses["parts of tokens"].sentence == "1 span widened to whole tokens."
    left, losses = exported(name, spans, Fitting(cut=Cut.DROP))
    assert [surface for surface, _ in left] == ["Oslo"]
    assert losses["cut"].sentence == '1 span left out, no token boundary fits: X "An" at 0 in "T".'


def test_discontinuous_spans_are_whole_in_pieces_or_left_out() -> None:
    torn = span(0, 12, id="t", meta={FRAGMENTS: [[0, 3], [8, 12]]})
    spans, link = [torn, span(16, 20, id="o")], Relation("t", "o", "in", "")
    whole, losses = exported("spacy-json", spans, Fitting())
    assert [surface for surface, _ in whole] == ["Ana Roe Bank", "Oslo"]
    assert losses["fragments"].count == 1
    pieces, losses = exported("doccano", spans, Fitting(pieces=Pieces.SPLIT), link)
    assert [surface for surface, _ in pieces] == ["Ana", "Bank", "Oslo"]
    assert losses["pieces"].sentence == "1 span written piece by piece: discontinuous."
    left, losses = exported("doccano", spans, Fitting(pieces=Pieces.DROP), link)
    assert [surface for surface, _ in left] == ["Oslo"]
    assert (losses["discontinuous"].missing_spans, losses["dropped relations"].count) == (1, 1)
