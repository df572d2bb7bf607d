"""What the network is taught: the annotators' agreement, tags of words, other letter cases."""

import random

from core.engine.proposal import Proposal
from core.engine.training.transformer.corpus import MASKED, Labelling, samples
from core.engine.training.transformer.letter_case import recased
from core.engine.training.transformer.votes import agreed
from core.engine.transformer.tags import begin, inside
from core.engine.transformer.wordpiece import WordPiece

WORDPIECE = WordPiece(["[UNK]", "[CLS]", "[SEP]", "new", "york", "##er", "is", "a"])
TEXT = "New Yorker is a"


def span(start: int, end: int, label: str = "ORG") -> Proposal:
    return Proposal(start, end, label, 1.0, "test")


def test_two_of_three_annotators_agree() -> None:
    votes = [[span(0, 3), span(5, 9)], [span(0, 3)], [span(0, 3, "GPE"), span(20, 22)]]
    kept, masked = agreed(votes)
    assert [(kept_span.start, kept_span.end, kept_span.label) for kept_span in kept] == [(0, 3, "ORG")]
    assert masked == [(5, 9), (20, 22)]


def tags_of(labelling: Labelling) -> tuple[int, ...]:
    (sample,) = samples("gmb", TEXT, [labelling], WORDPIECE)
    assert [sample.ids[place] for place in sample.first_pieces] == [3, 4, 6, 7]
    return sample.tags[0]


def test_a_span_begins_and_goes_on() -> None:
    assert tags_of(Labelling([span(0, 10)], [])) == (begin("ORG"), inside("ORG"), 0, 0)


def test_what_is_masked_and_what_does_not_end_at_words_is_not_learnt() -> None:
    assert tags_of(Labelling([span(0, 6)], [(14, 15)])) == (MASKED, MASKED, 0, MASKED)


def test_about_one_sample_in_twelve_is_in_another_case() -> None:
    (sample,) = samples("gmb", TEXT, [Labelling([], [])], WORDPIECE)
    others = [recased(sample, random.Random(seed)) for seed in range(1000)]
    changed = [other for other in others if other.shapes != sample.shapes]
    assert 50 < len(changed) < 120
    assert len({other.shapes for other in changed}) == 3
    assert all(other.shapes[0] == other.shapes[-1] == 0 for other in changed)
