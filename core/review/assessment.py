"""What a sample shows at one look: the errors left in all and by label, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.review.residual import Advice, Residual, advise, further, residual, residual_by_label
from core.store.samples import Sample


@dataclass(frozen=True, slots=True)
class Assessment:
    """A sample, what it shows, and what the stopping rule says for a share of errors wished below `bound`.

    `more` is how many more to inspect, where the advice is to enlarge the sample.
    """

    sample: Sample
    bound: float
    total: Residual
    by_label: Mapping[str, Residual]
    advice: Advice
    more: int

    @property
    def between(self) -> str:
        """The two-sided interval, and how many are left, in words; empty before anything was inspected."""
        if not self.total.inspected:
            return ""
        low, high = 100 * self.total.low, 100 * self.total.high
        return (
            f"Between {low:.1f} % and {high:.1f} %, two-sided;"
            f" at most {self.total.left:,} of those not inspected are wrong."
        )

    @property
    def advice_words(self) -> str:
        """The advice in words."""
        bound = f"{100 * self.bound:g} %"
        return {
            Advice.GO_ON: "Go on: a sample counts when it was walked to its end.",
            Advice.STOP: f"Stop: less than {bound} is wrong.",
            Advice.ENLARGE: f"Inspect {self.more:,} more: if none of them is wrong, it is less than {bound}.",
            Advice.READ_ALL: f"Read all of them: no sample can show that less than {bound} is wrong.",
        }[self.advice]


def assess(sample: Sample, bound: float) -> Assessment:
    """Return what a sample shows. Loads scipy: the first call takes a while."""
    advice = advise(sample, bound)
    more = further(sample, bound) if advice is Advice.ENLARGE else 0
    return Assessment(sample, bound, residual(sample), residual_by_label(sample), advice, more)
