"""The errors that are left: a sample of what was accepted unread, the walk through it, what it shows."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.errors import UsageError
from core.review.bounds import CONFIDENCE, at_most, interval, sample_size, wrong_at_most
from core.store.reader import StoreReader
from core.store.samples import Sample, SampledSpan, UnreadSpan, keep_sample, samples, unread_spans
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Residual:
    """What a sample shows: so many of the inspected were wrong, of so many spans that were unread.

    `at_most` is the share that is wrong with one-sided, `low` and `high` with two-sided confidence of
    95 % (exact binomial); `left` how many are wrong at most among those not inspected (exact
    hypergeometric).
    """

    wrong: int
    inspected: int
    population: int
    at_most: float
    low: float
    high: float
    left: int

    @property
    def sentence(self) -> str:
        """The statement in words, or why there is none."""
        if not self.population:
            return "Every accepted span was looked at by itself: there is nothing to sample."
        if not self.inspected:
            return f"None of {self.population:,} spans that were accepted unread was inspected yet."
        share, confidence = f"{100 * self.at_most:.1f} %", f"{100 * CONFIDENCE:.0f} %"
        return (
            f"{self.wrong} of {self.inspected} wrong: at most {share} of {self.population:,}"
            f" unread spans are wrong, {confidence}."
        )


class Advice(StrEnum):
    """What a sample's results ask for next."""

    GO_ON = "go_on"
    STOP = "stop"
    ENLARGE = "enlarge"
    READ_ALL = "read_all"


def draw(store: Store, layer: str, size: int, annotator: str, seed: int = 0) -> Sample:
    """Draw a sample of a layer's unread spans and keep it, in the order in which it is to be walked.

    Each label has its share of it (largest remainders), so that the sample is as the whole; the walk is
    by article and place, so that no article is opened twice. Raises UsageError where nothing was
    accepted unread, or the size is none.
    """
    unread = unread_spans(store, layer)
    if not unread:
        raise UsageError("Every accepted span was looked at by itself: there is nothing to sample.")
    if size < 1:
        raise UsageError("A sample has at least one span.")
    chosen = stratified(unread, size, seed)
    return keep_sample(store, layer, seed, Counter(one.label for one in unread), chosen, annotator)


def stratified(unread: Sequence[UnreadSpan], size: int, seed: int) -> list[UnreadSpan]:
    """Return a sample in which each label has its share, in the order of `unread`."""
    by_label: dict[str, list[UnreadSpan]] = defaultdict(list)
    for span in unread:
        by_label[span.label].append(span)
    source = random.Random(seed)
    shares = _shares({label: len(spans) for label, spans in by_label.items()}, min(size, len(unread)))
    chosen = {
        span.span_id for label in sorted(by_label) for span in source.sample(by_label[label], shares[label])
    }
    return [span for span in unread if span.span_id in chosen]


def _shares(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """Return how many of each label, in proportion, rounded by the largest remainders."""
    total = sum(counts.values())
    exact = {label: size * count / total for label, count in counts.items()}
    shares = {label: int(share) for label, share in exact.items()}
    order = sorted(counts, key=lambda label: (shares[label] - exact[label], label))
    for label in order[: size - sum(shares.values())]:
        shares[label] += 1
    return shares


def next_to_inspect(sample: Sample) -> SampledSpan | None:
    """Return the first span of a sample without a verdict; None at the end of the walk."""
    return next((one for one in sample.spans if one.verdict is None), None)


def residual(sample: Sample) -> Residual:
    """Return what a sample shows of all labels together."""
    return _residual(sample.spans, sum(sample.population.values()))


def residual_by_label(sample: Sample) -> dict[str, Residual]:
    """Return what a sample shows of each label: of few inspected spans little can be said."""
    return {
        label: _residual([one for one in sample.spans if one.span.label == label], population)
        for label, population in sorted(sample.population.items())
    }


def _residual(spans: Sequence[SampledSpan], population: int) -> Residual:
    inspected = sum(one.verdict is not None for one in spans)
    wrong = sum(one.verdict == "wrong" for one in spans)
    low, high = interval(wrong, inspected)
    left = wrong_at_most(wrong, inspected, population) - wrong
    return Residual(wrong, inspected, population, at_most(wrong, inspected), low, high, left)


def latest_residual(store: StoreReader, layer: str) -> Residual | None:
    """Return what the last sample of a layer that was walked at all shows; None where there is none."""
    found = [residual(sample) for sample in samples(store, layer)]
    return next((one for one in reversed(found) if one.inspected), None)


def advise(sample: Sample, bound: float) -> Advice:
    """Return the stopping rule's word on a sample, for a share of errors that is wished to be below `bound`.

    A walk goes to the end of its sample, for a bound that is looked at again and again does not hold
    with its confidence; only where the errors found are too many already is it broken off. At the end:
    stop where the bound is met, enlarge where a sample of a size that can be walked could still show it.
    """
    found = residual(sample)
    if found.inspected and found.low > bound:
        return Advice.READ_ALL
    if next_to_inspect(sample) is not None:
        return Advice.GO_ON
    if found.at_most <= bound or found.inspected >= found.population:
        return Advice.STOP
    return Advice.ENLARGE if further(sample, bound) else Advice.READ_ALL


def further(sample: Sample, bound: float) -> int:
    """Return how many more to inspect, none of them wrong, for the bound to be met; 0 where no sample can."""
    found = residual(sample)
    needed = sample_size(bound, found.wrong)
    return max(needed - found.inspected, 0) if needed < found.population else 0
