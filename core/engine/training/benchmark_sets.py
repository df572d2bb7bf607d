"""What an engine is measured on: the news set with all labels, the unified dev sets in coarse classes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.engine.engine import Engine
from core.engine.evaluation import Evaluation, GoldSpan
from core.engine.labels import ALL
from core.engine.proposal import Proposal
from core.engine.trimming import Trimming

NEWS = "news-ontonotes.dev"

_COARSE = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE",
    "NORP": "NORP", "DATE": "DATE", "MONEY": "MONEY", "EVENT": "EVENT",
}  # fmt: skip
_NAMES = frozenset(("PERSON", "ORG", "PLACE"))
_ANNOTATED: Mapping[str, frozenset[str]] = {
    "crossner_politics": _NAMES | {"NORP", "EVENT"},
    "gmb": _NAMES | {"NORP"},
    "gum": _NAMES | {"NORP", "EVENT"},
    "re3d": _NAMES | {"NORP", "DATE", "MONEY"},
    "redocred": _NAMES | {"NORP", "DATE", "MONEY", "EVENT"},
    "uner_ewt": _NAMES,
    "wikigold": _NAMES | {"NORP"},
}


@dataclass(frozen=True)
class Sets:
    """The data folder with what measuring needs."""

    folder: Path
    trimming: Trimming

    def news(self, engine: Engine) -> Evaluation:
        """Measure exact spans with all eighteen labels on the news set."""
        evaluation = Evaluation()
        records = list(_records(self.folder / f"{NEWS}.jsonl"))
        for record, found in zip(records, engine.propose_many(r["text"] for r in records), strict=True):
            evaluation.add(found, [GoldSpan.from_json(row) for row in record["spans"]])
        return evaluation

    def unified(self, engine: Engine) -> dict[str, Evaluation]:
        """Measure each unified dev set in the coarse classes that it annotates."""
        return {source: self._coarse(engine, source) for source in _ANNOTATED}

    def _coarse(self, engine: Engine, source: str) -> Evaluation:
        evaluation = Evaluation()
        records = list(_records(self.folder / "unified" / "dev" / f"{source}.jsonl"))
        for record, found in zip(records, engine.propose_many(r["text"] for r in records), strict=True):
            gold, masked = self._coarse_gold(record)
            coarse = (replace(p, label=_COARSE.get(p.label, "")) for p in found)
            evaluation.add([p for p in coarse if p.label in _ANNOTATED[source]], gold, masked)
        return evaluation

    def _coarse_gold(self, record: Mapping[str, Any]) -> tuple[list[GoldSpan], list[tuple[int, int]]]:
        # what is one place once the edges are cut off ("the Senate", "Senate") is one span
        gold: dict[tuple[int, int], GoldSpan] = {}
        masked = []
        for row in record["spans"]:
            raw = Proposal(row["start"], row["end"], row["label"], 1.0, "gold")
            span = self.trimming.trim(record["text"], raw) or raw
            if span.label not in ALL:
                masked.append((span.start, span.end))
            elif _COARSE.get(span.label) in _ANNOTATED[record["source"]]:
                gold[span.start, span.end] = GoldSpan(span.start, span.end, _COARSE[span.label])
        return list(gold.values()), masked


def macro_f1(evaluations: Mapping[str, Evaluation]) -> float:
    """Return the mean of the sets' F1."""
    return sum(evaluation.total.f1 for evaluation in evaluations.values()) / len(evaluations)


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
