"""Viterbi and forward-backward against the enumeration of every sequence."""

from itertools import product

import numpy as np
import pytest

from core.engine.transformer.decoding import Array, best_tags, decode
from core.engine.transformer.tags import COUNT, LABELS, OUTSIDE, begin, inside

DATE, ORG = "DATE", "ORG"
USED = [OUTSIDE, begin(DATE), begin(ORG), inside(DATE), inside(ORG)]
Span = tuple[int, int, str]


def random_rows(words: int, seed: int) -> Array:
    rows = np.full((words, COUNT), 1e-12)
    rows[:, USED] = np.random.default_rng(seed).dirichlet(np.ones(len(USED)), words)
    return rows


def spans_of(tags: tuple[int, ...]) -> list[Span] | None:
    """The spans of a sequence, or None if it is not well formed."""
    spans: list[list[int]] = []
    for place, tag in enumerate(tags):
        goes_on = next((label for label in (DATE, ORG) if tag == inside(label)), None)
        if goes_on is not None:
            if place == 0 or tags[place - 1] not in (begin(goes_on), tag):
                return None
            spans[-1][1] = place
        elif tag != OUTSIDE:
            spans.append([place, place, tag])
    return [(first, last, LABELS[tag - 1]) for first, last, tag in spans]


def weights(rows: Array) -> dict[tuple[int, ...], float]:
    sequences = product(USED, repeat=len(rows))
    return {
        tags: float(np.prod([rows[place, tag] for place, tag in enumerate(tags)]))
        for tags in sequences
        if spans_of(tags) is not None
    }


@pytest.mark.parametrize("words", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(4))
def test_the_best_sequence_and_its_spans_probabilities(words: int, seed: int) -> None:
    rows = random_rows(words, seed)
    every = weights(rows)
    best = max(every, key=lambda tags: every[tags])
    assert tuple(best_tags(rows)) == best
    total = sum(every.values())
    found = {(span.first, span.last, span.label): span.probability for span in decode(rows)}
    assert list(found) == spans_of(best)
    for span, probability in found.items():
        having = sum(weight for tags, weight in every.items() if span in (spans_of(tags) or []))
        assert probability == pytest.approx(having / total, abs=1e-6)


def test_no_words_and_no_spans() -> None:
    assert decode(np.zeros((0, COUNT))) == []
    only_outside = np.zeros((3, COUNT))
    only_outside[:, OUTSIDE] = 1
    assert decode(only_outside) == []


def test_probabilities_of_a_long_text_do_not_vanish() -> None:
    rows = np.full((2000, COUNT), 1 / COUNT)
    rows[1000] = 0
    rows[1000, begin(ORG)] = 1
    sure = [span for span in decode(rows) if span.first == 1000]
    assert 0 < sure[0].probability <= 1
