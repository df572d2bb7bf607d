"""Training texts out of the unified sets: what each set annotates, and stand-ins where it does not.

No set annotates all eighteen labels. Where a set is silent about a label, the rules' spans stand in, then the
base model's; what cannot be told is masked: learnt neither as an entity nor as the lack of one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.engine.labels import ALL, NUMERIC
from core.engine.precedence import resolve
from core.engine.proposal import Proposal
from core.engine.rules import Rule
from core.engine.training.benchmark_sets import NEWS
from core.engine.trimming import Trimming

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_RARE = frozenset(("EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE", "FAC", "NORP"))
_NAMED_BY_CAPITALS = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "LAW"))

SILENT: Mapping[str, frozenset[str]] = {
    "crossner_politics": NUMERIC,
    "gmb": NUMERIC | {"WORK_OF_ART", "LANGUAGE", "LAW", "PRODUCT"},
    "gum": NUMERIC | {"LANGUAGE"},
    "re3d": NUMERIC | {"EVENT", "LANGUAGE"},
    "redocred": (NUMERIC - {"DATE"}) | {"LANGUAGE"},
    "uner_ewt": _RARE | NUMERIC,
    "wikigold": NUMERIC,
}
"""The sets that are trained on, each with the labels it does not annotate; no other set trains."""


@dataclass(frozen=True)
class TrainingText:
    """A text with spans to learn and stretches to mask."""

    source: str
    text: str
    spans: tuple[Proposal, ...]
    masked: tuple[tuple[int, int], ...]


def read_records(folder: Path, left_out: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the records of a unified folder's known sets, without the ids and the texts in `left_out`."""
    for source in SILENT:
        with (folder / f"{source}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if record["id"] not in left_out and record["text"] not in left_out:
                    yield record


def held_out(data: Path) -> frozenset[str]:
    """Return what must not be trained on: the dev sets' texts, and the ids that the news set is made of."""
    kept: set[str] = set()
    for file in [data / f"{NEWS}.jsonl", *(data / "unified" / "dev").glob("*.jsonl")]:
        for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            kept.add(record["text"])
            if file.stem == NEWS:
                kept.update(record["source"].split("+"))
    return frozenset(kept)


def training_text(
    record: Mapping[str, Any], base: Iterable[Proposal], rules: Iterable[Rule], trimming: Trimming
) -> TrainingText:
    """Join a record's own spans with the rules' and the base model's where its set is silent."""
    text, source = record["text"], record["source"]
    silent = SILENT[source]
    base_spans = _trimmed(text, base, trimming)
    own, masked = _own_spans(record, {(span.start, span.end): span.label for span in base_spans}, trimming)
    ruled = _trimmed(text, (found for rule in rules for found in rule.find(text)), trimming)
    tiers = [own]
    for tier in (ruled, base_spans):
        known = [span for span in tier if span.label in silent]
        tiers.append([span for span in known if not _touches(span, masked)])
    # shorter spans of a nested set are the flat names; elsewhere the outermost one is
    if source == "re3d":
        tiers[0] = _shortest_first(own)
    return TrainingText(source, text, tuple(resolve(*tiers)), tuple(masked))


def _own_spans(
    record: Mapping[str, Any], base_labels: Mapping[tuple[int, int], str], trimming: Trimming
) -> tuple[list[Proposal], list[tuple[int, int]]]:
    own: list[Proposal] = []
    masked: list[tuple[int, int]] = []
    for row in record["spans"]:
        raw = Proposal(row["start"], row["end"], row["label"], 1.0, "gold")
        span = trimming.trim(record["text"], raw) or raw
        label = _label(span, record, base_labels.get((span.start, span.end)))
        if label is None:
            masked.append((span.start, span.end))
        elif label:
            own.append(Proposal(span.start, span.end, label, 1.0, "gold"))
    return own, masked


def _label(span: Proposal, record: Mapping[str, Any], base_label: str | None) -> str | None:
    """Return the label to learn, None to mask the span, or "" to leave it to the rules and the base model."""
    source, label = record["source"], span.label
    if label == "MISC" and base_label in _RARE:
        return base_label
    if label in _PLACES:
        return base_label if base_label in _PLACES else label
    if label in NUMERIC and label in SILENT[source]:
        return ""
    if label not in ALL or (source == "re3d" and label == "PRODUCT"):
        return None
    common_noun = source == "re3d" and label in _NAMED_BY_CAPITALS and record["text"][span.start].islower()
    return None if common_noun else label


def _trimmed(text: str, spans: Iterable[Proposal], trimming: Trimming) -> list[Proposal]:
    return [span for span in (trimming.trim(text, raw) for raw in spans) if span]


def _touches(span: Proposal, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in stretches)


def _shortest_first(spans: Iterable[Proposal]) -> list[Proposal]:
    flat: list[Proposal] = []
    for span in sorted(spans, key=lambda p: (len(p), p.start)):
        if not any(span.overlaps(other) for other in flat):
            flat.append(span)
    return flat
