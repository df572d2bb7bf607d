"""The last stage: scores that say how often such spans are right.

Each stage scores in its own way. Here a curve, measured on texts that were not trained on, turns the score
of a stage's span of one label into the share of such spans that are right; a span that other stages agree on
has another curve than one that nobody else saw. `curves.json` holds the points of the curves by
"SUPPORT/LABEL", such as "engine+gazetteer/ORG", or by "SUPPORT", "STAGE/LABEL" or "STAGE" for what is too
rare for a curve of its own.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc

from core.engine.document import proposals_of, set_proposals
from core.engine.proposal import Proposal

Point = tuple[float, float]
Curve = Sequence[Point]

FILE = "curves.json"
_LIST = "gazetteer"


def score_at(curve: Curve, score: float) -> float:
    """Return the curve's value between its points, which are sorted; beyond the ends the nearest point's."""
    place = bisect_right(curve, score, key=lambda point: point[0])
    if place == 0 or place == len(curve):
        return curve[max(0, place - 1)][1]
    (left, low), (right, high) = curve[place - 1 : place + 1]
    return low + (high - low) * (score - left) / (right - left)


class ScoreCurves:
    """The pipeline's part; without curves it leaves every score as it is."""

    def __init__(self, curves: Mapping[str, Curve] | None = None) -> None:
        self._curves = dict(curves or {})

    def from_disk(self, folder: Path, exclude: Iterable[str] = ()) -> "ScoreCurves":
        """Read the curves of a model's folder. Raises OSError or ValueError for a broken file."""
        rows = json.loads((folder / FILE).read_text(encoding="utf-8"))
        self._curves = {key: [(x, y) for x, y in points] for key, points in rows.items()}
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its proposals' scores put on the curves."""
        set_proposals(doc, map(self.rescored, proposals_of(doc)))
        return doc

    def rescored(self, proposal: Proposal) -> Proposal:
        """Return the proposal, and the opinions it stands against, with the scores that the curves give."""
        score = self.score(proposal.support, proposal.label, proposal.score)
        opinions = tuple(map(self.rescored, proposal.opinions))
        return replace(proposal, score=score, opinions=opinions)

    def score(self, support: str, label: str, score: float) -> float:
        """Return what a stage's score for a label is worth, by who supports it (`Proposal.support`).

        A name that a list agrees on is worth no less than one that only a list proposes.
        """
        stage, *agreeing = support.split("+")
        keys = (f"{support}/{label}", support, f"{stage}/{label}", stage)
        curve = next((self._curves[key] for key in keys if key in self._curves), None)
        if curve is None:
            return score
        listed = self._curves.get(_LIST) if _LIST in agreeing else None
        return round(max(score_at(curve, score), listed[-1][1] if listed else 0.0), 4)
